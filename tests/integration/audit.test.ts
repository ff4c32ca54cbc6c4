import { beforeEach, describe, expect, it } from 'vitest';
import type { AuditService } from '../../src-main/audit/audit-service.ts';
import { chainHash, genesisHash } from '../../src-main/crypto/audit-chain.ts';
import type { AuditRecord } from '../../src-main/crypto/formats.ts';
import type { Database } from '../../src-main/database/database.ts';
import { auditKey, entry, installationId, intact, openAuditLog, write } from '../helpers/audit-log.ts';
import type { FakeClock } from '../helpers/fake-clock.ts';
import { accountRow } from '../helpers/rows.ts';

describe('the audit log', () => {
  let database: Database;
  let clock: FakeClock;
  let start: () => AuditService;
  let sql: (text: string) => void;

  beforeEach(async () => {
    ({ database, clock, start, sql } = await openAuditLog());
  });

  describe('grows', () => {
    it('by rows that each hold the one before, from the beginning that only this installation has', async () => {
      const audit = start();
      expect(await audit.head()).toBeNull();
      await audit.record(entry('ada'));
      clock.advance(5);
      await audit.record(entry(null, { action: 'session.signInFailed', outcome: 'failed' }));
      const [first, second] = await database.repositories.audit.range(1, 10);
      expect(first).toMatchObject({ sequence: 1, epoch: 1, at: clock.now() - 5, actorId: 'ada' });
      expect(second).toMatchObject({ sequence: 2, epoch: 1, at: clock.now(), actorId: null, outcome: 'failed' });
      const [one, two] = [first as AuditRecord, second as AuditRecord];
      expect(one.hash).toEqual(Buffer.from(chainHash(auditKey, genesisHash(installationId, 1), one)));
      expect(two.hash).toEqual(Buffer.from(chainHash(auditKey, one.hash, two)));
      expect(await audit.verify(null)).toEqual(intact(2));
    });

    it('without a gap, however many rows are told at once', async () => {
      const audit = start();
      await Promise.all(Array.from({ length: 50 }, () => audit.record(entry())));
      expect(await audit.verify(null)).toEqual(intact(50));
    });

    it('by nothing where the act that it tells of is taken back, and goes on as if that had never been', async () => {
      const audit = start();
      await audit.record(entry());
      const failed = database.transaction(async (r) => {
        await audit.record(entry('ada', { action: 'item.created' }), r);
        throw new Error('taken back');
      });
      await expect(failed).rejects.toThrow('taken back');
      expect(await audit.head()).toMatchObject({ sequence: 1 });
      await audit.record(entry());
      expect((await database.repositories.audit.range(1, 10)).map(({ sequence, action }) => [sequence, action])).toEqual([
        [1, 'session.signedIn'],
        [2, 'session.signedIn'],
      ]);
      expect(await audit.verify(null)).toEqual(intact(2));
    });

    it('together with the act, or the act does not happen', async () => {
      const audit = start();
      await database.repositories.accounts.insert(accountRow('ada'));
      sql("CREATE TRIGGER refuse BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no room'); END");
      const act = database.transaction(async (r) => {
        await r.accounts.update('ada', { role: 'administrator' });
        await audit.record(entry(), r);
      });
      await expect(act).rejects.toThrow();
      expect(await database.repositories.accounts.find('ada')).toEqual(accountRow('ada'));
    });
  });

  it.each([
    ['swallows', 'BEFORE INSERT ON audit BEGIN SELECT RAISE(IGNORE); END'],
    ['takes out', 'AFTER INSERT ON audit BEGIN DELETE FROM audit WHERE sequence = NEW.sequence; END'],
    ['changes', "AFTER INSERT ON audit BEGIN UPDATE audit SET action = 'item.created' WHERE sequence = NEW.sequence; END"],
  ])('lets nothing happen whose row a trigger %s', async (_what, trigger) => {
    const audit = start();
    await database.repositories.accounts.insert(accountRow('ada'));
    await write(audit, 2);
    sql(`CREATE TRIGGER quiet ${trigger}`);
    const act = database.transaction(async (r) => {
      await r.accounts.update('ada', { role: 'administrator' });
      await audit.record(entry(), r);
    });
    await expect(act).rejects.toMatchObject({ code: 'dataDamaged', detail: { what: 'audit' } });
    expect(await database.repositories.accounts.find('ada')).toEqual(accountRow('ada'));
    sql('DROP TRIGGER quiet');
    await audit.record(entry());
    expect(await audit.verify(null)).toEqual(intact(3));
  });

  describe('is found out', () => {
    it.each([
      ['the time', 'UPDATE audit SET at = at + 1 WHERE sequence = 3'],
      ['the actor', "UPDATE audit SET actor_id = 'ben' WHERE sequence = 3"],
      ['that there was an actor', 'UPDATE audit SET actor_id = NULL WHERE sequence = 3'],
      ['the action', "UPDATE audit SET action = 'session.signedOut' WHERE sequence = 3"],
      ['the kind of target', "UPDATE audit SET target_kind = 'item' WHERE sequence = 3"],
      ['the target', "UPDATE audit SET target_id = 'ben' WHERE sequence = 3"],
      ['the outcome', "UPDATE audit SET outcome = 'failed' WHERE sequence = 3"],
      ['the client', "UPDATE audit SET client = 'cli' WHERE sequence = 3"],
      ['the hash', 'UPDATE audit SET hash = (SELECT hash FROM audit WHERE sequence = 2) WHERE sequence = 3'],
      ['the epoch', 'UPDATE audit SET epoch = 0 WHERE sequence = 3'],
    ])('at the row where somebody changed %s', async (_what, change) => {
      await write(start(), 5);
      sql(change);
      expect(await start().verify(null)).toMatchObject({ status: 'damaged', rows: 2, problem: { code: 'rowChanged', sequence: 3 } });
    });

    it('at the first row, which was put in front of another beginning', async () => {
      await write(start(), 3);
      sql('DELETE FROM audit WHERE sequence = 1');
      expect(await start().verify(null)).toMatchObject({ problem: { code: 'rowMissing', sequence: 2 } });
      sql('UPDATE audit SET sequence = sequence - 1');
      expect(await start().verify(null)).toMatchObject({ problem: { code: 'rowChanged', sequence: 1 } });
    });

    it('at a row that is missing, and at the later one that was moved into its place', async () => {
      await write(start(), 5);
      sql('DELETE FROM audit WHERE sequence = 3');
      expect(await start().verify(null)).toMatchObject({ rows: 2, problem: { code: 'rowMissing', sequence: 4 } });
      sql('UPDATE audit SET sequence = 3 WHERE sequence = 4');
      expect(await start().verify(null)).toMatchObject({ problem: { code: 'rowChanged', sequence: 3 } });
    });

    it('where it is empty although somebody has seen rows', async () => {
      const audit = start();
      await write(audit, 3);
      const seen = (await audit.head()) as AuditRecord;
      sql('DELETE FROM audit');
      expect(await start().verify(null)).toEqual(intact(0));
      expect(await start().verify(seen)).toMatchObject({ status: 'damaged', problem: { code: 'tailCut', sequence: 3 } });
    });

    it('by whoever has seen a head that was cut off, or rewritten with the right key', async () => {
      const audit = start();
      await write(audit, 3);
      const seen = (await audit.head()) as AuditRecord;
      expect(await audit.verify(seen)).toMatchObject({ status: 'intact', witnessedSequence: 3 });
      sql('DELETE FROM audit WHERE sequence = 3');
      expect(await start().verify(seen)).toMatchObject({ problem: { code: 'tailCut', sequence: 3 }, witnessedSequence: 3 });
      await start().record(entry('eve'));
      expect(await start().verify(null)).toEqual(intact(3));
      expect(await start().verify(seen)).toMatchObject({ problem: { code: 'pastRewritten', sequence: 3 } });
    });

    it('beyond the first thousand rows as well', async () => {
      const audit = start();
      await database.transaction(async (r) => {
        for (let row = 0; row < 2500; row += 1) await audit.record(entry(), r);
      });
      expect(await audit.verify(null)).toEqual(intact(2500));
      sql("UPDATE audit SET client = 'cli' WHERE sequence = 2001");
      expect(await audit.verify(null)).toMatchObject({ rows: 2000, problem: { code: 'rowChanged', sequence: 2001 } });
    });
  });
});
