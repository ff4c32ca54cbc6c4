import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HeldDraft } from '../../src-shared/held-draft.ts';
import { apiKeyDraft, AppHarness } from '../helpers/app-harness.ts';
import { openStored } from '../helpers/stored.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';

const canary = 'draft-canary-5519';
const field = { id: 'key', name: 'Key', type: 'hidden', value: canary, stored: false, offered: true } as const;
const held = (changes: Partial<HeldDraft> = {}): HeldDraft => ({
  ...{ itemId: null, revision: null },
  draft: { kind: 'apiKey', name: 'Half', tags: [], favourite: false, askBeforeUse: false, expiresAt: null, fields: [field] },
  ...changes,
});

describe('the form that is open', () => {
  let harness: AppHarness;
  let dataDirectory: string;

  beforeEach(async () => {
    dataDirectory = temporaryDirectory();
    harness = await AppHarness.start({ dataDirectory });
    await harness.setUpAda();
  });
  afterEach(() => harness.close());

  it('is there again after auto-lock and after a restart, sealed meanwhile', async () => {
    await harness.call('drafts.keep', held());
    harness.clock.advance(60 * 60_000);
    await expect.poll(async () => (await harness.call('session.current', undefined)).status).toBe('locked');
    expect(await harness.failure('drafts.open', undefined)).toEqual({ code: 'vaultLocked' });
    expect(JSON.stringify(openStored(dataDirectory).all('SELECT * FROM items'))).not.toMatch(/Half|draft-canary/);
    await harness.restart();
    await harness.signIn('ada');
    expect(await harness.call('drafts.peek', undefined)).toMatchObject({ itemId: null, kind: 'apiKey', name: 'Half' });
    expect(JSON.stringify(await harness.call('drafts.peek', undefined))).not.toContain(canary);
    expect(await harness.call('drafts.open', undefined)).toEqual(held());
  });

  it('is one at a time, and gone once it is saved or given up', async () => {
    const { id } = await harness.call('items.create', apiKeyDraft('Exchange', 'k'));
    await harness.call('drafts.keep', held());
    await harness.call('drafts.keep', held({ itemId: id, revision: 1 }));
    expect(await harness.call('drafts.peek', undefined)).toMatchObject({ itemId: id });
    await harness.call('drafts.discard', undefined);
    await harness.call('drafts.discard', undefined);
    expect(await harness.call('drafts.peek', undefined)).toBeNull();
    expect(await harness.failure('drafts.open', undefined)).toMatchObject({ code: 'notFound' });
  });

  it('is for windows: neither a terminal nor a program reads, writes or drops it', async () => {
    await harness.call('drafts.keep', held());
    harness.connect('cli');
    await harness.signIn('ada');
    for (const channel of ['drafts.peek', 'drafts.open', 'drafts.discard'] as const)
      expect(await harness.failure(channel, undefined)).toEqual({ code: 'denied' });
    expect(await harness.failure('drafts.keep', held())).toEqual({ code: 'denied' });
    expect(await harness.call('data.collections', undefined)).toEqual([]);
    expect(await harness.failure('data.get', { collection: 'strongroom.drafts', id: 'item' })).toMatchObject({ code: 'invalidInput' });
  });

  it('that is too long to be kept is refused, and the one before stays', async () => {
    await harness.call('drafts.keep', held());
    const fields = [1, 2, 3].map((at) => ({ ...field, id: `f${at}`, value: 'x'.repeat(100_000) }));
    expect(await harness.failure('drafts.keep', held({ draft: { ...held().draft, fields } }))).toMatchObject({ code: 'limitReached' });
    expect(await harness.call('drafts.open', undefined)).toEqual(held());
  });

  it('is not given out by a vault that was closed while it was read', async () => {
    await harness.call('drafts.keep', held());
    const [opened] = await Promise.all([harness.failure('drafts.open', undefined), harness.call('session.lock', undefined)]);
    expect(['vaultLocked', 'keeperStopped']).toContain(opened.code);
  });
});
