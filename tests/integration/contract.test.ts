import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChannelName, contract } from '../../src-shared/contract/index.ts';
import type { Access } from '../../src-shared/rights.ts';
import { apiKeyDraft, AppHarness, TestSender } from '../helpers/app-harness.ts';
import { samples, stranger } from '../helpers/channel-samples.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';

const channels = Object.keys(contract) as ChannelName[];
const withAccess = (...accesses: Access[]): ChannelName[] => channels.filter((channel) => accesses.includes(contract[channel].access));

const spoiled = (channel: ChannelName, input: unknown): unknown[] =>
  input === undefined
    ? [null, {}, 'text', 7]
    : [undefined, null, 'text', [], { ...(input as object), ownerId: stranger, [`${channel}!`]: 1 }];

describe('every channel of the contract', () => {
  const harness = new AppHarness({ dataDirectory: temporaryDirectory() });
  let adasItem = '';
  let ada = { id: '' };

  beforeAll(async () => {
    await harness.open();
    ada = await harness.setUpAda();
    adasItem = (await harness.call('items.create', apiKeyDraft('Exchange', 'value'))).id;
    await harness.call('session.signOut', undefined);
    await harness.addBen();
    await harness.call('session.signOut', undefined);
  });
  afterAll(() => harness.close());

  const inputOf = (channel: ChannelName): unknown => samples(adasItem, ada.id)[channel];

  it.each(channels)('%s refuses a message of another shape', async (channel) => {
    for (const input of spoiled(channel, inputOf(channel))) {
      expect(await harness.failure(channel, input), JSON.stringify(input)).toMatchObject({ code: 'invalidInput' });
    }
  });

  it.each(channels)('%s refuses a window that is not attached', async (channel) => {
    const result = await harness.app.call(new TestSender(), channel, inputOf(channel));
    expect(result).toEqual({ ok: false, error: { code: 'unknownSender' } });
  });

  it('refuses channels that do not exist, inherited names included', async () => {
    for (const channel of ['', 'items', 'items.steal', 'constructor', 'toString', '__proto__']) {
      expect(await harness.failure(channel, undefined)).toEqual({ code: 'unknownChannel' });
    }
  });

  it.each(withAccess('signedIn', 'unlocked', 'admin'))('%s refuses a window where nobody is signed in', async (channel) => {
    expect(await harness.failure(channel, inputOf(channel))).toEqual({ code: 'notSignedIn' });
  });

  it.each(withAccess('unlocked', 'admin'))('%s refuses a person whose vault is locked', async (channel) => {
    await harness.signIn('ada');
    await harness.call('session.lock', undefined);
    expect(await harness.failure(channel, inputOf(channel))).toEqual({ code: 'vaultLocked' });
    await harness.call('session.leave', { next: null });
    await harness.signIn('ben');
    await harness.call('session.signOut', undefined);
  });

  it.each(withAccess('admin'))('%s refuses a person who is no administrator', async (channel) => {
    await harness.signIn('ben');
    expect(await harness.failure(channel, inputOf(channel))).toEqual({ code: 'denied' });
    await harness.call('session.signOut', undefined);
  });

  const namesItem = channels.filter(
    (channel) => channel.startsWith('items.') && JSON.stringify(samples('ITEM', 'x')[channel] ?? '').includes('ITEM'),
  );

  it.each(namesItem)("%s says of another person's item that there is none", async (channel) => {
    await harness.signIn('ben');
    expect(await harness.failure(channel, inputOf(channel))).toMatchObject({ code: 'notFound' });
    await harness.call('session.signOut', undefined);
  });

  it.each(['setup.createAdministrator', 'setup.useFileKeychain'] as const)('%s refuses once the first run is done', async (channel) => {
    expect(await harness.failure(channel, inputOf(channel))).toEqual({ code: 'alreadySetUp' });
  });

  it('leaves the first person intact after all of that', async () => {
    await harness.signIn('ada');
    expect(await harness.call('items.reveal', { id: adasItem, fieldId: 'key' })).toEqual({ value: 'value' });
    expect(await harness.call('audit.verify', undefined)).toMatchObject({ status: 'intact', problem: null });
    await harness.call('session.signOut', undefined);
  });
});

describe('before the first run', () => {
  const harness = new AppHarness({ dataDirectory: temporaryDirectory() });
  beforeAll(() => harness.open());
  afterAll(() => harness.close());

  const open: readonly ChannelName[] = [
    'app.status',
    'agent.status',
    'app.tryAgain',
    'setup.checkKeychain',
    'accounts.checkPassword',
    'generator.generate',
  ];
  const setup: readonly ChannelName[] = ['setup.useFileKeychain', 'setup.createAdministrator'];
  const closed = channels.filter((channel) => !open.includes(channel) && !setup.includes(channel));

  it.each(closed)('%s says that set-up comes first', async (channel) => {
    expect(await harness.failure(channel, samples(stranger, stranger)[channel])).toEqual({ code: 'setupRequired' });
  });

  it.each(open)('%s answers', async (channel) => {
    expect(await harness.app.call(harness.sender, channel, samples(stranger, stranger)[channel])).toMatchObject({ ok: true });
  });
});
