import { beforeEach, describe, expect, it } from 'vitest';
import { headText } from '../../src-main/audit/audit-head.ts';
import type { AuditService } from '../../src-main/audit/audit-service.ts';
import { chainHash } from '../../src-main/crypto/audit-chain.ts';
import type { AuditRecord } from '../../src-main/crypto/formats.ts';
import type { Database } from '../../src-main/database/database.ts';
import { auditKey, day, entry, intact, openAuditLog, openWitness, write, writeDays, writeMonths } from '../helpers/audit-log.ts';
import type { FakeClock } from '../helpers/fake-clock.ts';
import type { MemoryKeychain } from '../helpers/memory-keychain.ts';

const hour = 3_600_000;

describe('retention', () => {
  let database: Database;
  let keychain: MemoryKeychain;
  let clock: FakeClock;
  let events: string[];
  let start: (key?: Uint8Array) => AuditService;
  let sql: (text: string) => void;
  let audit: AuditService;

  beforeEach(async () => {
    ({ database, keychain, clock, events, start, sql } = await openAuditLog());
    audit = start();
  });

  const rowAt = async (sequence: number): Promise<AuditRecord> => (await database.repositories.audit.find(sequence)) as AuditRecord;
  const sequences = async () => (await database.repositories.audit.range(1, 1000)).map(({ sequence }) => sequence);
  /** Ten rows, one a day, of which the first five go. */
  const pruned = async (): Promise<AuditRecord> => {
    await writeDays(audit, clock, 10);
    const cut = await rowAt(5);
    expect(await audit.prune(clock.now() - 4 * day)).toBe(5);
    return cut;
  };

  it('removes what is older and names the last row that went in a row of its own', async () => {
    const cut = await pruned();
    expect(await sequences()).toEqual([6, 7, 8, 9, 10, 11]);
    expect(await audit.head()).toMatchObject({
      ...{ sequence: 11, actorId: null, action: 'audit.pruned', targetKind: 'audit', targetId: headText(cut), outcome: 'ok' },
    });
    expect(await audit.verify(null)).toEqual(intact(6, { firstSequence: 6 }));
    expect(await start().verify(null)).toEqual(intact(6, { firstSequence: 6 }));
  });

  it('goes on from where it came to', async () => {
    await pruned();
    await writeDays(audit, clock, 3);
    expect(await audit.prune(clock.now() - 3 * day)).toBe(4);
    await audit.record(entry());
    expect(await audit.verify(null)).toEqual(intact(7, { firstSequence: 10 }));
    expect(await audit.prune(clock.now())).toBe(5);
    expect(await audit.verify(null)).toEqual(intact(3, { firstSequence: 15 }));
  });

  it('removes nothing, and writes nothing, where nothing is old enough for a whole day', async () => {
    expect(await audit.prune(clock.now())).toBe(0);
    await write(audit, 3);
    clock.advance(10);
    expect(await audit.prune(clock.now())).toBe(0);
    expect(await audit.verify(null)).toEqual(intact(3));
  });

  it('never removes the newest row', async () => {
    await write(audit, 3);
    clock.advance(30 * day);
    await audit.record(entry());
    clock.advance(day);
    expect(await audit.prune(clock.now())).toBe(3);
    expect(await sequences()).toEqual([4, 5]);
    expect(await audit.verify(null)).toMatchObject({ status: 'intact' });
  });

  it('keeps what follows a younger row, whatever times a clock that was set wrong has written there', async () => {
    await writeDays(audit, clock, 3);
    const now = clock.now();
    clock.set(now - 1000 * day);
    await write(audit, 3);
    clock.set(now);
    await audit.record(entry());
    expect(await audit.prune(now - day)).toBe(2);
    expect(await sequences()).toEqual([3, 4, 5, 6, 7, 8]);
  });

  it('removes thousands in several steps, each of which can be verified', async () => {
    await database.transaction(async (r) => {
      for (let row = 0; row < 4300; row += 1) await audit.record(entry(), r);
    });
    clock.advance(2 * day);
    await audit.record(entry());
    const started = audit.prune(clock.now());
    await audit.record(entry('ben'));
    expect(await started).toBe(4300);
    const { rows, firstSequence, status } = await audit.verify(null);
    expect([rows, firstSequence, status]).toEqual([5, 4301, 'intact']);
    expect((await database.repositories.audit.range(1, 10)).filter(({ action }) => action === 'audit.pruned')).toHaveLength(3);
  });

  it('takes nothing out where its row cannot be written', async () => {
    await writeDays(audit, clock, 4);
    sql("CREATE TRIGGER refuse BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no room'); END");
    await expect(audit.prune(clock.now())).rejects.toThrow();
    expect(await sequences()).toEqual([1, 2, 3, 4]);
    sql('DROP TRIGGER refuse');
    expect(await audit.verify(null)).toEqual(intact(4));
  });

  describe('and a clock that was set wrong', () => {
    const kept = 400;
    const prune = () => audit.prune(clock.now() - kept * day);

    it('removes nothing at a start with the clock set ahead, and nothing once it is set back', async () => {
      await writeDays(audit, clock, 10);
      const now = clock.now();
      clock.set(now + 800 * day);
      expect(await start().prune(clock.now() - kept * day)).toBe(0);
      clock.set(now);
      expect(await prune()).toBe(0);
      expect(await sequences()).toHaveLength(10);
    });

    it('removes nothing in the first hour after a leap of more than 40 days, however often the app starts', async () => {
      await writeDays(audit, clock, 10);
      clock.advance(800 * day);
      await audit.record(entry());
      expect(await prune()).toBe(0);
      clock.advance(hour - 1);
      audit = start();
      await audit.record(entry());
      expect(await prune()).toBe(0);
      clock.advance(1);
      expect(await prune()).toBe(10);
    });

    it('goes on after a pause of 40 days, and not of any longer one', async () => {
      await writeDays(audit, clock, 4);
      const last = clock.now() - day;
      clock.set(last + 40 * day + 1);
      expect(await audit.prune(clock.now())).toBe(0);
      clock.set(last + 40 * day);
      expect(await audit.prune(clock.now())).toBe(3);
    });

    it('counts what is kept from the newest row as well as from the clock', async () => {
      await writeDays(audit, clock, 10);
      clock.advance(30 * day);
      expect(await audit.prune(clock.now() - 20 * day)).toBe(0);
      expect(await audit.prune(clock.now() - 4 * day)).toBe(5);
    });

    it('shows what went while the clock was ahead, to everybody who had witnessed it', async () => {
      const log = { database, keychain, clock };
      const ada = await openWitness(log, () => audit, 'ada');
      await writeDays(audit, clock, 10);
      await ada.witness(auditKey);
      const now = clock.now();
      clock.set(now + 800 * day);
      await write(audit, 1);
      clock.set(now + 800 * day + hour);
      expect(await prune()).toBe(10);
      clock.set(now);
      const problem = { code: 'pastRewritten', sequence: 10, since: null };
      expect(await audit.verify(ada.witnessed)).toMatchObject({
        status: 'damaged',
        problem,
        witnesses: [{ ownerId: 'ada', holds: false }],
      });
      expect(await audit.verify(null)).toMatchObject({ status: 'damaged', problem });
      expect(await ada.witness(auditKey)).toBe(false);
      expect(ada.witnessed).toMatchObject({ sequence: 10 });
    });
  });

  describe('is no excuse', () => {
    it('for a beginning that is missing', async () => {
      await writeDays(audit, clock, 6);
      sql('DELETE FROM audit WHERE sequence <= 2');
      expect(await audit.verify(null)).toMatchObject({ rows: 0, problem: { code: 'rowMissing', sequence: 3, since: null } });
      expect(await audit.prune(clock.now())).toBe(0);
      expect(await audit.verify(null)).toMatchObject({ problem: { code: 'rowMissing', sequence: 3 } });
    });

    it('for one row more than was removed', async () => {
      await pruned();
      sql('DELETE FROM audit WHERE sequence = 6');
      expect(await audit.verify(null)).toMatchObject({ problem: { code: 'rowMissing', sequence: 7 } });
    });

    it('where a row that says so was made by SQL', async () => {
      await writeDays(audit, clock, 6);
      const cut = await rowAt(3);
      sql(`UPDATE audit SET action = 'audit.pruned', target_kind = 'audit', target_id = '${headText(cut)}' WHERE sequence = 6`);
      sql('DELETE FROM audit WHERE sequence <= 3');
      expect(await audit.verify(null)).toMatchObject({ status: 'damaged', problem: { code: 'rowMissing', sequence: 4 } });
    });

    it('for rows that are there again, even the very same', async () => {
      await writeDays(audit, clock, 10);
      sql('CREATE TABLE kept AS SELECT * FROM audit WHERE sequence = 5');
      await audit.prune(clock.now() - 4 * day);
      sql('INSERT INTO audit SELECT * FROM kept');
      expect(await audit.verify(null)).toMatchObject({ problem: { code: 'rowChanged', sequence: 5, since: null } });
    });

    it('for another row after the cut, even one that chains', async () => {
      const cut = await pruned();
      const row = (await database.repositories.audit.find(6))!;
      const forged = { ...row, actorId: 'eve' };
      const hash = Buffer.from(chainHash(new Uint8Array(32), cut.hash, forged)).toString('hex');
      sql(`UPDATE audit SET actor_id = 'eve', hash = x'${hash}' WHERE sequence = 6`);
      expect(await audit.verify(null)).toMatchObject({ problem: { code: 'rowChanged', sequence: 6 } });
    });

    it('for a damage, which stays where it is', async () => {
      await writeDays(audit, clock, 8);
      sql("UPDATE audit SET client = 'cli' WHERE sequence = 4");
      expect(await audit.prune(clock.now() - day)).toBe(3);
      expect(await audit.prune(clock.now() - day)).toBe(0);
      expect(await audit.verify(null)).toMatchObject({ rows: 0, firstSequence: 4, problem: { code: 'rowChanged', sequence: 4 } });
    });

    it('for a log that the keychain contradicts', async () => {
      await writeDays(audit, clock, 8);
      await audit.flush();
      sql('DELETE FROM audit WHERE sequence = 8');
      const next = start();
      await next.checkAtStart();
      expect(events).toEqual(['audit.contradicted']);
      expect(await next.prune(clock.now())).toBe(0);
      expect(await sequences()).toHaveLength(7);
    });
  });

  describe('and the keychain', () => {
    it('agree where the head that it remembers was removed since', async () => {
      await writeMonths(audit, clock, 2);
      await audit.flush();
      const seen = await rowAt(2);
      await writeMonths(start(), clock, 5);
      await audit.prune(clock.now() - 90 * day);
      const next = start();
      await next.checkAtStart();
      expect(events).toEqual([]);
      expect(await next.verify(seen)).toMatchObject({ status: 'intact', witnessedSequence: 2 });
    });

    it('disagree where it remembers another row in the place of the last that went', async () => {
      const cut = await pruned();
      clock.advance(90 * day);
      expect(await audit.verify(cut)).toMatchObject({ status: 'intact' });
      const other = { ...cut, hash: new Uint8Array(32) };
      expect(await audit.verify(other)).toMatchObject({ problem: { code: 'pastRewritten', sequence: 5, since: null } });
      expect(await audit.verify({ ...other, epoch: 2 })).toMatchObject({ problem: { code: 'tailCut', sequence: 5 } });
    });
  });

  describe('after the key was lost', () => {
    const newKey = new Uint8Array(32).fill(8);

    it('removes rows that nobody can verify any more, and the chain begins where it did', async () => {
      await writeDays(audit, clock, 6);
      const next = start(newKey);
      await next.startEpoch();
      await writeDays(next, clock, 3);
      expect(await next.prune(clock.now() - 6 * day)).toBe(2);
      expect(await next.verify(null)).toEqual(intact(9, { firstSequence: 3, lostEpochs: 1 }));
      expect(await next.prune(clock.now() - day)).toBe(7);
      expect(await next.verify(null)).toEqual(intact(3, { firstSequence: 10 }));
    });

    it('vouches anew for what was removed under the old one', async () => {
      const cut = await pruned();
      const next = start(newKey);
      await next.startEpoch();
      expect(await next.verify(null)).toEqual(intact(8, { firstSequence: 6, lostEpochs: 1 }));
      expect(await next.head()).toMatchObject({ epoch: 2, sequence: 13, action: 'audit.pruned', targetId: headText(cut) });
      sql('DELETE FROM audit WHERE sequence = 6');
      expect(await next.verify(null)).toMatchObject({ problem: { code: 'rowMissing', sequence: 7 } });
    });

    it('vouches for nothing that was missing under the old one', async () => {
      await pruned();
      sql('DELETE FROM audit WHERE sequence = 6');
      const next = start(newKey);
      await next.startEpoch();
      expect(await next.head()).toMatchObject({ epoch: 2, action: 'audit.epochStarted' });
      expect(await next.verify(null)).toMatchObject({ problem: { code: 'rowMissing', sequence: 7 } });
    });
  });
});
