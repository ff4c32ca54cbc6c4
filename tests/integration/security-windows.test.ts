import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decodeHead } from '../../src-main/audit/audit-head.ts';
import type { KeeperChannel } from '../../src-main/keeper/keeper-protocol.ts';
import { anchorEntry, auditHeadEntry } from '../../src-main/keychain/keychain.ts';
import { apiKeyDraft, AppHarness } from '../helpers/app-harness.ts';
import { inProcessKeeper } from '../helpers/keeper-in-process.ts';
import { MemoryKeychain } from '../helpers/memory-keychain.ts';
import { openStored } from '../helpers/stored.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';

describe('what a window may leave behind', () => {
  let harness: AppHarness;
  let alive: Set<KeeperChannel>;
  let dataDirectory: string;
  let endsBeforeSettling: boolean;

  beforeEach(async () => {
    alive = new Set();
    endsBeforeSettling = false;
    dataDirectory = temporaryDirectory();
    const forkKeeper = (): KeeperChannel => {
      const channel = inProcessKeeper();
      alive.add(channel);
      channel.onExit(() => alive.delete(channel));
      const post: KeeperChannel['post'] = (message) => {
        if (endsBeforeSettling && message.call === 'settle') channel.kill();
        else channel.post(message);
      };
      return { ...channel, post };
    };
    harness = await AppHarness.start({ dataDirectory, forkKeeper, keychain: new MemoryKeychain() });
    await harness.setUpAda();
  });
  afterEach(() => harness.close());

  it('two sign-ins at once at one window leave one vault open, and a lock none', async () => {
    await harness.addBen();
    await harness.call('session.signOut', undefined);
    await Promise.all([harness.signIn('ada'), harness.signIn('ben')]);
    await harness.call('session.lock', undefined);
    await harness.call('session.current', undefined);
    // The one that is left was started ahead for the next sign-in.
    expect(alive.size).toBe(1);
  });

  it('a change that a lock overtook right after its commit is anchored all the same', async () => {
    endsBeforeSettling = true;
    expect(await harness.failure('items.create', apiKeyDraft('Exchange', 'k-123'))).toEqual({ code: 'keeperStopped' });
    await harness.close();
    const { id, ownerId, generation } = openStored(dataDirectory).get<{ id: string; ownerId: string; generation: number }>(
      'SELECT installation.id, owner_id AS ownerId, generation FROM installation, vaults',
    );
    const anchor = await harness.keychain.read(anchorEntry(id, ownerId));
    expect(new TextDecoder().decode(anchor)).toBe(String(generation));
  });

  it('a new vault is anchored from its beginning on', async () => {
    await harness.call('session.signOut', undefined);
    await harness.signIn('ada');
    const { rows } = await harness.call('audit.own', { before: null, limit: 50 });
    expect(rows.map((row) => row.action)).not.toContain('vault.anchorMissing');
  });

  it('a clipboard that can not be cleared is tried again until it can', async () => {
    const { id } = await harness.call('items.create', apiKeyDraft('Exchange', 'k-123'));
    await harness.call('items.copy', { id, fieldId: 'key' });
    harness.clipboard.broken = true;
    await harness.call('session.lock', undefined);
    harness.clipboard.broken = false;
    expect(harness.clipboard.text).toBe('k-123');
    harness.clock.advance(5000);
    await expect.poll(() => harness.clipboard.text).toBe('');
  });

  it('a clipboard that has gone with its window is given up at the end, with nothing left that waits', async () => {
    const { id } = await harness.call('items.create', apiKeyDraft('Exchange', 'k-123'));
    await harness.call('items.copy', { id, fieldId: 'key' });
    harness.clipboard.broken = true;
    await harness.close();
    expect(harness.clock.pending).toBe(0);
    expect(harness.log.filter(({ event }) => event === 'clipboard.notCleared')).toHaveLength(1);
  });

  it('an app that ends with an open vault logs nothing, and anchors the row of that very locking', async () => {
    await harness.close();
    expect(harness.clock.pending).toBe(0);
    expect(harness.log).toEqual([]);
    const { id, sequence, action } = openStored(dataDirectory).get<{ id: string; sequence: number; action: string }>(
      'SELECT installation.id, sequence, action FROM installation, audit ORDER BY sequence DESC LIMIT 1',
    );
    expect(action).toBe('session.locked');
    const head = decodeHead(await harness.keychain.read(auditHeadEntry(id)));
    expect(head.sequence).toBe(sequence);
  });

  it('a clipboard that stays broken is given up, and what somebody copies meanwhile is theirs', async () => {
    const { id } = await harness.call('items.create', apiKeyDraft('Exchange', 'k-123'));
    await harness.call('items.copy', { id, fieldId: 'key' });
    harness.clipboard.broken = true;
    await harness.call('session.lock', undefined);
    for (let second = 0; second < 300; second += 5) {
      harness.clock.advance(5000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(harness.log.filter(({ event }) => event === 'clipboard.notCleared').length).toBeLessThanOrEqual(13);
  });
});
