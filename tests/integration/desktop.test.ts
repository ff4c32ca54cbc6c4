import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Input } from '../../src-shared/contract/index.ts';
import { defaultPreferences } from '../../src-shared/models.ts';
import { apiKeyDraft, AppHarness } from '../helpers/app-harness.ts';
import { openStored } from '../helpers/stored.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';

let harness: AppHarness;
let dataDirectory: string;
beforeEach(async () => {
  dataDirectory = temporaryDirectory();
  harness = await AppHarness.start({ dataDirectory });
  await harness.setUpAda();
});
afterEach(() => harness.close());

const note = { title: 'A key grows old', body: 'OpenAI ends in 7 days.' };
const actions = async (): Promise<string[]> =>
  (await harness.call('audit.own', { before: null, limit: 50 })).rows.map(({ action }) => action);
const word = (language: 'en' | 'de' | 'system' = 'system') => harness.call('preferences.set', { language });

describe('the tray', () => {
  it('names who is here, and what was copied last, and nothing of it once the vault closes', async () => {
    const { id } = await harness.call('items.create', apiKeyDraft('Exchange', 'k-123'));
    await harness.call('items.copy', { id, fieldId: 'key' });
    await expect
      .poll(() => harness.desktop.tray)
      .toEqual({ language: null, person: 'Ada Lovelace', anyOpen: true, recent: [{ id, fieldId: 'key', name: 'Exchange' }] });
    const before = harness.desktop.trays.length;
    await harness.call('session.lock', undefined);
    for (const tray of harness.desktop.trays.slice(before)) expect([tray.person, tray.recent]).toEqual([null, []]);
    await harness.signIn('ada');
    await expect.poll(() => harness.desktop.tray).toMatchObject({ person: 'Ada Lovelace', recent: [] });
    expect(JSON.stringify(harness.desktop.trays)).not.toContain('k-123');
  });

  it('has the last five items, each once, by the names that they have now, without what is in the trash', async () => {
    const made = [];
    for (let number = 1; number <= 7; number += 1) made.push(await harness.call('items.create', apiKeyDraft(`Key ${number}`, 'k')));
    for (const { id } of [...made, made[5]!]) await harness.call('items.copy', { id, fieldId: 'key' });
    const names = (): (string | undefined)[] => (harness.desktop.tray?.recent ?? []).map(({ name }) => name);
    await expect.poll(names).toEqual(['Key 6', 'Key 7', 'Key 5', 'Key 4', 'Key 3']);
    await harness.call('items.trash', { ids: [made[6]!.id] });
    await harness.call('items.update', { id: made[4]!.id, revision: 1, draft: apiKeyDraft('Renamed', 'k') });
    await expect.poll(names).toEqual(['Key 6', 'Renamed', 'Key 4', 'Key 3']);
  });

  it('copies again as the window does, with its row in the log', async () => {
    const { id } = await harness.call('items.create', apiKeyDraft('Exchange', 'k-123'));
    harness.desktop.choose({ type: 'copy', id, fieldId: 'key' });
    await expect.poll(() => harness.clipboard.text).toBe('k-123');
    expect(await actions()).toContain('item.copied');
  });

  it('copies nothing once its person has locked, and says so in the log of the app', async () => {
    const { id } = await harness.call('items.create', apiKeyDraft('Exchange', 'k-123'));
    await harness.call('session.lock', undefined);
    harness.desktop.choose({ type: 'copy', id, fieldId: 'key' });
    await expect.poll(() => harness.log).toContainEqual({ event: 'tray.refused', facts: { choice: 'copy', code: 'vaultLocked' } });
    expect(harness.clipboard.text).toBe('');
  });

  it.each([
    ['lock', 'locked'],
    ['lockEveryone', 'signedOut'],
    ['handOver', 'signedOut'],
  ] as const)('can %s, and the window asks anew who is here', async (type, status) => {
    harness.desktop.choose({ type });
    await expect.poll(() => harness.sender.events).toContainEqual({ event: 'session.changed', payload: {} });
    expect(await harness.call('session.current', undefined)).toMatchObject({ status });
    await expect.poll(() => harness.desktop.tray?.anyOpen).toBe(false);
  });

  it('speaks the language of whoever is here, and follows a change of it and of their name', async () => {
    await word('de');
    await harness.call('account.updateProfile', { displayName: 'Ada', colour: 'teal', picture: null });
    await expect.poll(() => harness.desktop.tray).toMatchObject({ language: 'de', person: 'Ada' });
    await harness.call('session.lock', undefined);
    await expect.poll(() => harness.desktop.tray).toMatchObject({ language: null, person: null });
  });

  it('knows nothing of what a terminal copies', async () => {
    const { id } = await harness.call('items.create', apiKeyDraft('Exchange', 'k-123'));
    const window = harness.sender;
    const terminal = harness.connect('cli');
    await harness.signIn('ada');
    await harness.call('items.copy', { id, fieldId: 'key' });
    expect(terminal.kind).toBe('cli');
    harness.sender = window;
    await word('en');
    await expect.poll(() => harness.desktop.tray).toMatchObject({ language: 'en', recent: [] });
  });

  it('does nothing for a window that has gone', async () => {
    await harness.app.detach(harness.sender);
    harness.desktop.choose({ type: 'lock' });
    expect(harness.log).toEqual([]);
  });
});

