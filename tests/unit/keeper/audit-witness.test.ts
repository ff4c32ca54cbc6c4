import { beforeEach, describe, expect, it } from 'vitest';
import { headText } from '../../../src-main/audit/audit-head.ts';
import { chainHash, genesisHash } from '../../../src-main/crypto/audit-chain.ts';
import type { AuditHead, AuditRecord } from '../../../src-main/crypto/formats.ts';
import { createKeeperLogic } from '../../../src-main/keeper/keeper-logic.ts';
import { verifyParts } from '../../../src-main/crypto/person-keys.ts';
import { flipped } from '../../helpers/damage.ts';
import { atNoon, installationId, keeperParts, newVault, type TestVault } from '../../helpers/keeper-vault.ts';

const auditKey = new Uint8Array(32).fill(3);

/** Rows of one epoch after `previous`, chained as the app chains them. */
function chain(count: number, previous: AuditRecord | null = null, epoch = previous?.epoch ?? 1): AuditRecord[] {
  const rows: AuditRecord[] = [];
  for (let last = previous; rows.length < count; last = rows.at(-1)!) {
    const told = {
      actorId: 'ada',
      action: 'session.signedIn',
      targetKind: null,
      targetId: null,
      outcome: 'ok',
      client: 'desktop',
      detail: null,
    } as const;
    const row = { sequence: (last?.sequence ?? 0) + 1, epoch, at: atNoon, ...told };
    const before = last !== null && last.epoch === epoch ? last.hash : genesisHash(installationId, epoch);
    rows.push({ ...row, hash: chainHash(auditKey, before, row) });
  }
  return rows;
}

let ada: TestVault;
const log = chain(10);
const day = 86_400_000;
/** The time of every call, where a test says no other. */
let now = atNoon;
const check = (rows: readonly AuditRecord[], key = auditKey, cut: AuditHead | null = null) =>
  ada.logic.handle('checkAudit', { auditKey: key, cut, rows, now });
const seal = (head: AuditRecord) => ada.logic.handle('sealWitness', { head, now });
const rowAt = (sequence: number): AuditRecord => log[sequence - 1]!;

async function witness(from: number, to: number): Promise<void> {
  expect(await check(log.slice(from - 1, to))).toBeNull();
  await ada.commit((await seal(rowAt(to))).commit);
}

beforeEach(async () => {
  now = atNoon;
  ada = await newVault('ada');
});

describe('following the audit log', () => {
  it('notices every changed column of a row', async () => {
    const changes: Partial<AuditRecord>[] = [
      ...[{ at: 0 }, { actorId: 'bob' }, { actorId: null }, { action: 'x' }, { targetKind: 'item' }, { targetId: '' }],
      ...[{ outcome: 'denied' as const }, { client: 'cli' }, { hash: flipped(rowAt(4).hash, 5) }],
    ];
    for (const change of changes) {
      const rows = log.map((row) => (row.sequence === 4 ? { ...row, ...change } : row));
      expect(await check(rows)).toEqual({ code: 'rowChanged', sequence: 4 });
    }
  });

  it('notices a missing, repeated or moved row', async () => {
    const missing = (rows: AuditRecord[], sequence: number) => expect(check(rows)).resolves.toEqual({ code: 'rowMissing', sequence });
    await missing([rowAt(1), rowAt(3)], 3);
    await missing([rowAt(1), rowAt(2), rowAt(2)], 2);
    await missing([rowAt(1), rowAt(3), rowAt(2)], 3);
  });

  it('notices that the very first row does not begin the chain', async () => {
    expect(await check([{ ...rowAt(1), action: 'other' }])).toEqual({ code: 'rowChanged', sequence: 1 });
    expect(await check(log, new Uint8Array(32))).toEqual({ code: 'rowChanged', sequence: 1 });
  });

  it('notices a past that was rewritten before what this vault has seen, though its chain is sound', async () => {
    await witness(1, 5);
    const rewritten = chain(4, { ...rowAt(3), hash: new Uint8Array(32) });
    expect(await check(rewritten)).toEqual({ code: 'pastRewritten', sequence: 4 });
    expect(await check([rowAt(6), rowAt(7)])).toEqual({ code: 'pastRewritten', sequence: 6 });
    expect(await check([{ ...rowAt(5), epoch: 2 }])).toEqual({ code: 'pastRewritten', sequence: 5 });
  });

  it('remembers what it has seen when the vault is opened again', async () => {
    await witness(1, 5);
    ada = await ada.reopen();
    expect(await check([rowAt(4), rowAt(5)])).toEqual({ code: 'pastRewritten', sequence: 4 });
    await witness(5, 10);
  });

  it('goes on over several stretches', async () => {
    expect(await check(log.slice(0, 4))).toBeNull();
    expect(await check([])).toBeNull();
    expect(await check(log.slice(4, 8))).toBeNull();
    expect(await check([rowAt(10)])).toEqual({ code: 'rowMissing', sequence: 10 });
  });

  it('may begin anew after it was given up', async () => {
    expect(await check(log.slice(0, 4))).toBeNull();
    expect(await check(log.slice(0, 6))).toBeNull();
    await ada.commit((await seal(rowAt(6))).commit);
    expect(await check(log.slice(5, 8))).toBeNull();
    expect(await check(log.slice(5, 9))).toBeNull();
  });

  it('takes the log as it is where the vault has seen none of it', async () => {
    expect(await check([{ ...rowAt(7), action: 'who knows' }])).toBeNull();
    expect(await check([rowAt(8)])).toBeNull();
  });
});

