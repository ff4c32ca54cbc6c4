import { beforeEach, describe, expect, it } from 'vitest';
import { encodeHead } from '../../src-main/audit/audit-head.ts';
import type { AuditService } from '../../src-main/audit/audit-service.ts';
import type { AuditHead, AuditRecord } from '../../src-main/crypto/formats.ts';
import type { Database } from '../../src-main/database/database.ts';
import type { Clock } from '../../src-main/host.ts';
import { systemClock } from '../../src-main/hosts/node-host.ts';
import { auditHeadEntry } from '../../src-main/keychain/keychain.ts';
import { auditKey, entry, installationId, intact, openAuditLog, write } from '../helpers/audit-log.ts';
import type { FakeClock } from '../helpers/fake-clock.ts';
import type { MemoryKeychain } from '../helpers/memory-keychain.ts';

describe('the audit log', () => {
  let database: Database;
  let keychain: MemoryKeychain;
  let clock: FakeClock;
  let events: string[];
  let start: (key?: Uint8Array, time?: Clock) => AuditService;
  let sql: (text: string) => void;
  let anchored: () => Promise<AuditHead>;

  beforeEach(async () => {
    ({ database, keychain, clock, events, start, sql, anchored } = await openAuditLog());
  });

  describe('and the keychain', () => {
    it('remembers the head within a second, once for many rows', async () => {
      let writes = 0;
      const { write: original } = keychain;
      keychain.write = (name, value) => {
        writes += 1;
        return original.call(keychain, name, value);
      };
      const audit = start();
      await write(audit, 20);
      expect(keychain.entries()).toEqual([]);
      clock.advance(1000);
      await expect.poll(anchored).toMatchObject({ sequence: 20 });
      expect(writes).toBe(1);
      await audit.record(entry());
      await audit.flush();
      expect(await anchored()).toEqual(expect.objectContaining({ epoch: 1, sequence: 21 }));
      clock.advance(5000);
      expect(writes).toBe(2);
    });

    it('remembers at the end a row that nobody waited for, and leaves nothing for later', async () => {
      const audit = start();
      void audit.record(entry());
      await audit.end();
      expect(await anchored()).toMatchObject({ sequence: 1 });
      // What came later would find the database closed and the keychain out of reach.
      expect(clock.pending).toBe(0);
      expect(events).toEqual([]);
    });

    it('remembers by the real clock too, when the row was told inside a transaction', async () => {
      const audit = start(auditKey, systemClock);
      await database.transaction((r) => audit.record(entry(), r));
      await expect.poll(() => keychain.entries(), { timeout: 5000 }).toHaveLength(1);
      expect(events).toEqual([]);
    });

    it('agree at the next start, also where the log went on after the keychain was told', async () => {
      const audit = start();
      await write(audit, 3);
      await audit.flush();
      await write(audit, 2);
      const next = start();
      await next.checkAtStart();
      expect(events).toEqual([]);
      expect(await next.verify(null)).toEqual(intact(5));
    });

    it.each([
      ['a cut tail', 'DELETE FROM audit WHERE sequence > 3', 'tailCut'],
      ['another row in that place', 'UPDATE audit SET hash = zeroblob(32) WHERE sequence = 5', null],
      ['an emptied log', 'DELETE FROM audit', 'tailCut'],
    ])('disagree over %s: that is told, and the evidence kept', async (_what, damage, code) => {
      const audit = start();
      await write(audit, 5);
      await audit.flush();
      const evidence = await anchored();
      sql(damage);
      const next = start();
      await next.checkAtStart();
      expect(events).toEqual(['audit.contradicted']);
      await next.record(entry());
      await next.flush();
      clock.advance(5000);
      expect(await anchored()).toEqual(evidence);
      const { status, problem } = await next.verify(null);
      expect(status).toBe('damaged');
      if (code !== null) expect(problem?.code).toBe(code);
    });

    it('disagree over a past that was rewritten with the right key', async () => {
      const audit = start();
      await write(audit, 5);
      await audit.flush();
      sql('DELETE FROM audit WHERE sequence > 2');
      await start().record(entry('eve'));
      await write(start(), 4);
      const next = start();
      await next.checkAtStart();
      expect(await next.verify(null)).toMatchObject({ status: 'damaged', problem: { code: 'pastRewritten', sequence: 5 } });
    });

    it.each([
      ['cut off', 'DELETE FROM audit WHERE sequence > 3'],
      ['cut off and written anew by the app', 'DELETE FROM audit WHERE sequence > 3'],
      ['put in another place', 'UPDATE audit SET sequence = 9 WHERE sequence = 5'],
      ['rewritten', 'UPDATE audit SET hash = zeroblob(32) WHERE sequence = 5'],
    ])('disagree over rows that were %s while the app ran, also after the next start', async (what, damage) => {
      const audit = start();
      await write(audit, 3);
      await audit.flush();
      await write(audit, 2);
      const newest = (await audit.head()) as AuditHead;
      sql(damage);
      expect(await audit.verify(null)).toMatchObject({ status: 'damaged' });
      if (what.endsWith('app')) for (let row = 0; row < 4; row += 1) await audit.record(entry('ben'));
      else await audit.flush();
      expect(events).toContain('audit.contradicted');
      clock.advance(5000);
      await expect.poll(anchored).toMatchObject({ sequence: 5, hash: new Uint8Array(newest.hash) });
      expect(await audit.verify(null)).toMatchObject({ status: 'damaged' });
      const next = start();
      await next.checkAtStart();
      expect(await next.verify(null)).toMatchObject({ status: 'damaged' });
    });

    it('that was told nothing disagrees all the same over what the start had found', async () => {
      await write(start(), 3);
      const audit = start();
      await audit.checkAtStart();
      sql('DELETE FROM audit WHERE sequence = 3');
      await audit.record(entry('ben'));
      expect(events).toEqual(['audit.contradicted']);
      expect(await audit.verify(null)).toMatchObject({ status: 'damaged', problem: { code: 'pastRewritten', sequence: 3 } });
    });

    it('are no witnesses against what was taken back', async () => {
      const audit = start();
      await write(audit, 2);
      const failed = database.transaction(async (r) => {
        await audit.record(entry(), r);
        await audit.record(entry(), r);
        throw new Error('taken back');
      });
      await expect(failed).rejects.toThrow('taken back');
      await write(audit, 1);
      await audit.flush();
      expect(events).toEqual([]);
      expect(await audit.verify(null)).toEqual(intact(3));
    });

    it('that lost the head is no contradiction; one that holds something else is damage', async () => {
      await write(start(), 3);
      await expect(start().checkAtStart()).resolves.toBeUndefined();
      await keychain.write(auditHeadEntry(installationId), Uint8Array.of(1, 2, 3));
      await expect(start().checkAtStart()).rejects.toMatchObject({ code: 'dataDamaged', detail: { what: 'keychain audit head' } });
    });

    it('that is out of reach delays nothing, and is told in the end', async () => {
      const audit = start();
      keychain.fail('keychainLocked');
      await write(audit, 3);
      await audit.flush();
      expect(events).toEqual(['audit.notAnchored']);
      await expect(start().checkAtStart()).rejects.toMatchObject({ code: 'keychainLocked' });
      keychain.mend();
      await audit.flush();
      expect(await anchored()).toMatchObject({ sequence: 3 });
    });
  });

  describe('after its key was lost', () => {
    const newKey = new Uint8Array(32).fill(8);

    it('begins a new epoch whose first row names the head that nobody can verify any more', async () => {
      await write(start(), 4);
      const old = (await start().head()) as AuditHead;
      expect(await start(newKey).verify(null)).toMatchObject({ problem: { code: 'rowChanged', sequence: 1 } });
      const audit = start(newKey);
      await audit.startEpoch();
      await audit.record(entry());
      const [first] = await database.repositories.audit.range(5, 1);
      expect(first).toMatchObject({ sequence: 5, epoch: 2, actorId: null, action: 'audit.epochStarted', targetKind: 'audit' });
      expect(first?.targetId).toBe(new TextDecoder().decode(encodeHead(old)));
      expect(await audit.verify(null)).toEqual(intact(6, { lostEpochs: 1 }));
      expect(await anchored()).toMatchObject({ epoch: 2, sequence: 5 });
    });

    it('still shows what was seen of the old epoch to be cut or rewritten', async () => {
      await write(start(), 4);
      const seen = (await start().head()) as AuditRecord;
      const audit = start(newKey);
      await audit.startEpoch();
      expect(await audit.verify(seen)).toMatchObject({ status: 'intact', witnessedSequence: 4 });
      sql('UPDATE audit SET hash = zeroblob(32) WHERE sequence = 4');
      expect(await audit.verify(seen)).toMatchObject({ problem: { code: 'pastRewritten', sequence: 4 } });
    });

    it.each([
      ['goes back to an older epoch', 'UPDATE audit SET epoch = 1 WHERE sequence = 6'],
      ['leaves one out', 'UPDATE audit SET epoch = 3 WHERE sequence >= 6'],
    ])('is found out where a row %s', async (_what, change) => {
      await write(start(), 4);
      const audit = start(newKey);
      await audit.startEpoch();
      await write(audit, 2);
      sql(change);
      expect(await audit.verify(null)).toMatchObject({ status: 'damaged', problem: { code: 'rowChanged' } });
    });

    it('begins nothing in an empty log', async () => {
      await start(newKey).startEpoch();
      expect(await start(newKey).head()).toBeNull();
    });
  });
});
