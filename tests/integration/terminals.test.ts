import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiKeyDraft, AppHarness, passwords, type TestSender } from '../helpers/app-harness.ts';
import { MemoryKeychain } from '../helpers/memory-keychain.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';

const minutes = 60_000;

describe('a person at a window and at terminals', () => {
  let harness: AppHarness;
  let window: TestSender;

  beforeEach(async () => {
    harness = await AppHarness.start({ dataDirectory: temporaryDirectory(), keychain: new MemoryKeychain() });
    await harness.setUpAda();
    window = harness.sender;
    await harness.call('items.create', apiKeyDraft('Exchange', 'value'));
  });
  afterEach(() => harness.close());

  const counts = async (sender: TestSender): Promise<string | number> => {
    const result = await harness.app.call(sender, 'items.counts', undefined);
    return result.ok ? (result.value as { all: number }).all : result.error.code;
  };
  const terminal = async (kind: 'cli' | 'program' = 'cli'): Promise<TestSender> => {
    const sender = harness.connect(kind);
    await harness.signIn('ada');
    return sender;
  };
  const wrong = (username: string) => ({ who: { username }, password: 'not the password', acceptOlder: false });

  it('share one vault, whoever opened it first', async () => {
    const first = await terminal();
    expect([await counts(window), await counts(first)]).toEqual([1, 1]);
    await harness.call('items.create', apiKeyDraft('Broker', 'value'));
    expect([await counts(window), await counts(first)]).toEqual([2, 2]);
    expect(window.events).toContainEqual(expect.objectContaining({ event: 'vault.changed' }));
    expect(window.resets).toBe(0);
  });

  it('are locked together, and a terminal that was signed in is open again once its person is', async () => {
    const cli = await terminal();
    await harness.from(window, () => harness.call('session.lock', undefined));
    expect([await counts(window), await counts(cli)]).toEqual(['vaultLocked', 'vaultLocked']);
    await harness.from(window, () => harness.signIn('ada'));
    expect([await counts(window), await counts(cli)]).toEqual([1, 1]);
    await harness.from(cli, () => harness.call('session.lock', undefined));
    expect([await counts(window), await counts(cli)]).toEqual(['vaultLocked', 'vaultLocked']);
    await harness.from(cli, () => harness.signIn('ada'));
    // SECURITY: a window shows a vault only to whoever has typed the password there.
    expect([await counts(window), await counts(cli)]).toEqual(['vaultLocked', 1]);
  });

  it('lose nothing when a terminal signs out or goes, until the last of them has gone', async () => {
    const [one, other] = [await terminal(), await terminal()];
    await harness.from(one, () => harness.call('session.signOut', undefined));
    await harness.app.detach(other);
    expect([await counts(window), await counts(one)]).toEqual([1, 'notSignedIn']);

    const last = await terminal();
    await harness.from(window, () => harness.call('session.signOut', undefined));
    await harness.from(last, () => harness.signIn('ada'));
    expect(await counts(last)).toBe(1);
    await harness.app.detach(last);
    const rows = await harness.from(window, async () => {
      await harness.signIn('ada');
      return harness.call('audit.own', { before: null, limit: 20 });
    });
    expect(rows.rows.map(({ action }) => action)).toContain('session.locked');
  });

  it('are different sessions, each to be ended by itself', async () => {
    const cli = await terminal();
    const mine = await harness.from(window, () => harness.call('sessions.own', undefined));
    expect(mine.sessions.map(({ kind }) => kind).toSorted()).toEqual(['cli', 'desktop']);
    const id = mine.sessions.find(({ kind }) => kind === 'cli')?.id ?? '';
    await harness.from(window, () => harness.call('sessions.end', { id }));
    expect([await counts(window), await counts(cli)]).toEqual([1, 'notSignedIn']);
  });

  it('lock by themselves when nobody was at either of them', async () => {
    const cli = await terminal();
    harness.clock.advance(9 * minutes);
    await harness.from(cli, () => harness.call('session.activity', undefined));
    harness.clock.advance(9 * minutes);
    expect([await counts(window), await counts(cli)]).toEqual([1, 1]);
    harness.clock.advance(2 * minutes);
    expect([await counts(window), await counts(cli)]).toEqual(['vaultLocked', 'vaultLocked']);
  });

  it('are not kept open by what a program does', async () => {
    const bot = await terminal('program');
    harness.clock.advance(9 * minutes);
    await harness.from(bot, () => harness.call('session.activity', undefined));
    harness.clock.advance(2 * minutes);
    expect([await counts(window), await counts(bot)]).toEqual(['vaultLocked', 'vaultLocked']);
    await harness.from(bot, () => harness.signIn('ada'));
    harness.clock.advance(9 * minutes);
    await harness.from(bot, () => harness.call('session.activity', undefined));
    harness.clock.advance(2 * minutes);
    expect(await counts(bot)).toBe(1);
  });

  it('are signed out at a terminal whose session has run out, and nowhere else', async () => {
    const cli = await terminal();
    harness.clock.advance(29 * 24 * 60 * minutes);
    await harness.from(window, () => harness.signIn('ada'));
    harness.clock.advance(2 * 24 * 60 * minutes);
    await harness.from(window, () => harness.signIn('ada'));
    expect([await counts(cli), await counts(window)]).toEqual(['notSignedIn', 1]);
  });

  it('keep the open vault where a sign-in at a terminal comes to nothing', async () => {
    const cli = harness.connect('cli');
    const signingIn = harness.app.call(cli, 'session.signIn', { who: { username: 'ada' }, password: passwords.ada, acceptOlder: false });
    await harness.app.call(cli, 'session.lock', undefined);
    expect(await signingIn).toMatchObject({ ok: false, error: { code: 'vaultLocked' } });
    expect([await counts(cli), await counts(window)]).toEqual(['notSignedIn', 1]);
  });

  it('hand a terminal over without locking anybody elsewhere', async () => {
    const cli = await terminal();
    harness.openWindow();
    const bens = harness.sender;
    await harness.addBen();
    await harness.from(cli, () => harness.signIn('ben'));
    expect([await counts(window), await counts(bens), await counts(cli)]).toEqual([1, 0, 0]);
  });

  it('hear of a wrong password, are slowed down, and are no guests', async () => {
    harness.connect('cli');
    for (let tries = 0; tries < 5; tries += 1)
      expect(await harness.failure('session.signIn', wrong('ada'))).toMatchObject({ code: 'wrongPassword' });
    expect(await harness.failure('session.signIn', wrong('ada'))).toMatchObject({ code: 'tooManyAttempts' });
    expect(await harness.failure('session.enterAsGuest', undefined)).toEqual({ code: 'denied', detail: { what: 'guest' } });
    expect(await counts(window)).toBe(1);
  });

  it('are not kept out by a program that guesses, which itself is', async () => {
    const bot = harness.connect('program');
    for (let tries = 0; tries < 5; tries += 1)
      expect(await harness.failure('session.signIn', wrong('ada'))).toMatchObject({ code: 'wrongPassword' });
    expect(await harness.failure('session.signIn', { ...wrong('ada'), password: passwords.ada })).toMatchObject({
      code: 'tooManyAttempts',
    });
    await harness.from(window, async () => {
      await harness.call('session.lock', undefined);
      expect(await harness.signIn('ada')).toMatchObject({ status: 'unlocked', failuresSinceLastSignIn: 5 });
    });
    harness.clock.advance(30_000);
    await harness.from(bot, () => harness.signIn('ada'));
    expect(await counts(bot)).toBe(1);
  });

  it('are told apart in the log', async () => {
    await terminal();
    await harness.call('items.create', apiKeyDraft('Broker', 'value'));
    const { rows } = await harness.from(window, () => harness.call('audit.own', { before: null, limit: 5 }));
    expect(rows.find(({ action }) => action === 'item.created')).toMatchObject({ client: 'cli' });
  });
});
