import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { agentPlaces } from '../../src-main/agent/places.ts';
import type { ChannelName, Input, Output } from '../../src-shared/contract/index.ts';
import { apiKeyDraft, TestSender } from '../helpers/app-harness.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { serious } from './axe.ts';
import { adaPassword, PersonAtWindow } from './people.ts';
import { ShellSession } from './shell-session.ts';
import { openWindow, type TestWindow } from './window.ts';

const root = join(import.meta.dirname, '..', '..');
const canary = 'canary-of-the-exchange-7731';
const reference = 'strongroom://Exchange/key';

/** A program at a shell where nobody has signed in, and a person at the window; each test goes on where the one before it stopped. */
describe('a program that asks, in the real window', () => {
  const home = temporaryDirectory();
  const dataDirectory = join(home, 'data');
  let window: TestWindow;

  const at = (): PersonAtWindow => new PersonAtWindow(window.page);
  const question = () => window.page.getByRole('dialog').filter({ hasText: 'wants' });
  const choose = async (name: string): Promise<void> => {
    const button = question().getByRole('button', { name });
    // It can't be pressed by a click that was meant for what was there before.
    await expect.poll(() => button.isEnabled()).toBe(true);
    await button.click();
  };

  beforeAll(async () => {
    const agent = { ...agentPlaces({ STRONGROOM_HOME: dataDirectory }, process.platform, dataDirectory), apiPort: 0, folder: root };
    window = await openWindow({ dataDirectory, host: (host) => ({ ...host, agent }) });
    const { app } = window.desktop;
    const sender = new TestSender();
    app.attach(sender);
    const call = async <C extends ChannelName>(channel: C, input: Input<C>): Promise<Output<C>> => {
      const result = await app.call(sender, channel, input);
      if (!result.ok) throw new Error(`${channel}: ${result.error.code}`);
      return result.value as Output<C>;
    };
    const ada = { username: 'ada', displayName: 'Ada Lovelace', email: null, password: adaPassword };
    const made = await call('setup.createAdministrator', ada);
    for (const [kind, code] of [['personal', made.personal] as const, ['installation', made.installation] as const])
      await call('recovery.confirm', { kind, group: code.code.split('-')[code.askGroup - 1] ?? '' });
    await call('items.create', apiKeyDraft('Exchange', canary));
    await call('session.signOut', undefined);
    await app.detach(sender);
    await window.desktop.shell.reset();
    await at().signInAs('Ada Lovelace', adaPassword);
  });
  afterAll(() => window.close());

  it('is named with what it wants, and gets it once when its person says so', async () => {
    const raised = vi.spyOn(window.desktop.shell, 'raise');
    const asked = new ShellSession(home).strongroom(['read', reference]);
    await question().waitFor();
    expect(raised).toHaveBeenCalled();
    await expect.poll(() => question().innerText()).toContain('Exchange');
    expect(await question().getByRole('button', { name: 'Deny' }).isVisible()).toBe(true);
    expect(await serious(window)).toEqual([]);
    await choose('Allow once');
    expect(await asked).toMatchObject({ code: 0, stdout: `${canary}\n` });
    await question().waitFor({ state: 'hidden' });
    expect(await window.heapContains(canary)).toBe(false);
  });

  it('is denied by Escape, and not asked about again at once', async () => {
    const shell = new ShellSession(home);
    const asked = shell.strongroom(['read', reference]);
    await question().waitFor();
    await expect.poll(() => question().getByRole('button', { name: 'Allow once' }).isEnabled()).toBe(true);
    await window.page.keyboard.press('Escape');
    expect(await asked).toMatchObject({ code: 5, stdout: '' });
    expect(await shell.strongroom(['read', reference])).toMatchObject({ code: 5, stdout: '' });
    expect(await question().isVisible()).toBe(false);
  });

  it('that is connected shows its token, is allowed for good, and loses everything when it is removed', async () => {
    await at().button('Preferences');
    await window.page.getByRole('button', { name: 'Programs' }).click();
    await window.page.getByRole('button', { name: 'Connect a program' }).first().click();
    const dialog = window.page.getByRole('dialog');
    await dialog.getByLabel('What it is called').fill('Trading bot');
    await dialog.getByRole('button', { name: 'Connect' }).click();
    const shown = await dialog.getByText(/srp_/).first().innerText();
    const token = /srp_\S+/.exec(shown)?.[0] ?? '';
    await dialog.getByRole('button', { name: 'I have put it there' }).click();
    const bot = new ShellSession(home, { STRONGROOM_TOKEN: token });
    const asked = bot.strongroom(['read', reference]);
    await question().waitFor();
    expect(await question().innerText()).toContain('Trading bot');
    await question().getByText('Always', { exact: true }).click();
    await choose('Always allow');
    expect(await asked).toMatchObject({ code: 0, stdout: `${canary}\n` });
    expect(await bot.strongroom(['read', reference])).toMatchObject({ code: 0, stdout: `${canary}\n` });
    await window.page.getByText('Trading bot').first().waitFor();
    expect(await serious(window)).toEqual([]);

    await at().call('programs.remove', {
      key: (await at().call('programs.list', undefined)).find(({ registered }) => registered)?.key ?? '',
    });
    // A stranger again, and strangers of this place were denied a moment ago.
    expect(await bot.strongroom(['read', reference])).toMatchObject({ code: 5, stdout: '' });
  });

  it('gets nothing any more once its person has locked', async () => {
    await window.page.keyboard.press('Control+l');
    await window.page.getByTestId('password').waitFor();
    expect(await new ShellSession(home).strongroom(['read', reference, '--no-wait'])).toMatchObject({ code: 4, stdout: '' });
  });
});
