import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../../src-main/crypto/primitives.ts';
import { sealPart, type VaultCipher } from '../../../src-main/crypto/vault-keys.ts';
import type { VaultRows } from '../../../src-main/keeper/keeper-protocol.ts';
import { encodeJson, toBase64 } from '../../../src-main/keeper/sealed-json.ts';
import { openLog, sealHead } from '../../../src-main/keeper/vault-log.ts';
import { beginnings, flipped } from '../../helpers/damage.ts';
import { fixedRandomness } from '../../helpers/fixed-randomness.ts';
import { idOf, newVault, type StoredVault, type TestVault } from '../../helpers/keeper-vault.ts';

const random = fixedRandomness('vault log');

let ada: TestVault;
let bob: TestVault;
let cipher: VaultCipher;
/** As ada's vault was after its first item, and with a snapshot and three changes since. */
let older: StoredVault;
let rows: VaultRows;

beforeAll(async () => {
  [ada, bob] = [await newVault('ada'), await newVault('bob')];
  await ada.create(idOf(1), { name: 'one' });
  await bob.create(idOf(1), { name: 'one' });
  older = ada.stored;
  await ada.create(idOf(2), { name: 'two' });
  await ada.compact();
  for (const number of [3, 4, 5]) await ada.create(idOf(number), { name: `number ${number}` });
  rows = ada.stored.vault;
  cipher = await ada.cipher();
});

/** Fails with dataDamaged and names the part. */
async function refused(vault: Partial<VaultRows>, what: string): Promise<void> {
  await expect(ada.reopen({ vault: { ...rows, ...vault } })).rejects.toMatchObject({ code: 'dataDamaged', detail: { what } });
}
const withChange = (at: number, change: (blob: Uint8Array) => Uint8Array) =>
  rows.changes.map(({ generation, blob }, index) => ({ generation, blob: index === at ? change(blob) : blob }));
const opens = (vault: Partial<VaultRows>) => () => openLog(cipher, { ...rows, ...vault });

describe('a vault on disk', () => {
  it('is opened as it was left, folded or not', async () => {
    expect(rows.changes).toHaveLength(3);
    expect(await (await ada.reopen()).names()).toEqual(['number 3', 'number 4', 'number 5', 'one', 'two']);
  });

  it('is refused with any one bit of its head turned', () => {
    // The first byte tells the version.
    for (let bit = 8; bit < rows.head.length * 8; bit += 1) expect(opens({ head: flipped(rows.head, bit) })).toThrow('dataDamaged');
  });

  it('is refused with a bit of snapshot or change turned, and says which part it is', async () => {
    for (const bit of [9, 110, 300, rows.snapshot.length * 8 - 1]) await refused({ snapshot: flipped(rows.snapshot, bit) }, 'snapshot');
    for (const at of [0, 1, 2]) {
      for (const bit of [9, 110, 300]) await refused({ changes: withChange(at, (blob) => flipped(blob, bit)) }, 'changes');
    }
    await refused({ head: flipped(rows.head, 110) }, 'head');
  });

  it('is refused when any part was cut, at whatever length', () => {
    for (const head of beginnings(rows.head)) expect(opens({ head })).toThrow('dataDamaged');
    for (const snapshot of beginnings(rows.snapshot)) expect(opens({ snapshot })).toThrow('dataDamaged');
    const lengths = rows.changes[2]!.blob.length;
    for (let length = 0; length < lengths; length += 1) {
      expect(opens({ changes: withChange(2, (blob) => blob.slice(0, length)) })).toThrow('dataDamaged');
    }
  });

  it('is refused when a change is missing, at the beginning, in the middle or at the end', async () => {
    for (const missing of [0, 1, 2]) await refused({ changes: rows.changes.filter((_, at) => at !== missing) }, 'changes');
    await refused({ changes: [] }, 'changes');
  });

  it('is refused when changes are swapped, repeated, renumbered or from before the snapshot', async () => {
    const [first, second, third] = rows.changes;
    await refused({ changes: [second!, first!, third!] }, 'changes');
    await refused({ changes: [first!, second!, second!, third!] }, 'changes');
    await refused({ changes: [first!, { generation: third!.generation, blob: second!.blob }, third!] }, 'changes');
    await refused({ changes: [...older.vault.changes, ...rows.changes] }, 'changes');
  });

  it('is refused with a change from after its head', async () => {
    const later = { generation: rows.generation + 1, blob: rows.changes[2]!.blob };
    await refused({ changes: [...rows.changes, later] }, 'changes');
  });

  it('is refused with an older head, an older snapshot or another generation in the row', async () => {
    await refused({ head: older.vault.head }, 'head');
    await refused({ generation: older.vault.generation, head: older.vault.head }, 'snapshot');
    await refused({ snapshot: older.vault.snapshot }, 'snapshot');
    await refused({ snapshotId: older.vault.snapshotId }, 'snapshot');
    await refused({ snapshot: older.vault.snapshot, snapshotId: older.vault.snapshotId }, 'snapshot');
    await refused({ generation: rows.generation - 1 }, 'head');
    await refused({ generation: rows.generation + 1 }, 'head');
  });

  it("is refused with any part of another person's", async () => {
    await refused({ head: bob.stored.vault.head }, 'head');
    await refused({ snapshot: bob.stored.vault.snapshot }, 'snapshot');
    await refused({ changes: [...rows.changes.slice(0, 2), ...bob.stored.vault.changes] }, 'changes');
  });

  it('is refused when the head under the seal names another generation than its row', () => {
    const { head } = openLog(cipher, rows);
    const body = { ...head, lastHash: toBase64(head.lastHash), snapshotHash: toBase64(head.snapshotHash), generation: 1 };
    const lying = sealPart(cipher, 'head', cipher.ownerId, rows.generation, encodeJson(body), random);
    expect(opens({ head: lying })).toThrow('dataDamaged');
  });

  it('is refused when head and snapshot agree on a snapshot that belongs to another id', () => {
    const { head } = openLog(cipher, rows);
    const moved = sealHead(cipher, { ...head, snapshotId: idOf('x') }, random);
    expect(opens({ head: moved, snapshotId: idOf('x') })).toThrow('dataDamaged');
  });
});

