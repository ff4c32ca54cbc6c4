import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ChannelName, contract } from '../../src-shared/contract/index.ts';
import { defaultPolicy } from '../../src-shared/policy.ts';
import type { Access } from '../../src-shared/rights.ts';
import { apiKeyDraft, AppHarness, passwords } from '../helpers/app-harness.ts';
import { samples } from '../helpers/channel-samples.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';

const channels = Object.keys(contract) as ChannelName[];

/** What a caller in each state hears from channels of each access; null: the router lets the call pass. */
const table: Readonly<Record<string, Readonly<Record<Access, string | null>>>> = {
  'nobody signed in': { public: null, signedIn: 'notSignedIn', unlocked: 'notSignedIn', admin: 'notSignedIn' },
  guest: { public: null, signedIn: null, unlocked: 'denied', admin: 'denied' },
  user: { public: null, signedIn: null, unlocked: null, admin: 'denied' },
  'user, locked': { public: null, signedIn: null, unlocked: 'vaultLocked', admin: 'denied' },
  administrator: { public: null, signedIn: null, unlocked: null, admin: null },
  'administrator, locked': { public: null, signedIn: null, unlocked: 'vaultLocked', admin: 'vaultLocked' },
  'user who was disabled': { public: null, signedIn: 'notSignedIn', unlocked: 'notSignedIn', admin: 'notSignedIn' },
  'user who was deleted': { public: null, signedIn: 'notSignedIn', unlocked: 'notSignedIn', admin: 'notSignedIn' },
  'administrator, after the kill switch': { public: null, signedIn: 'notSignedIn', unlocked: 'notSignedIn', admin: 'notSignedIn' },
  'user whose password is due': { public: null, signedIn: null, unlocked: 'passwordDue', admin: 'denied' },
};
const states = Object.keys(table);

/** Where the handler itself answers in the router's words, or what a person with a due password may do all the same. */
const whilePasswordIsDue: readonly ChannelName[] = ['account.changePassword', 'preferences.set'];

/** They ask the person rather than the session, and refuse in the same words where there is none: secrets-read.test.ts. */
const askThePerson: readonly ChannelName[] = ['secrets.read', 'tokens.identity'];

/** The router's own words; a handler that refuses says what. */
const refusals = ['notSignedIn', 'denied', 'vaultLocked', 'passwordDue'].map((code) => ({ code }));

const withWrongPassword = (input: unknown): unknown => JSON.parse(JSON.stringify(input).replaceAll(passwords.ada, 'not the password'));

describe.each(states)('%s', (state) => {
  const harness = new AppHarness({ dataDirectory: temporaryDirectory() });
  let ada = { id: '' };
  let ben = { id: '' };
  let itemId = '';

  const policy = { ...defaultPolicy, guest: true };
  const act = (name: 'disable' | 'enable' | 'delete' | 'restore' | 'requirePassword' | 'releasePassword') =>
    harness.call('people.act', { act: name, ids: [ben.id] });

  beforeAll(async () => {
    await harness.open();
    ada = await harness.setUpAda();
    itemId = (await harness.call('items.create', apiKeyDraft('Exchange', 'value'))).id;
    await harness.call('policy.set', policy);
    await harness.call('session.signOut', undefined);
    ben = await harness.addBen();
    await harness.call('session.signOut', undefined);
  });
  afterAll(() => harness.close());

  /** Everything as before, whatever the channel of the last test has done. */
  async function startOver(): Promise<void> {
    harness.clock.advance(3_600_000);
    await harness.signIn('ada');
    await harness.call('killSwitch.lift', undefined);
    for (const name of ['enable', 'restore', 'releasePassword'] as const) await act(name);
    await harness.call('policy.set', policy);
    await harness.call('session.signOut', undefined);
  }

  const asAdministrator = async (task: () => Promise<unknown>): Promise<void> => {
    const bens = harness.sender;
    harness.openWindow();
    await harness.signIn('ada');
    await task();
    await harness.call('session.signOut', undefined);
    harness.sender = bens;
  };

  const enter: Readonly<Record<string, () => Promise<unknown>>> = {
    'nobody signed in': async () => undefined,
    guest: () => harness.call('session.enterAsGuest', undefined),
    user: () => harness.signIn('ben'),
    'user, locked': async () => {
      await harness.signIn('ben');
      await harness.call('session.lock', undefined);
    },
    administrator: () => harness.signIn('ada'),
    'administrator, locked': async () => {
      await harness.signIn('ada');
      await harness.call('session.lock', undefined);
    },
    'user who was disabled': async () => {
      await harness.signIn('ben');
      await asAdministrator(() => act('disable'));
    },
    'user who was deleted': async () => {
      await harness.signIn('ben');
      await asAdministrator(() => act('delete'));
    },
    'administrator, after the kill switch': async () => {
      await harness.signIn('ada');
      await harness.call('killSwitch.turnOn', undefined);
    },
    'user whose password is due': async () => {
      await asAdministrator(() => act('requirePassword'));
      await harness.signIn('ben');
    },
  };

  beforeEach(async () => {
    await startOver();
    await enter[state]?.();
  });

  it.each(channels)('and %s', async (channel) => {
    const { access } = contract[channel];
    const allowed = state === 'user whose password is due' && whilePasswordIsDue.includes(channel);
    const expected = allowed ? null : (table[state]?.[access] ?? null);
    const given = samples(itemId, ada.id)[channel];
    // What takes a password is tried with a wrong one, or Ada would be somebody else for the tests that follow.
    const input = channel.startsWith('account.') && JSON.stringify(given ?? '').includes(passwords.ada) ? withWrongPassword(given) : given;
    const result = await harness.app.call(harness.sender, channel, input);
    const failure = result.ok ? null : result.error;
    if (expected === null && askThePerson.includes(channel) && failure !== null) return;
    if (expected === null) expect(refusals).not.toContainEqual(failure);
    else expect(failure).toEqual({ code: expected });
  });
});
