import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { defaultPreferences } from '../../src-shared/models.ts';
import type { NotificationView } from '../../src-shared/notifications.ts';
import { apiKeyDraft, AppHarness } from '../helpers/app-harness.ts';
import { openStored } from '../helpers/stored.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';

const day = 86_400_000;
let harness: AppHarness;

beforeEach(async () => {
  harness = await AppHarness.start({ dataDirectory: temporaryDirectory() });
  onTestFinished(() => harness.close());
  await harness.setUpAda();
});

const save = (name: string, value: string, changes: object = {}) =>
  harness.call('items.create', { ...apiKeyDraft(name, value), fields: [{ id: 'key', name: 'Key', type: 'hidden', value }], ...changes });
const assessAll = async (): Promise<void> => {
  while ((await harness.call('health.assess', undefined)).left > 0);
};
const report = () => harness.call('health.report', undefined);
const findings = async (accepted = false) =>
  (await harness.call('health.findings', { kind: null, accepted, offset: 0, limit: 100 })).findings;
const told = async (): Promise<NotificationView[]> =>
  (await harness.call('notifications.list', { before: null, limit: 100 })).notifications;
const triggers = async (): Promise<string[]> =>
  (await told()).flatMap(({ trigger, facts }) => (trigger?.startsWith('item') ? [`${trigger} ${facts.count ?? ''}`] : []));
/** What is told after a save comes a second later, by a task that nobody waits for. */
const expectTold = async (expected: readonly string[]): Promise<void> => {
  harness.clock.advance(1100);
  await expect.poll(triggers).toEqual(expected);
};

describe('health', () => {
  it('is no way for a terminal or program to try values on an item that asks each time', async () => {
    await save('careful', '4711', { askBeforeUse: true });
    await save('guess', '4711');
    const listed = async (search: string) =>
      (await harness.call('items.list', { view: { type: 'all' }, search, sort: 'name', offset: 0, limit: 10 })).rows.map(
        ({ name }) => name,
      );
    expect(await listed('is:reused')).toEqual(['careful', 'guess']);
    await assessAll();
    harness.connect('cli');
    await harness.signIn('ada');
    expect(await listed('is:reused')).toEqual([]);
    expect(await listed('is:weak')).toEqual(['guess']);
    expect(await harness.call('items.ids', { view: { type: 'all' }, search: 'is:reused', sort: 'name' })).toEqual({ ids: [] });
    for (const channel of ['health.report', 'health.assess'] as const)
      expect(await harness.failure(channel, undefined)).toMatchObject({ code: 'denied', detail: { what: 'window' } });
    const query = { kind: null, accepted: false, offset: 0, limit: 10 };
    expect(await harness.failure('health.findings', query)).toMatchObject({ code: 'denied' });
    expect(await harness.failure('health.accept', { keys: ['weak:a'], accepted: true })).toMatchObject({ code: 'denied' });
  });

  it('finds what is weak, known and reused, and says which items', async () => {
    await save('one', 'Summer2024!');
    await save('two', 'Summer2024!');
    await save('three', 'changeme');
    await save('four', 'sk-proj-9aKq27LmZx04TfPw81RbCe55HnVy63Uj');
    await assessAll();
    expect((await findings()).map(({ kind, items }) => [kind, items.map(({ name }) => name)])).toEqual([
      ['known', ['three']],
      ['weak', ['one']],
      ['weak', ['two']],
      ['reused', ['one', 'two']],
    ]);
    expect(await report()).toMatchObject({ score: 40, items: 4, unassessed: 0, history: [{ score: 40, findings: 4 }] });
  });

  it('says which fields of an item it is about, whoever named them, and goes on where one doesn’t open', async () => {
    const hidden = (id: string, name: string, value: string) => ({ id, name, type: 'hidden' as const, value });
    const fields = [hidden('a', 'DB_PASSWORD', 'changeme'), hidden('b', 'API_KEY', 'letmein')];
    const { id } = await save('production', '', { kind: 'envSet', fields });
    const { id: damaged } = await save('damaged', 'password');
    await assessAll();
    openStored(harness.host().dataDirectory).run(`UPDATE items SET secret = x'00' WHERE id = '${damaged}'`);
    const page = await harness.call('health.findings', { kind: 'known', accepted: false, offset: 0, limit: 10 });
    expect(page.findings.map(({ items: [item] }) => page.fieldNames[item!.id]?.[item!.fieldId ?? ''])).toEqual([
      'DB_PASSWORD',
      'API_KEY',
      undefined,
    ]);
    expect(Object.keys(page.fieldNames)).toEqual([id]);
  });

  it('keeps what it found for the next opening', async () => {
    await save('one', 'blue tiger 77');
    await assessAll();
    await harness.call('session.lock', undefined);
    await harness.signIn('ada');
    expect((await report()).unassessed).toBe(0);
  });

  it('accepts a finding, and takes that back', async () => {
    await save('three', 'changeme');
    const [{ key } = { key: '' }] = await findings();
    await harness.call('health.accept', { keys: [key], accepted: true });
    expect([await findings(), (await findings(true)).length, (await report()).score]).toEqual([[], 1, 100]);
    await harness.call('health.accept', { keys: [key], accepted: false });
    expect((await findings()).length).toBe(1);
  });

  it('notes one point per day and tells once a week that it got worse', async () => {
    await save('fine', 'sk-proj-9aKq27LmZx04TfPw81RbCe55HnVy63Uj');
    await report();
    harness.clock.set(harness.clock.now() + day);
    await harness.signIn('ada').catch(() => undefined);
    await save('bad', 'changeme');
    const { history } = await report();
    expect(history.map(({ score }) => score)).toEqual([100, 50]);
    expect((await told()).filter(({ trigger }) => trigger === 'health.worse').map(({ facts }) => facts)).toEqual([
      { count: 50, before: 100 },
    ]);
    await save('worse', 'letmein-xxxx');
    await report();
    expect((await told()).filter(({ trigger }) => trigger === 'health.worse').length).toBe(1);
  });

  it('puts no value, name or finding outside the seal', async () => {
    await save('Plainly visible', 'changeme-visible');
    await report();
    const stored = openStored(harness.host().dataDirectory);
    expect([stored.bytesContain('Plainly visible'), stored.bytesContain('changeme-visible')]).toEqual([false, false]);
  });
});