describe('a new epoch', () => {
  const later = chain(3, rowAt(10), 2);

  it('continues the log from its own beginning', async () => {
    await witness(1, 10);
    expect(await check([rowAt(10), ...later])).toBeNull();
  });

  it('is followed across rows whose key was lost', async () => {
    await witness(1, 5);
    expect(await check([rowAt(5), ...later])).toBeNull();
    await ada.commit((await seal(later[2]!)).commit);
  });

  it('is refused where its first row is missing or changed, or where an older epoch comes after', async () => {
    expect(await check([rowAt(10), later[1]!])).toEqual({ code: 'rowChanged', sequence: 12 });
    expect(await check([rowAt(10), { ...later[0]!, action: 'x' }])).toEqual({ code: 'rowChanged', sequence: 11 });
    expect(await check([later[0]!, { ...later[1]!, epoch: 1 }])).toEqual({ code: 'rowChanged', sequence: 12 });
    expect(await check([rowAt(10), { ...later[0]!, sequence: 10 }])).toEqual({ code: 'rowMissing', sequence: 10 });
  });
});

describe('a log that retention has cut', () => {
  const cut = rowAt(7);
  const attested = (targetId = headText(cut)): AuditRecord[] => {
    const told = { action: 'audit.pruned', targetKind: 'audit', targetId };
    const row = { ...rowAt(10), ...told, sequence: 11 };
    return [...log.slice(7), { ...row, hash: chainHash(auditKey, rowAt(10).hash, row) }];
  };

  it('is followed from the cut on, once the chain itself says that the rows before were removed', async () => {
    await witness(1, 5);
    now += 81 * day;
    expect(await check([], auditKey, cut)).toBeNull();
    expect(await check(log.slice(7))).toBeNull();
    await expect(seal(rowAt(10))).rejects.toMatchObject({ code: 'dataDamaged' });
    expect(await check([], auditKey, cut)).toBeNull();
    expect(await check(attested())).toBeNull();
    await ada.commit((await seal(attested()[3]!)).commit);
  });

  it('is not sealed where the chain names another row, or none', async () => {
    await witness(1, 5);
    now += 81 * day;
    for (const rows of [attested(headText(rowAt(6))), attested('7'), log.slice(7)]) {
      expect(await check(rows, auditKey, cut)).toBeNull();
      await expect(seal(rows.at(-1)!)).rejects.toMatchObject({ code: 'dataDamaged' });
    }
  });

  it('hides nothing that is newer than the cut', async () => {
    await witness(1, 8);
    now += 81 * day;
    expect(await check([], auditKey, cut)).toEqual({ code: 'pastRewritten', sequence: 7 });
    expect(await check([], auditKey, { ...rowAt(8), hash: rowAt(7).hash })).toEqual({ code: 'pastRewritten', sequence: 8 });
    expect(await check([], auditKey, { ...rowAt(9), epoch: 0 })).toEqual({ code: 'pastRewritten', sequence: 9 });
    await expect(seal(rowAt(10))).rejects.toMatchObject({ code: 'dataDamaged' });
  });

  it('may be cut right after the witnessed row, but not with another one in its place', async () => {
    await witness(1, 7);
    now += 81 * day;
    expect(await check(attested(), auditKey, cut)).toBeNull();
    expect(await check(log.slice(8), auditKey, cut)).toEqual({ code: 'rowMissing', sequence: 9 });
    expect(await check(log.slice(7), auditKey, { ...cut, sequence: 8 })).toEqual({ code: 'rowMissing', sequence: 8 });
    expect(await check(log.slice(7), auditKey, rowAt(8))).toEqual({ code: 'rowMissing', sequence: 8 });
  });

  it('says nothing to whoever has seen none of it', async () => {
    expect(await check([rowAt(10)], auditKey, cut)).toBeNull();
    await ada.commit((await seal(rowAt(10))).commit);
  });

  it('hides nothing that was witnessed in the last 80 days, though the chain says that it was removed', async () => {
    for (const [seen, after] of [[5, 0] as const, [7, 80 * day] as const]) {
      now = atNoon;
      ada = await newVault('ada');
      await witness(1, seen);
      now += after;
      expect(await check([], auditKey, cut)).toEqual({ code: 'pastRewritten', sequence: 7 });
      expect(await check(attested(), auditKey, cut)).toEqual({ code: 'pastRewritten', sequence: 7 });
      await expect(seal(attested()[3]!)).rejects.toMatchObject({ code: 'dataDamaged' });
      now += 80 * day + 1;
      expect(await check(attested(), auditKey, cut)).toBeNull();
    }
  });

  it('hides nothing from whoever has witnessed it later than the clock says that it is', async () => {
    now = atNoon + 800 * day;
    await witness(1, 5);
    now = atNoon;
    expect(await check([], auditKey, cut)).toEqual({ code: 'pastRewritten', sequence: 7 });
  });

  it('remembers when the vault has seen it, through writes, folds and another opening', async () => {
    await witness(1, 5);
    await ada.create('00000000-0000-4000-8000-000000000001');
    await ada.compact();
    ada = await ada.reopen();
    const { witnessed } = await createKeeperLogic(keeperParts('again')).handle('openWithPassword', ada.opening());
    expect(witnessed).toEqual({ epoch: 1, sequence: 5, hash: new Uint8Array(rowAt(5).hash), at: atNoon });
    expect(await check([], auditKey, cut)).toEqual({ code: 'pastRewritten', sequence: 7 });
  });
});

