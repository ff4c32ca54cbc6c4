import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiKeyDraft, AppHarness } from '../helpers/app-harness.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';

describe('the history of an item', () => {
  let harness: AppHarness;
  let id: string;

  beforeEach(async () => {
    harness = await AppHarness.start({ dataDirectory: temporaryDirectory() });
    await harness.setUpAda();
    ({ id } = await harness.call('items.create', apiKeyDraft('Exchange', 'first-canary')));
    await harness.call('items.update', { id, revision: 1, draft: apiKeyDraft('Exchange', 'second-canary') });
  });
  afterEach(() => harness.close());

  const actions = async (): Promise<string[]> =>
    (await harness.call('audit.own', { before: null, limit: 20 })).rows.map((row) => row.action);

  it('lists, reveals and copies an earlier value, each reading of one in the log', async () => {
    const [version] = await harness.call('history.list', { id });
    expect(version).toMatchObject({ revision: 1, name: 'Exchange' });
    expect(JSON.stringify(version)).not.toContain('canary');
    expect(await harness.call('history.reveal', { id, version: 1, fieldId: 'key' })).toEqual({ value: 'first-canary' });
    await harness.call('history.copy', { id, version: 1, fieldId: 'key' });
    expect(await actions()).toEqual(expect.arrayContaining(['item.revealed', 'item.copied']));
  });

  it('brings an earlier version back, and the log says that the item changed', async () => {
    const restored = await harness.call('history.restore', { id, revision: 2, version: 1 });
    expect(restored.revision).toBe(3);
    expect(await harness.call('items.reveal', { id, fieldId: 'key' })).toEqual({ value: 'first-canary' });
    expect(await harness.failure('history.restore', { id, revision: 2, version: 1 })).toMatchObject({ code: 'conflict' });
  });

  it('is cleared on request, with a row of its own', async () => {
    await harness.call('history.clear', { id });
    expect(await harness.call('history.list', { id })).toEqual([]);
    expect(await actions()).toContain('item.historyCleared');
  });

  it('is nobody else’s', async () => {
    await harness.call('session.leave', { next: null });
    await harness.addBen();
    expect(await harness.failure('history.list', { id })).toMatchObject({ code: 'notFound' });
    expect(await harness.failure('history.reveal', { id, version: 1, fieldId: 'key' })).toMatchObject({ code: 'notFound' });
    expect(await harness.failure('history.restore', { id, revision: 2, version: 1 })).toMatchObject({ code: 'notFound' });
  });
});
