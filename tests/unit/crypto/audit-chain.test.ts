import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalRow, chainHash, genesisHash } from '../../../src-main/crypto/audit-chain.ts';
import type { AuditRecord } from '../../../src-main/crypto/formats.ts';
import { flipped } from '../../helpers/damage.ts';
import { fixedRandomness } from '../../helpers/fixed-randomness.ts';

type Row = Omit<AuditRecord, 'hash'>;
const auditKey = fixedRandomness('audit chain')(32);
const first = genesisHash('installation', 1);
const row: Row = {
  sequence: 1,
  epoch: 1,
  at: 1_700_000_000_000,
  actorId: 'actor',
  action: 'session.signedIn',
  targetKind: 'account',
  targetId: 'target',
  outcome: 'ok',
  client: 'desktop',
  detail: null,
};
const columns = Object.keys(row) as (keyof Row)[];
const anyRow: fc.Arbitrary<Row> = fc.record({
  sequence: fc.nat(),
  epoch: fc.nat(),
  at: fc.nat(),
  actorId: fc.option(fc.string()),
  action: fc.string(),
  targetKind: fc.option(fc.string()),
  targetId: fc.option(fc.string()),
  outcome: fc.constantFrom('ok', 'failed', 'denied'),
  client: fc.string(),
  detail: fc.option(fc.string()),
});

describe('the chain of the audit log', () => {
  it('gives another hash for a row with any one column changed', () => {
    const changes: Partial<Row>[] = [
      { sequence: 2 },
      { epoch: 2 },
      { at: row.at + 1 },
      { actorId: null },
      { actorId: '' },
      { action: 'session.signedOut' },
      { targetKind: null },
      { targetId: null },
      { targetId: 'targe' },
      { outcome: 'denied' },
      { client: 'cli' },
      { detail: '' },
      { detail: 'user → administrator' },
      { targetKind: 'target', targetId: 'account' },
    ];
    const hashes = [row, ...changes.map((change) => ({ ...row, ...change }))].map((each) =>
      Buffer.from(chainHash(auditKey, first, each)).toString('hex'),
    );
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('gives the same bytes only for the same row', () => {
    fc.assert(
      fc.property(anyRow, fc.subarray(columns), anyRow, (one, changed, another) => {
        const other = Object.assign({ ...one }, ...changed.map((column) => ({ [column]: another[column] }))) as Row;
        const same = columns.every((column) => one[column] === other[column]);
        expect(Buffer.from(canonicalRow(one)).equals(canonicalRow(other))).toBe(same);
      }),
    );
  });

  it('gives another hash after another row or under another key', () => {
    const hash = chainHash(auditKey, first, row);
    expect(chainHash(auditKey, flipped(first, 0), row)).not.toEqual(hash);
    expect(chainHash(flipped(auditKey, 0), first, row)).not.toEqual(hash);
    expect(hash.length).toBe(32);
  });

  it('takes in no hash that a row happens to carry', () => {
    const carrying: AuditRecord = { ...row, hash: new Uint8Array(32) };
    expect(chainHash(auditKey, first, carrying)).toEqual(chainHash(auditKey, first, row));
  });

  it('begins elsewhere in each installation and each epoch', () => {
    const starts = [genesisHash('installation', 1), genesisHash('installation', 2), genesisHash('installation1', 1)];
    expect(new Set(starts.map((start) => Buffer.from(start).toString('hex'))).size).toBe(3);
  });
});