describe('what may record the window', () => {
  it('is nothing, unless whoever is here has said so', async () => {
    await expect.poll(() => harness.desktop.captureProtected).toBe(true);
    await harness.call('preferences.set', { screenCapture: true });
    await expect.poll(() => harness.desktop.captureProtected).toBe(false);
    await harness.call('session.lock', undefined);
    expect(harness.desktop.captureProtected).toBe(true);
  });
});

describe('notifications of the system', () => {
  it('say no more than the person wants', async () => {
    expect(defaultPreferences.desktopNotifications).toBe('discreet');
    await word('de');
    expect(await harness.call('desktop.notify', note)).toEqual({ shown: true });
    expect([harness.desktop.notices, harness.desktop.discreet]).toEqual([[], ['de']]);
    await harness.call('preferences.set', { desktopNotifications: 'full' });
    await harness.call('desktop.notify', note);
    expect(harness.desktop.notices).toEqual([note]);
    await harness.call('preferences.set', { desktopNotifications: 'off' });
    expect(await harness.call('desktop.notify', note)).toEqual({ shown: false });
    expect([harness.desktop.notices.length, harness.desktop.discreet.length]).toEqual([1, 1]);
  });

  it('are a few a minute, however many are asked for', async () => {
    await harness.call('preferences.set', { desktopNotifications: 'full' });
    for (let time = 0; time < 20; time += 1) await harness.call('desktop.notify', note);
    expect(harness.desktop.notices).toHaveLength(6);
    harness.clock.advance(60_000);
    expect(await harness.call('desktop.notify', note)).toEqual({ shown: true });
  });

  it.each([
    ['a line break', { ...note, body: 'a\nb' }],
    ['nothing', { ...note, title: ' ' }],
    ['letters that turn text round', { ...note, title: 'a\u202Eb' }],
    ['too much', { ...note, body: 'x'.repeat(401) }],
    ['more than was agreed', { ...note, icon: 'x' }],
  ])('are refused with %s', async (_what, input) => {
    expect(await harness.failure('desktop.notify', input)).toMatchObject({ code: 'invalidInput' });
  });

  it('and links are for windows, not for terminals and programs, and not for the locked', async () => {
    const window = harness.sender;
    harness.connect('cli');
    await harness.signIn('ada');
    expect(await harness.failure('desktop.notify', note)).toMatchObject({ code: 'denied' });
    expect(await harness.failure('links.take', undefined)).toMatchObject({ code: 'denied' });
    harness.sender = window;
    await harness.call('session.lock', undefined);
    expect(await harness.failure('desktop.notify', note)).toMatchObject({ code: 'vaultLocked' });
    expect(await harness.failure('links.take', undefined)).toMatchObject({ code: 'vaultLocked' });
  });

  it('that still show are taken back when their person locks', async () => {
    await harness.call('session.lock', undefined);
    expect(harness.desktop.withdrawals).toBe(1);
  });
});

describe('something new for somebody who is locked', () => {
  /** Ben has an account and is locked; what Ada does to it is news for him. */
  async function benAndAda(choices: Input<'preferences.set'> = {}): Promise<(act?: 'releasePassword') => Promise<unknown>> {
    const ben = await harness.addBen();
    await harness.call('preferences.set', choices);
    await harness.signIn('ada');
    return (act) => harness.call('people.act', { act: act ?? 'requirePassword', ids: [ben.id] });
  }
  const stored = async (): Promise<number> => openStored(dataDirectory).get<{ n: number }>('SELECT count(*) AS n FROM notifications').n;

  it('is told without a name, in the language of the system, and once a minute', async () => {
    const act = await benAndAda({ language: 'de', desktopNotifications: 'full' });
    await act();
    await expect.poll(() => harness.desktop.discreet).toEqual([null]);
    await act('releasePassword');
    await expect.poll(stored).toBe(2);
    expect([harness.desktop.discreet, harness.desktop.notices]).toEqual([[null], []]);
  });

  it('is told nobody who wants no such thing', async () => {
    const act = await benAndAda({ desktopNotifications: 'off' });
    await act();
    await expect.poll(stored).toBe(1);
    expect(harness.desktop.discreet).toEqual([]);
  });

  it('is not told by main to a person whose window is open', async () => {
    const act = await benAndAda();
    const adas = harness.sender;
    harness.openWindow();
    await harness.signIn('ben');
    const bens = harness.sender;
    await harness.from(adas, () => act());
    await expect.poll(() => bens.events.map(({ event }) => event)).toContain('notifications.changed');
    expect(harness.desktop.discreet).toEqual([]);
  });
});