describe('a vault of the format that did not tell when its witness was sealed', () => {
  it('opens, and counts as having seen the log before everything that retention may remove', () => {
    const { head } = openLog(cipher, rows);
    const seen = { epoch: 1, sequence: 5, hash: new Uint8Array(32).fill(5) };
    const witnessed = { ...seen, hash: toBase64(seen.hash) };
    const body = { ...head, lastHash: toBase64(head.lastHash), snapshotHash: toBase64(head.snapshotHash), witnessed };
    const earlier = sealPart(cipher, 'head', cipher.ownerId, rows.generation, encodeJson(body), random);
    expect(openLog(cipher, { ...rows, head: earlier }).head.witnessed).toEqual({ ...seen, at: 0 });
    const again = sealHead(cipher, { ...head, witnessed: { ...seen, at: 1_800_000_000_000 } }, random);
    expect(openLog(cipher, { ...rows, head: again }).head.witnessed).toEqual({ ...seen, at: 1_800_000_000_000 });
  });
});

describe('a vault of a later version', () => {
  const newerByte = (blob: Uint8Array): Uint8Array => Uint8Array.from([2, ...blob.slice(1)]);
  const newerShape = (shape: object, v: number): Uint8Array => new TextEncoder().encode(JSON.stringify({ ...shape, v }));

  it('is refused untouched where a sealed part is of a later format', async () => {
    const newer = { code: 'dataFromNewerVersion', detail: { what: 'head' } };
    await expect(ada.reopen({ vault: { ...rows, head: newerByte(rows.head) } })).rejects.toMatchObject(newer);
  });

  it('is refused untouched where what lies under the seal has a later shape', () => {
    const { head } = openLog(cipher, rows);
    const later = sealPart(cipher, 'head', cipher.ownerId, rows.generation, newerShape({ entirely: 'different' }, 2), random);
    expect(opens({ head: later })).toThrow('dataFromNewerVersion');
    const snapshot = sealPart(cipher, 'snapshot', rows.snapshotId, 0, newerShape({}, 4), random);
    const snapshotHash = sha256(snapshot);
    const named = sealHead(cipher, { ...head, snapshotHash, lastHash: snapshotHash }, random);
    expect(opens({ head: named, snapshot, changes: [] })).toThrow('dataFromNewerVersion');
    const change = sealPart(cipher, 'change', cipher.ownerId, rows.generation, newerShape({}, 4), random);
    expect(opens({ changes: [...rows.changes.slice(0, 2), { generation: rows.generation, blob: change }] })).toThrow(
      'dataFromNewerVersion',
    );
  });

  it('is told from one whose inside is no JSON or lacks something', () => {
    for (const inside of ['', '[', '{}', '{"v":1}', '{"v":0}', 'null', '{"v":1,"generation":"1"}']) {
      const head = sealPart(cipher, 'head', cipher.ownerId, rows.generation, new TextEncoder().encode(inside), random);
      expect(opens({ head })).toThrow('dataDamaged');
    }
    const noText = sealPart(cipher, 'head', cipher.ownerId, rows.generation, Uint8Array.of(0xff, 0xfe), random);
    expect(opens({ head: noText })).toThrow('dataDamaged');
  });
});

describe('an older vault, complete in itself', () => {
  it('is noticed by what the keychain has seen', async () => {
    const vault = older.vault;
    const noticed = ada.reopen({ vault, anchor: rows.generation });
    await expect(noticed).rejects.toMatchObject({ code: 'dataOlderThanSeen', detail: { what: 'vault' } });
    await expect(ada.reopen({ vault, anchor: vault.generation + 1 })).rejects.toMatchObject({ code: 'dataOlderThanSeen' });
  });

  it('is opened where nothing was seen, or nothing newer', async () => {
    expect(await (await ada.reopen({ vault: older.vault })).names()).toEqual(['one']);
    expect(await (await ada.reopen({ vault: older.vault, anchor: older.vault.generation })).names()).toEqual(['one']);
  });

  it('is opened where the person accepts it, and goes on above what was lost', async () => {
    const back = await ada.reopen({ vault: older.vault, anchor: rows.generation, acceptOlder: true });
    back.stored = older;
    await back.create(idOf(9), { name: 'nine' });
    expect(back.stored.vault.generation).toBe(rows.generation + 1);
    await back.create(idOf(10), { name: 'ten' });
    expect(back.stored.vault.generation).toBe(rows.generation + 2);
    const again = await back.reopen({ anchor: rows.generation + 2 });
    expect(await again.names()).toEqual(['nine', 'one', 'ten']);
  });

  it('does not excuse damage by being accepted', async () => {
    const vault = { ...older.vault, head: flipped(older.vault.head, 110) };
    await expect(ada.reopen({ vault, anchor: rows.generation, acceptOlder: true })).rejects.toMatchObject({ code: 'dataDamaged' });
  });

  it('is no matter when it is newer than what the keychain has seen', async () => {
    expect(await (await ada.reopen({ anchor: 1 })).names()).toHaveLength(5);
  });
});
