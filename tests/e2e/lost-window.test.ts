import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Output } from '../../src-shared/contract/index.ts';
import { apiKeyDraft } from '../helpers/app-harness.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { adaPassword, PersonAtWindow } from './people.ts';
import { openWindow, type TestWindow } from './window.ts';

const secret = 'lost_window_canary_81';

describe('a window that is lost', () => {
  let window: TestWindow;
  let written: string[];

  beforeEach(async () => {
    written = [];
    window = await openWindow({
      dataDirectory: temporaryDirectory(),
      host: (host) => ({
        ...host,
        clipboard: {
          read: () => host.clipboard.read(),
          write: async (text) => {
            await host.clipboard.write(text);
            written.push(text);
          },
        },
      }),
    });
    const ada = new PersonAtWindow(window.page);
    await ada.call('setup.createAdministrator', { username: 'ada', displayName: 'Ada', email: null, password: adaPassword });
    const { id } = await ada.call('items.create', apiKeyDraft('Market data feed', secret));
    await ada.call('items.copy', { id, fieldId: 'key' });
  });
  afterEach(() => window.close());

  it('was closed by its person: everyone is locked and our value is off the clipboard before the browser ends', async () => {
    expect(written).toEqual([secret]);
    const { shell, ended } = window.desktop;
    await shell.pipe.send('Target.closeTarget', { targetId: shell.target });
    await ended;
    expect(written).toEqual([secret, '']);
    await window.close();
    await window.open();
    const session = await new PersonAtWindow(window.page).call('session.current', undefined);
    expect(session).toMatchObject({ status: 'locked', reason: 'restart' });
  });

  it('crashed: its person is locked, the clipboard cleared, and the page comes back', async () => {
    const { pipe, session } = window.desktop.shell;
    const current = async (): Promise<unknown> => {
      const expression = "strongroom.invoke('session.current').then(({ value }) => value)";
      const asked = pipe.send<{ result: { value?: unknown } }>(
        'Runtime.evaluate',
        { expression, awaitPromise: true, returnByValue: true },
        session,
      );
      return (await asked.catch(() => null))?.result.value;
    };
    expect(await current()).toMatchObject({ status: 'unlocked' } satisfies Partial<Output<'session.current'>>);
    pipe.send('Page.crash', {}, session).catch(() => undefined);
    await expect.poll(current, { timeout: 20_000 }).toMatchObject({ status: 'locked' });
    expect(written).toEqual([secret, '']);
    expect(await window.heapContains(secret)).toBe(false);
  });

  it('loses its browser altogether: the app ends, and everything is intact and locked afterwards', async () => {
    const { shell, ended } = window.desktop;
    process.kill(shell.browser.pid ?? 0, 'SIGKILL');
    await ended;
    await window.close();
    await window.open();
    const ada = new PersonAtWindow(window.page);
    expect(await ada.call('session.current', undefined)).toMatchObject({ status: 'locked', reason: 'restart' });
    await ada.call('session.signIn', { who: { username: 'ada' }, password: adaPassword, acceptOlder: false });
    expect((await ada.call('items.counts', undefined)).all).toBe(1);
  });
});
