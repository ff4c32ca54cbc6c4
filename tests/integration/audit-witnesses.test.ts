import { beforeEach, describe, expect, it } from 'vitest';
import { requireAccountIn } from '../../src-main/accounts/account-service.ts';
import { signedRow } from '../../src-main/accounts/account-rows.ts';
import { headText } from '../../src-main/audit/audit-head.ts';
import type { AuditService } from '../../src-main/audit/audit-service.ts';
import type { OpenVault } from '../../src-main/vault/open-vault.ts';
import { accountRowsKey, auditKey, day, entry, openAuditLog, openWitness, write, writeDays, writeMonths } from '../helpers/audit-log.ts';
import type { FakeClock } from '../helpers/fake-clock.ts';

describe('what people have witnessed of the audit log', () => {
  let log: Awaited<ReturnType<typeof openAuditLog>>;
  let clock: FakeClock;
  let audit: AuditService;
  let ada: OpenVault;
  let ben: OpenVault;

  beforeEach(async () => {
    log = await openAuditLog();
    ({ clock } = log);
    audit = log.start();
    ada = await openWitness(log, () => audit, 'ada');
    ben = await openWitness(log, () => audit, 'ben');
  });

  const witnesses = async () => (await audit.verify(null)).witnesses.map(({ ownerId, sequence, holds }) => [ownerId, sequence, holds]);

  it('is checked for everybody: signature, and that the log holds it', async () => {
    await write(audit, 3);
    await ada.witness(auditKey);
    const at = clock.now();
    clock.advance(day);
    await write(audit, 2);
    await ben.witness(auditKey);
    expect(await audit.verify(null)).toMatchObject({
      status: 'intact',
      witnesses: [
        { ownerId: 'ada', name: 'ada', sequence: 3, at, holds: true },
        { ownerId: 'ben', name: 'ben', sequence: 5, at: clock.now(), holds: true },
      ],
    });
  });

  it('is told to administrators; others read of themselves alone', async () => {
    await write(audit, 2);
    await ada.witness(auditKey);
    await ben.witness(auditKey);
    log.sql("UPDATE accounts SET role = 'administrator' WHERE id = 'ada'");
    expect((await audit.verify(null, 'ada')).witnesses.map(({ ownerId }) => ownerId)).toEqual(['ada']);
    const row = { ...(await requireAccountIn(log.database.repositories, 'ada')), role: 'administrator' } as const;
    await log.database.repositories.accounts.update('ada', signedRow(accountRowsKey, row));
    const names = async (reader: string) => (await audit.verify(null, reader)).witnesses.map(({ name }) => name);
    expect(await names('ada')).toEqual(['ada', 'ben']);
    expect(await names('ben')).toEqual(['ben']);
    expect(await names('nobody')).toEqual([]);
  });

  it('shows a tail that was cut off, though whoever asks has seen none of it', async () => {
    await write(audit, 5);
    await ben.witness(auditKey);
    const at = (await log.database.repositories.audit.find(4))?.at;
    log.sql('DELETE FROM audit WHERE sequence = 5');
    expect(await audit.verify(null)).toMatchObject({ status: 'damaged', problem: { code: 'tailCut', sequence: 5, since: at } });
    expect(await witnesses()).toEqual([['ben', 5, false]]);
  });

  it('shows a past that was rewritten with the right key, at the oldest head that somebody has signed', async () => {
    await write(audit, 3);
    await ada.witness(auditKey);
    await write(audit, 2);
    await ben.witness(auditKey);
    log.sql('DELETE FROM audit WHERE sequence >= 3');
    for (let row = 0; row < 5; row += 1) await audit.record(entry('eve'));
    expect(await audit.verify(null)).toMatchObject({ status: 'damaged', problem: { code: 'pastRewritten', sequence: 3 } });
    expect(await witnesses()).toEqual([
      ['ada', 3, false],
      ['ben', 5, false],
    ]);
  });

  it.each([
    ['its signature', 'UPDATE audit_witnesses SET signature = zeroblob(64)'],
    ['the row that it speaks of', 'UPDATE audit_witnesses SET sequence = 2, hash = (SELECT hash FROM audit WHERE sequence = 2)'],
    ['its epoch', 'UPDATE audit_witnesses SET epoch = 2'],
    ['the key that it was signed with', 'UPDATE accounts SET identity_public = zeroblob(32)'],
    ['the key, for one that is none', 'UPDATE accounts SET identity_public = zeroblob(0)'],
    ['its person', "UPDATE audit_witnesses SET owner_id = 'ben'"],
  ])('does not hold where somebody changed %s, which says nothing of the log itself', async (_what, change) => {
    await write(audit, 3);
    await ada.witness(auditKey);
    log.sql(change);
    expect(await audit.verify(null)).toMatchObject({ status: 'intact', witnesses: [{ holds: false }] });
  });

  describe('and retention', () => {
    it('holds, being older than what is kept, and is no contradiction', async () => {
      await writeMonths(audit, clock, 4);
      await ada.witness(auditKey);
      await writeMonths(audit, clock, 6);
      await ben.witness(auditKey);
      await audit.prune(clock.now() - 60 * day);
      expect(await audit.verify(ada.witnessed)).toMatchObject({ status: 'intact', firstSequence: 8, witnessedSequence: 4 });
      expect(await witnesses()).toEqual([
        ['ada', 4, true],
        ['ben', 10, true],
      ]);
    });

    const forged = async (cut: number): Promise<void> => {
      const row = (await log.database.repositories.audit.find(cut))!;
      await audit.record(entry(null, { action: 'audit.pruned', targetKind: 'audit', targetId: headText(row), client: 'main' }));
      log.sql(`DELETE FROM audit WHERE sequence <= ${cut}`);
    };

    it('is no excuse for a row that was witnessed lately, though the row that says so has the right key', async () => {
      await writeDays(audit, clock, 10);
      await ada.witness(auditKey);
      await ben.witness(auditKey);
      await write(audit, 2);
      await forged(11);
      const problem = { code: 'pastRewritten', sequence: 10, since: null };
      expect(await audit.verify(ada.witnessed)).toMatchObject({ status: 'damaged', problem });
      expect(await ada.witness(auditKey)).toBe(false);
      log.sql('DELETE FROM audit_witnesses');
      expect(await audit.verify(ada.witnessed)).toMatchObject({ status: 'damaged', problem });
      expect(await audit.verify(null)).toMatchObject({ status: 'intact' });
    });

    it("shows what others have witnessed lately to those who haven't", async () => {
      await writeDays(audit, clock, 10);
      await ben.witness(auditKey);
      await forged(10);
      expect(await audit.verify(null)).toMatchObject({ status: 'damaged', problem: { code: 'pastRewritten', sequence: 10, since: null } });
      expect(await witnesses()).toEqual([['ben', 10, false]]);
    });

    it('is believed once the witness is more than 80 days old', async () => {
      await writeDays(audit, clock, 10);
      await ada.witness(auditKey);
      await forged(10);
      clock.advance(80 * day);
      expect(await audit.verify(ada.witnessed)).toMatchObject({ status: 'damaged' });
      expect(await ada.witness(auditKey)).toBe(false);
      clock.advance(1);
      expect(await audit.verify(ada.witnessed)).toMatchObject({ status: 'intact' });
      expect(await ada.witness(auditKey)).toBe(true);
      expect(ada.witnessed).toMatchObject({ at: clock.now() });
    });

    it('go on: who comes back after the own row was removed follows the log from the cut', async () => {
      await writeMonths(audit, clock, 4);
      expect(await ada.witness(auditKey)).toBe(true);
      await writeMonths(audit, clock, 6);
      await audit.prune(clock.now() - 60 * day);
      await write(audit, 2);
      expect(await ada.witness(auditKey)).toBe(true);
      expect(ada.witnessed).toMatchObject({ sequence: 13 });
      expect(await audit.verify(ada.witnessed)).toMatchObject({ status: 'intact', witnessedSequence: 13 });
    });

    it('go on where exactly the own row was the last to go', async () => {
      await writeMonths(audit, clock, 4);
      await ada.witness(auditKey);
      await writeMonths(audit, clock, 3);
      await audit.prune(clock.now() - 60 * day);
      expect(await log.database.repositories.audit.first()).toMatchObject({ sequence: 5 });
      expect(await ada.witness(auditKey)).toBe(true);
    });

    it('are not taken for each other: a beginning that SQL removed is followed by nobody who has seen it', async () => {
      await writeMonths(audit, clock, 4);
      await ada.witness(auditKey);
      await writeMonths(audit, clock, 3);
      log.sql('DELETE FROM audit WHERE sequence <= 5');
      expect(await ada.witness(auditKey)).toBe(false);
      expect(ada.witnessed).toMatchObject({ sequence: 4 });
      expect(await audit.verify(ada.witnessed)).toMatchObject({ status: 'damaged' });
    });

    it('still show a row that was changed after the cut', async () => {
      await writeMonths(audit, clock, 4);
      await ada.witness(auditKey);
      await writeMonths(audit, clock, 6);
      await audit.prune(clock.now() - 60 * day);
      log.sql("UPDATE audit SET client = 'cli' WHERE sequence = 9");
      expect(await ada.witness(auditKey)).toBe(false);
      expect(ada.witnessed).toMatchObject({ sequence: 4 });
    });

    it('go on under a new key, though the row was removed under the old one', async () => {
      await writeMonths(audit, clock, 4);
      await ada.witness(auditKey);
      await writeMonths(audit, clock, 6);
      await audit.prune(clock.now() - 60 * day);
      const newKey = new Uint8Array(32).fill(8);
      audit = log.start(newKey);
      await audit.startEpoch();
      expect(await ada.witness(newKey)).toBe(true);
      expect(ada.witnessed).toMatchObject({ epoch: 2, sequence: 13 });
      expect(await audit.verify(ada.witnessed)).toMatchObject({ status: 'intact', firstSequence: 8, lostEpochs: 1 });
    });
  });
});
