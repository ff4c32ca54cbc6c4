import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageSurface } from '../../src-main/hosts/page-surface.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { openWindow, type TestWindow } from './window.ts';

let window: TestWindow;

beforeAll(async () => {
  window = await openWindow({ dataDirectory: temporaryDirectory() });
});
afterAll(() => window.close());

const events = (): string[] => window.log.map(({ event }) => event);

describe('the window of an installed Chromium', () => {
  it('opens on the first-run screen', async () => {
    await window.page.getByRole('heading').first().waitFor();
    expect(await window.page.title()).toBe('Strongroom');
  });

  it('gives the page one frozen object and no raw binding', async () => {
    const seen = await window.page.evaluate(() => {
      const { strongroom } = globalThis as unknown as { strongroom: object };
      return {
        frozen: Object.isFrozen(strongroom),
        keys: Object.keys(strongroom),
        raw: Object.getOwnPropertyNames(globalThis).filter((name) => name.startsWith('__strongroomSend')),
      };
    });
    expect(seen).toEqual({ frozen: true, keys: ['invoke', 'on'], raw: [] });
  });

  it('answers calls of the page, and refuses what the contract does not know', async () => {
    const ask = (channel: string) =>
      window.page.evaluate((name) => (globalThis as unknown as { strongroom: PageSurface }).strongroom.invoke(name, undefined), channel);
    expect(await ask('app.status')).toMatchObject({ ok: true, value: { phase: 'firstRun' } });
    expect(await ask('items.everything')).toMatchObject({ ok: false, error: { code: 'unknownChannel' } });
  });
});

describe('what a page that was taken over can not do', () => {
  it('runs no inline script, no eval and no markup from a string', async () => {
    const tried = await window.page.evaluate(() => {
      const refused = (attempt: () => void): boolean => {
        try {
          attempt();
          return false;
        } catch {
          return true;
        }
      };
      const script = document.createElement('script');
      const written = refused(() => {
        script.textContent = 'globalThis.inlineRan = true';
        document.body.append(script);
      });
      // A script that DevTools runs may use eval; one that a timer runs is the page's own.
      return new Promise((resolve) => {
        setTimeout(() =>
          resolve({
            inline: written || !('inlineRan' in globalThis),
            eval: refused(() => void (0, eval)('1')),
            markup: refused(() => void (document.createElement('div').innerHTML = '<img src=x>')),
          }),
        );
      });
    });
    expect(tried).toEqual({ inline: true, eval: true, markup: true });
  });

  it('reaches no network', async () => {
    const reached = await window.page.evaluate(async () => {
      const viaFetch = await fetch('https://example.com/').then(
        () => true,
        () => false,
      );
      const viaImage = await new Promise((resolve) => {
        const image = new Image();
        image.addEventListener('load', () => resolve(true));
        image.addEventListener('error', () => resolve(false));
        image.src = 'https://example.com/pixel.png';
      });
      return { viaFetch, viaImage };
    });
    expect(reached).toEqual({ viaFetch: false, viaImage: false });
  });

  it('reads neither clipboard nor anything that takes a permission', async () => {
    const states = await window.page.evaluate(async () => {
      const clipboard = await navigator.clipboard.readText().then(
        () => 'read',
        () => 'refused',
      );
      const { state } = await navigator.permissions.query({ name: 'geolocation' });
      return { clipboard, geolocation: state, notifications: Notification.permission };
    });
    expect(states).toEqual({ clipboard: 'refused', geolocation: 'denied', notifications: 'denied' });
  });

  it('opens no second window and no worker', async () => {
    const opened = await window.page.evaluate(() =>
      ['/', 'about:blank', 'https://example.com/'].map((url) => globalThis.open(url, '_blank') !== null),
    );
    expect(opened).toEqual([false, false, false]);
    expect(window.page.context().pages()).toHaveLength(1);
    const worker = await window.page.evaluate(
      () =>
        new Promise((resolve) => {
          try {
            new Worker('/worker.js').addEventListener('error', () => resolve('refused'));
          } catch {
            resolve('refused');
          }
        }),
    );
    expect(worker).toBe('refused');
  });

  it('closes a tab that somebody opened in its browser', async () => {
    const { pipe } = window.desktop.shell;
    const { targetId } = await pipe.send<{ targetId: string }>('Target.createTarget', { url: 'about:blank' });
    const targets = async (): Promise<string[]> => {
      const { targetInfos } = await pipe.send<{ targetInfos: { targetId: string }[] }>('Target.getTargets');
      return targetInfos.map((info) => info.targetId);
    };
    await expect.poll(targets).not.toContain(targetId);
    expect(events()).toContain('window.refusedTarget');
    expect(await targets()).toContain(window.desktop.shell.target);
  });

  it('leads nowhere: other origins are not followed, and an empty page is replaced by ours', async () => {
    await window.page.evaluate(() => globalThis.location.assign('https://example.com/'));
    await expect.poll(() => events()).toContain('window.refusedRequest');
    expect(window.page.url()).toBe('https://strongroom.invalid/');
    await window.page.evaluate(() => globalThis.location.assign('about:blank'));
    await expect.poll(() => events()).toContain('window.ledAway');
    await expect.poll(() => window.page.url()).toBe('https://strongroom.invalid/');
    await window.page.getByRole('heading').first().waitFor();
  });
});

describe('a page that is thrown away', () => {
  it('leaves nothing of itself in the heap when the window is reset', async () => {
    const canary = `canary-${'x'.repeat(4)}-in-the-old-page`;
    await window.page.evaluate((text) => {
      (globalThis as unknown as { kept: string }).kept = `${text}!`;
    }, canary);
    expect(await window.heapContains(canary)).toBe(true);
    await window.desktop.shell.reset();
    await window.page.getByRole('heading').first().waitFor();
    expect(await window.heapContains(canary)).toBe(false);
  });

  it('brings back nothing that was typed', async () => {
    const typed = `typed-${'y'.repeat(4)}-before`;
    await window.page.evaluate((text) => {
      const field = document.createElement('input');
      field.name = 'search';
      document.body.append(field);
      field.value = text;
    }, typed);
    await window.desktop.shell.reset();
    await window.page.getByRole('heading').first().waitFor();
    expect(await window.heapContains(typed)).toBe(false);
    expect(await window.page.evaluate(() => history.length)).toBe(1);
  });

  it('comes back when its process dies', async () => {
    const { pipe, session } = window.desktop.shell;
    const phase = async (): Promise<unknown> => {
      const expression = "document.readyState === 'complete' && strongroom.invoke('app.status').then(({ value }) => value.phase)";
      const asked = pipe.send<{ result: { value: unknown } }>('Runtime.evaluate', { expression, awaitPromise: true }, session);
      return (await asked.catch(() => null))?.result.value;
    };
    pipe.send('Page.crash', {}, session).catch(() => undefined);
    await expect.poll(events).toContain('window.crashed');
    await expect.poll(phase).toBe('firstRun');
    await window.restart();
  });
});

describe('the clipboard', () => {
  it('takes a value past the page and gives it back', async () => {
    const { clipboard } = window.desktop.shell;
    await clipboard.call('(text) => navigator.clipboard.writeText(text)', ['copied-8c1f-value']);
    expect(await window.clipboardText()).toBe('copied-8c1f-value');
    expect(await window.heapContains('copied-8c1f-value')).toBe(false);
  });
});