describe('usage', () => {
  it('says when an item was used last, and by what', async () => {
    const { id } = await save('one', 'Summer2024!');
    expect(await harness.call('items.usage', { id })).toMatchObject({ lastUsedAt: null, uses: [] });
    harness.clock.set(harness.clock.now() + 1000);
    await harness.call('items.reveal', { id, fieldId: 'key' });
    const at = harness.clock.now();
    expect(await harness.call('items.usage', { id })).toMatchObject({
      lastUsedAt: at,
      uses: [{ at, action: 'item.revealed', client: 'desktop', program: null }],
    });
    for (let time = 0; time < 30; time += 1) await harness.call('items.copy', { id, fieldId: 'key' });
    expect((await harness.call('items.usage', { id })).uses.length).toBe(20);
  });
  it('knows nothing of what isn’t in the vault', async () => {
    expect(await harness.failure('items.usage', { id: '7b2d5f6e-0d2c-4c55-9d0e-1f4f3d7f8a11' })).toMatchObject({ code: 'notFound' });
  });
});

describe('expiry', () => {
  const inDays = (days: number) => ({ expiresAt: harness.clock.now() + days * day });
  /** As after so many days: somebody signs in anew. */
  const later = async (days: number): Promise<void> => {
    await harness.call('session.lock', undefined);
    harness.clock.set(harness.clock.now() + days * day);
    await harness.signIn('ada');
  };

  it('is told at 30, 7 and 1 days and when it has come, once each', async () => {
    const { id } = await save('key', 'Summer2024!', inDays(40));
    await expectTold([]);
    await later(10);
    await expectTold(['item.expiring 30']);
    await later(1);
    await expectTold(['item.expiring 30']);
    await later(22);
    await expectTold(['item.expiring 7', 'item.expiring 30']);
    await later(6);
    await expectTold(['item.expiring 1', 'item.expiring 7', 'item.expiring 30']);
    await later(1);
    await expectTold(['item.expired ', 'item.expiring 1', 'item.expiring 7', 'item.expiring 30']);
    expect((await told())[0]?.facts).toMatchObject({ itemId: id, item: 'key' });
  });
  it('is told at midnight in a vault that stays open', async () => {
    await harness.call('preferences.set', { autoLockMinutes: 240 });
    await save('key', 'Summer2024!', { expiresAt: harness.clock.now() + 30 * day + 3 * 3_600_000 });
    await expectTold([]);
    for (let hour = 0; hour < 24; hour += 1) {
      harness.clock.advance(3_600_000);
      await harness.call('session.activity', undefined);
    }
    await expect.poll(triggers).toEqual(['item.expiring 30']);
  });
  it('of many items at once is one piece of news', async () => {
    for (let number = 0; number < 7; number += 1) await save(`key ${number}`, 'x', inDays(3));
    await expectTold(['items.expiring 7']);
  });
  it('is not told to whoever chose so, nor of what lies in the trash', async () => {
    await harness.call('preferences.set', { notifications: { ...defaultPreferences.notifications, expiry: false } });
    await save('key', 'x', inDays(3));
    await expectTold([]);
    await harness.call('preferences.set', { notifications: defaultPreferences.notifications });
    const { id } = await save('other', 'x', inDays(2));
    await harness.call('items.trash', { ids: [id] });
    await expectTold([]);
  });
  it('of a new date is told anew', async () => {
    const made = await save('key', 'Summer2024!', inDays(3));
    await expectTold(['item.expiring 7']);
    await harness.call('items.update', { id: made.id, revision: 1, draft: { ...apiKeyDraft('key', 'other'), ...inDays(4) } });
    await expectTold(['item.expiring 7', 'item.expiring 7']);
  });
});