describe('sealing a witness', () => {
  const refused = { code: 'dataDamaged', detail: { what: 'audit' } };

  it('is refused for a head that the walk has not arrived at', async () => {
    await expect(seal(rowAt(1))).rejects.toMatchObject(refused);
    await check(log.slice(0, 5));
    for (const head of [rowAt(4), rowAt(6), { ...rowAt(5), epoch: 2 }, { ...rowAt(5), hash: rowAt(4).hash }]) {
      await expect(seal(head)).rejects.toMatchObject(refused);
    }
  });

  it('is refused after a problem was found', async () => {
    await check(log.slice(0, 5));
    expect(await check([rowAt(7)])).toMatchObject({ code: 'rowMissing' });
    await expect(seal(rowAt(5))).rejects.toMatchObject(refused);
  });

  it('signs the head with the key that only this person has', async () => {
    await check(log);
    const { signature, commit } = await seal(rowAt(10));
    expect(commit).toMatchObject({ change: null, snapshot: null, upserts: [], removals: [], generation: commit.fromGeneration + 1 });
    const { identityPublic } = ada.person.keys;
    const { epoch, sequence, hash } = rowAt(10);
    const holds = (owner: string, installation: string, at: number) =>
      verifyParts(identityPublic, signature, 'audit/witness', owner, installation, epoch, at, hash);
    expect(holds('ada', installationId, sequence)).toBe(true);
    expect([holds('bob', installationId, sequence), holds('ada', 'elsewhere', sequence), holds('ada', installationId, 9)]).not.toContain(
      true,
    );
  });

  it('counts only once it is committed', async () => {
    await witness(1, 5);
    await check(log.slice(4, 8));
    await seal(rowAt(8));
    await ada.logic.handle('settle', { committed: false });
    expect(await check(log.slice(4, 8))).toBeNull();
    await ada.commit((await seal(rowAt(8))).commit);
    expect(await check([rowAt(5)])).toEqual({ code: 'pastRewritten', sequence: 5 });
  });

  it('may be repeated for the head that was witnessed already', async () => {
    await witness(1, 5);
    ada = await ada.reopen();
    await ada.commit((await seal(rowAt(5))).commit);
    ada = await ada.reopen();
    expect(await check([rowAt(5)])).toBeNull();
  });

  it('stays through writes and folds', async () => {
    await witness(1, 5);
    await ada.create('00000000-0000-4000-8000-000000000001');
    await ada.compact();
    ada = await ada.reopen();
    expect(await check([rowAt(4)])).toMatchObject({ code: 'pastRewritten' });
    await witness(5, 6);
  });
});