describe('a link that was opened on the machine', () => {
  const link = 'strongroom://item/Exchange';

  it('is there for an open window at once, and once', async () => {
    expect(harness.app.openLink(link)).toBe(true);
    expect(harness.sender.events).toContainEqual({ event: 'link.waiting', payload: {} });
    expect(await harness.call('links.take', undefined)).toEqual({ item: 'Exchange' });
    expect(await harness.call('links.take', undefined)).toBeNull();
  });

  it('waits while the window is locked, for two minutes', async () => {
    await harness.call('session.lock', undefined);
    harness.app.openLink(link);
    await harness.signIn('ada');
    expect(await harness.call('links.take', undefined)).toEqual({ item: 'Exchange' });
    harness.app.openLink(link);
    harness.clock.advance(120_000);
    expect(await harness.call('links.take', undefined)).toBeNull();
  });

  it('of one person is nothing for the next', async () => {
    await harness.addBen();
    await harness.signIn('ada');
    harness.app.openLink(link);
    await harness.signIn('ben');
    expect(await harness.call('links.take', undefined)).toBeNull();
  });

  it('is none where it is hostile, and none once the app closes', async () => {
    expect(harness.app.openLink('strongroom://values/Exchange')).toBe(false);
    expect(harness.log).toContainEqual({ event: 'link.refused', facts: { why: 'notAnItem' } });
    const { app } = harness;
    await harness.close();
    expect(app.openLink(link)).toBe(false);
    expect(harness.clock.pending).toBe(0);
  });

  it('is kept before there is an installation, too, for whoever makes one', async () => {
    const fresh = await AppHarness.start({ dataDirectory: temporaryDirectory() });
    fresh.app.openLink(link);
    await fresh.setUpAda();
    expect(await fresh.call('links.take', undefined)).toEqual({ item: 'Exchange' });
    await fresh.close();
  });
});

describe('a clock that is set back', () => {
  const day = 86_400_000;
  const expiry = async (): Promise<number> => (await harness.call('sessions.own', undefined)).sessions[0]!.expiresAt;

  it('locks everyone and gives no session more time', async () => {
    const expiresIn = (await expiry()) - harness.clock.now();
    harness.clock.set(harness.clock.now() - 3 * day);
    await harness.app.clockSetBack(3 * day);
    expect(await harness.call('session.current', undefined)).toMatchObject({ status: 'locked', reason: 'clockSetBack' });
    // As if they had passed already: three days of its time are over.
    const { sessions } = await harness.signIn('ada').then(() => harness.call('sessions.own', undefined));
    expect(sessions[0]!.expiresAt - harness.clock.now()).toBeLessThanOrEqual(expiresIn);
    expect(sessions).toHaveLength(1);
  });

  it('ends a session sooner by the new clock, never later', async () => {
    const terminal = harness.connect('cli');
    await harness.signIn('ada');
    const before = (await harness.call('sessions.own', undefined)).sessions.map((one) => one.expiresAt);
    await harness.app.clockSetBack(day);
    await harness.signIn('ada');
    const after = (await harness.call('sessions.own', undefined)).sessions.map((one) => one.expiresAt);
    expect(terminal.kind).toBe('cli');
    expect(Math.max(...after)).toBeLessThanOrEqual(Math.max(...before));
    expect(Math.min(...after)).toBe(Math.min(...before) - day);
  });

  it('while the app was closed ends the sessions that it would have made longer', async () => {
    await harness.close();
    harness.clock.set(harness.clock.now() - day);
    await harness.open();
    expect(await harness.call('session.current', undefined)).toMatchObject({ status: 'signedOut' });
    expect(await harness.signIn('ada')).toMatchObject({ status: 'unlocked' });
  });

  it('by moments is nobody’s business', async () => {
    await harness.close();
    harness.clock.set(harness.clock.now() - 60_000);
    await harness.open();
    expect(await harness.call('session.current', undefined)).toMatchObject({ status: 'locked' });
  });

  it('before there is an installation is nothing', async () => {
    const fresh = await AppHarness.start({ dataDirectory: temporaryDirectory() });
    await fresh.app.clockSetBack(day);
    expect(fresh.log).toEqual([]);
    await fresh.close();
  });
});
