import { setImmediate as nextTask } from 'node:timers/promises';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Database } from '../../src-main/database/database.ts';
import { openDatabase } from '../../src-main/database/open-database.ts';
import { FakeClock } from '../helpers/fake-clock.ts';
import { accountRow, commitFrom, sealedItem, sessionRow, vaultRows } from '../helpers/rows.ts';
import { openStored } from '../helpers/stored.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';

describe('the rows of the database', () => {
  let dataDirectory: string;
  let database: Database;

  beforeEach(async () => {
    dataDirectory = temporaryDirectory();
    database = await openDatabase({ dataDirectory, clock: new FakeClock(), log: () => undefined });
    onTestFinished(() => database.close());
    for (const id of ['ada', 'ben']) {
      await database.repositories.accounts.insert(accountRow(id));
      await database.repositories.vaults.insert(id, vaultRows(1));
    }
  });

  const commit = (ownerId: string, ...values: Parameters<typeof commitFrom>) =>
    database.transaction((r) => r.vaults.commit(ownerId, commitFrom(...values)));

  describe('transactions', () => {
    it('take everything back when the last step fails', async () => {
      const failed = database.transaction(async (r) => {
        await r.vaults.commit('ada', commitFrom(1, { change: Buffer.of(9), upserts: [sealedItem('1', 1)] }));
        await r.accounts.update('ada', { role: 'administrator' });
        throw new Error('the last step');
      });
      await expect(failed).rejects.toThrow('the last step');
      expect(await database.repositories.vaults.read('ada')).toEqual(vaultRows(1));
      expect(await database.repositories.items.readSecret('ada', '1')).toBeNull();
      expect(await database.repositories.accounts.find('ada')).toEqual(accountRow('ada'));
    });

    it('keep their steps to themselves: nobody reads what may yet be taken back, and no other write is taken back with them', async () => {
      const { promise: gate, resolve: openGate } = Promise.withResolvers<void>();
      const failed = database.transaction(async (r) => {
        await r.accounts.update('ada', { role: 'administrator' });
        await gate;
        throw new Error('taken back');
      });
      const refusal = expect(failed).rejects.toThrow('taken back');
      await nextTask();
      const role = database.repositories.accounts.find('ada').then((row) => row?.role);
      const written = database.repositories.sessions.insert(sessionRow('session', 'ada'));
      await nextTask();
      openGate();
      await refusal;
      await written;
      expect(await role).toBe('user');
      expect(await database.repositories.sessions.listLive('ada', 1)).toEqual([sessionRow('session', 'ada')]);
    });

    it('run one after the other, however many are asked for at once', async () => {
      const steps: string[] = [];
      const numbers = ['1', '2', '3', '4', '5'];
      const add = (number: string) =>
        database.transaction(async (r) => {
          steps.push(`in ${number}`);
          await r.accounts.update('ada', { displayName: number });
          await nextTask();
          steps.push(`out ${number}`);
        });
      await Promise.all(numbers.map(add));
      expect(steps).toEqual(numbers.flatMap((number) => [`in ${number}`, `out ${number}`]));
    });

    it('refuse one inside another, and rows read beside them, instead of waiting for ever', async () => {
      await expect(database.transaction(() => database.transaction(async () => undefined))).rejects.toThrow('inside a transaction');
      await expect(database.transaction(() => database.repositories.accounts.list())).rejects.toThrow('inside a transaction');
      expect(await database.repositories.accounts.list()).toHaveLength(2);
    });

    it('leave a timer that was set inside them free to begin its own', async () => {
      const later = await database.transaction(async () => ({ task: nextTask().then(() => database.repositories.accounts.list()) }));
      expect(await later.task).toHaveLength(2);
    });
  });

  describe('a vault', () => {
    it('goes on by one change at a time, read back in order', async () => {
      await commit('ada', 1, { change: Buffer.of(9) });
      await commit('ada', 2, { generation: 10, change: Buffer.of(10) });
      await commit('ada', 10, { change: Buffer.of(11) });
      const { generation, head, changes } = (await database.repositories.vaults.read('ada')) ?? vaultRows(0);
      expect({ generation, head }).toEqual({ generation: 11, head: Buffer.of(4, 11) });
      expect(changes).toEqual([
        { generation: 2, blob: Buffer.of(9) },
        { generation: 10, blob: Buffer.of(10) },
        { generation: 11, blob: Buffer.of(11) },
      ]);
      expect(await database.repositories.vaults.read('ben')).toEqual(vaultRows(1));
    });

    it.each([0, 2, 7])('refuses a commit that was made for generation %i when 1 is stored, and writes none of it', async (from) => {
      const stale = { generation: 9, change: Buffer.of(9), upserts: [sealedItem('1', 1)] };
      await expect(commit('ada', from, stale)).rejects.toMatchObject({ code: 'conflict', detail: { what: 'vault' } });
      expect(await database.repositories.vaults.read('ada')).toEqual(vaultRows(1));
      expect(await database.repositories.items.readSecret('ada', '1')).toBeNull();
    });

    it('accepts one of two commits made for the same generation', async () => {
      const results = await Promise.allSettled([commit('ada', 1, { head: Buffer.of(1) }), commit('ada', 1, { head: Buffer.of(2) })]);
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
      expect((await database.repositories.vaults.read('ada'))?.head).toEqual(Buffer.of(1));
    });

    it('that nobody made is none, and takes no commit', async () => {
      expect(await database.repositories.vaults.read('nobody')).toBeNull();
      await expect(commit('nobody', 1)).rejects.toMatchObject({ code: 'conflict' });
    });

    it('is folded: the snapshot replaces every change, and only of its owner', async () => {
      await commit('ada', 1, { change: Buffer.of(9) });
      await commit('ben', 1, { change: Buffer.of(8) });
      await commit('ada', 2, { snapshot: { id: 'folded', blob: Buffer.of(5, 5) } });
      expect(await database.repositories.vaults.read('ada')).toMatchObject({
        snapshotId: 'folded',
        snapshot: Buffer.of(5, 5),
        changes: [],
      });
      expect((await database.repositories.vaults.read('ben'))?.changes).toHaveLength(1);
    });
  });

  describe('items', () => {
    it('are read and removed by their owner only', async () => {
      await commit('ada', 1, { upserts: [sealedItem('1', 1), sealedItem('2', 1)] });
      expect(await database.repositories.items.readSecret('ada', '1')).toEqual(Buffer.of(7, 1));
      expect(await database.repositories.items.readSecret('ben', '1')).toBeNull();
      expect(await database.repositories.items.readSecrets('ben', ['1', '2'])).toEqual(new Map());
      await commit('ben', 1, { removals: ['1'] });
      expect([...(await database.repositories.items.readSecrets('ada', ['1', '2', '3'])).keys()].toSorted()).toEqual(['1', '2']);
      await commit('ada', 2, { removals: ['1'], upserts: [sealedItem('2', 2)] });
      expect(await database.repositories.items.readSecrets('ada', ['1', '2'])).toEqual(new Map([['2', Buffer.of(7, 2)]]));
    });

    it("are never replaced by another person's commit that uses the same id", async () => {
      await commit('ada', 1, { upserts: [sealedItem('1', 1)] });
      await expect(commit('ben', 1, { upserts: [sealedItem('1', 2)] })).rejects.toThrow();
      expect(await database.repositories.items.readSecret('ada', '1')).toEqual(Buffer.of(7, 1));
      expect(await database.repositories.items.readSecret('ben', '1')).toBeNull();
      expect(await database.repositories.vaults.read('ben')).toEqual(vaultRows(1));
    });

    it('come in any number at once', async () => {
      const ids = Array.from({ length: 1201 }, (_, at) => `item-${at}`);
      await commit('ada', 1, { upserts: ids.map((id) => sealedItem(id, 1)) });
      expect((await database.repositories.items.readSecrets('ada', ids)).size).toBe(1201);
      expect((await database.repositories.items.readSecrets('ada', [])).size).toBe(0);
    });
  });

  it('keep whole milliseconds of the far future, and bytes of every value', async () => {
    const lockedUntil = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
    const mac = Buffer.from(Array.from({ length: 256 }, (_, at) => at));
    await database.repositories.accounts.update('ada', { lockedUntil, mac });
    expect(await database.repositories.accounts.find('ada')).toEqual({ ...accountRow('ada'), lockedUntil, mac });
  });

  it('refuse a second account of the same name or address', async () => {
    const { accounts } = database.repositories;
    await expect(accounts.insert({ ...accountRow('eve'), username: 'ada' })).rejects.toThrow();
    await accounts.update('ada', { email: 'ada@example.org' });
    await expect(accounts.update('ben', { email: 'ada@example.org' })).rejects.toThrow();
  });

  it('refuse what belongs to nobody', async () => {
    await expect(database.repositories.vaults.insert('nobody', vaultRows(1))).rejects.toThrow();
    await expect(database.repositories.sessions.insert(sessionRow('session', 'nobody'))).rejects.toThrow();
  });

  it('go with their account, all but the log', async () => {
    const { slots, personKeys, sessions, preferences, audit } = database.repositories;
    const slot = { kind: 'recovery', kdf: null, salt: Buffer.of(1), secretId: null, wrapped: Buffer.of(2), verifier: null } as const;
    const key = Buffer.of(3);
    await slots.insert({ id: 'slot', ownerId: 'ada', ...slot, createdAt: 1, retiredAt: null });
    await personKeys.insert({ ownerId: 'ada', dropBoxPublic: key, dropBoxPrivate: key, identityPublic: key, identityPrivate: key });
    await sessions.insert(sessionRow('session', 'ada'));
    await preferences.write('ada', { theme: 'dark' });
    await commit('ada', 1, { change: Buffer.of(9), upserts: [sealedItem('1', 1)] });
    const row = { sequence: 1, epoch: 1, at: 1, actorId: 'ada', action: 'item.created', targetKind: 'item', targetId: '1' };
    await audit.append({ ...row, outcome: 'ok', client: 'desktop', detail: null, hash: key });
    await audit.saveWitness({ ownerId: 'ada', epoch: 1, sequence: 1, hash: key, signature: key, at: 1 });
    await database.close();

    const stored = openStored(dataDirectory);
    stored.run("DELETE FROM accounts WHERE id = 'ada'");
    const tables = ['slots', 'person_keys', 'sessions', 'preferences', 'vault_changes', 'items', 'audit_witnesses', 'audit'];
    const left = tables.map((table) => stored.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`).n);
    expect(left).toEqual([0, 0, 0, 0, 0, 0, 0, 1]);
    expect(stored.all('SELECT owner_id FROM vaults')).toEqual([{ owner_id: 'ben' }]);
    database = await openDatabase({ dataDirectory, clock: new FakeClock(), log: () => undefined });
  });

  it('of sessions are live until they are idle, old or revoked', async () => {
    const { sessions } = database.repositories;
    await sessions.insert(sessionRow('one', 'ada'));
    await sessions.insert(sessionRow('two', 'ada'));
    await sessions.insert(sessionRow('bens', 'ben'));
    const live = async (now: number) => (await sessions.latestDesktops(now)).map(({ id }) => id).toSorted();
    expect(await live(99)).toEqual(['bens', 'one', 'two']);
    expect(await live(100)).toEqual([]);
    await sessions.touch('one', 99, 5000);
    expect(await live(100)).toEqual(['one']);
    expect(await live(1000)).toEqual([]);
    await sessions.revokeOthers('ada', 'one', 50);
    expect(await live(99)).toEqual(['bens', 'one']);
    await sessions.revoke('one', 60);
    expect(await sessions.listLive('ada', 99)).toEqual([]);
  });
});
