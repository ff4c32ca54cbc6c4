import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Assessment } from '../../../src-main/keeper/assessment.ts';
import { createKeeperLogic } from '../../../src-main/keeper/keeper-logic.ts';
import { type ItemEntry, VaultIndex } from '../../../src-main/keeper/vault-index.ts';
import type { VaultState } from '../../../src-main/keeper/vault-state.ts';
import { atNoon, idOf, keeperParts, newVault, TestVault } from '../../helpers/keeper-vault.ts';
import { readVault, type WrittenVault } from '../../vectors/make-vaults.ts';

/** A vault as a version wrote it that kept neither strengths nor what items hold. */
async function older(): Promise<TestVault> {
  const file = join(import.meta.dirname, '../../vectors/v1-vault.json');
  const { person, logic } = await newVault('ada');
  return new TestVault(person, logic, readVault(JSON.parse(readFileSync(file, 'utf8')) as WrittenVault)).reopen();
}

const unassessed = (vault: TestVault) => vault.logic.handle('unassessed', { limit: 10 });
async function assess(vault: TestVault, ids?: readonly string[]): Promise<void> {
  const { ids: waiting } = ids === undefined ? await unassessed(vault) : { ids };
  let secrets = waiting.map((id) => ({ id, secret: vault.secretOf(id) }));
  while (secrets.length > 0) secrets = secrets.slice((await vault.logic.handle('assess', { secrets })).done);
}
const kept = async (vault: TestVault): Promise<number> => vault.write('keepStrengths', { limit: 10 });
const summary = (vault: TestVault) => vault.logic.handle('health', { now: atNoon, used: null, logSince: 0, accepted: [] });

describe('what an older version didn’t keep', () => {
  it('is looked at once, and kept for the next opening', async () => {
    const vault = await older();
    expect(await unassessed(vault)).toEqual({ ids: [idOf(1)], total: 1 });
    expect(await vault.names({ search: 'has:note' })).toEqual([]);
    await assess(vault);
    expect((await unassessed(vault)).total).toBe(0);
    expect(await kept(vault)).toBe(1);
    expect(await kept(vault)).toBe(0);
    const again = await vault.reopen();
    expect((await unassessed(again)).total).toBe(0);
    expect(await again.names({ search: 'has:note' })).toEqual(['Börse EU']);
    expect(await again.names({ search: 'has:totp' })).toEqual([]);
  });

  it('is no judgement where the item doesn’t open, and waits for the next opening', async () => {
    const vault = await older();
    await vault.logic.handle('assess', { secrets: [{ id: idOf(1), secret: new Uint8Array() }] });
    const { done } = await vault.logic.handle('assess', { secrets: [{ id: idOf(1), secret: new Uint8Array() }] });
    expect([done, (await unassessed(vault)).total]).toEqual([1, 0]);
    await vault.write('keepStrengths', { limit: 10 });
    expect(await (await vault.reopen()).names({ search: 'has:note' })).toEqual([]);
  });
});

describe('what this version saves', () => {
  it('needs nobody to look at it, an item without values included', async () => {
    const vault = await newVault('ada');
    await vault.create(idOf(1), { kind: 'note', fields: [] });
    await vault.create(idOf(2), {
      fields: [{ id: 'key', name: 'Key', type: 'hidden', value: 'sk-proj-9aKq27LmZx04TfPw81RbCe55HnVy63Uj' }],
    });
    expect((await unassessed(await vault.reopen())).total).toBe(0);
  });

  it('is told weak by health and by the search', async () => {
    const vault = await newVault('ada');
    await vault.create(idOf(1), { name: 'Weak', fields: [{ id: 'key', name: 'Key', type: 'hidden', value: 'Summer2024!' }] });
    await assess(vault);
    expect(await vault.names({ search: 'is:weak' })).toEqual(['Weak']);
    expect(await summary(vault)).toMatchObject({ items: 1, unassessed: 0, counts: { weak: 1 } });
    const query = { kind: null, accepted: false, offset: 0, limit: 10 } as const;
    const page = await vault.logic.handle('findings', { now: atNoon, used: null, logSince: 0, accepted: [], query });
    expect(page).toMatchObject({ total: 1, findings: [{ kind: 'weak', items: [{ id: idOf(1), fieldId: 'key' }] }] });
  });

  it('names what expires, the soonest first, but not from the trash', async () => {
    const vault = await newVault('ada');
    await vault.create(idOf(1), { name: 'later', expiresAt: atNoon + 2 });
    await vault.create(idOf(2), { name: 'sooner', expiresAt: atNoon + 1 });
    await vault.create(idOf(3), { name: 'never' });
    await vault.create(idOf(4), { name: 'thrown', expiresAt: atNoon });
    await vault.mark([idOf(4)], { trashed: true });
    const expiring = await vault.logic.handle('expiringBefore', { before: atNoon + 10 });
    expect(expiring.map(({ name }) => name)).toEqual(['sooner', 'later']);
  });
});

describe('looking at values', () => {
  const entry = (id: string, values: ItemEntry['values']): ItemEntry => ({
    summary: {
      ...{ id, revision: 1, kind: 'login', name: id, subtitle: '', tags: [], favourite: false, askBeforeUse: false, expiresAt: null },
      ...{ service: null, links: [], attachmentCount: 0, rotatingSince: null, trashedAt: null, createdAt: 0, updatedAt: atNoon },
    },
    ...{ secretTag: id, fingerprints: { key: `print ${id}` }, values, holds: [] },
  });
  const stateOf = (...entries: ItemEntry[]): VaultState => {
    const index = new VaultIndex();
    index.apply({ upserts: entries, removals: [] });
    return { index, proposeChange: (change: unknown) => change } as unknown as VaultState;
  };

  it('stops when its few milliseconds are over, and counts what is gone as done', async () => {
    let now = 0;
    const assessment = new Assessment(() => (now += 10));
    const secrets = [1, 2, 3].map((number) => ({ id: idOf(number), secret: new Uint8Array() }));
    expect(await assessment.assess(stateOf(), { secrets })).toEqual({ done: 0 });
    expect(await assessment.assess(stateOf(), { secrets })).toEqual({ done: 1 });
    const patient = new Assessment(() => 0);
    await patient.assess(stateOf(), { secrets });
    expect(await patient.assess(stateOf(), { secrets })).toEqual({ done: 3 });
  });

  it('keeps a known value as known, with the day that is known of it', () => {
    const assessment = new Assessment();
    assessment.verdicts.set('print a', { strength: 0, known: true });
    assessment.verdicts.set('print b', { strength: 3, known: false });
    const state = stateOf(entry('a', {}), entry('b', { key: { changedAt: 5, strength: null } }), entry('c', {}));
    const { commit, result } = assessment.keepStrengths(state, { limit: 10 });
    expect(result).toBe(2);
    expect(commit).toMatchObject({
      upserts: [{ values: { key: { changedAt: atNoon, strength: 0, known: true } } }, { values: { key: { changedAt: 5, strength: 3 } } }],
    });
  });

  it('lets no failure pass for damage that is another', async () => {
    const assessment = new Assessment(() => 0);
    const secrets = [{ id: 'a', secret: new Uint8Array() }];
    await assessment.assess(stateOf(), { secrets });
    // A blob under the very tag that the index names is opened, and here there is no key to open it with.
    const keyless = stateOf({ ...entry('a', {}), secretTag: '' });
    await expect(assessment.assess(keyless, { secrets })).rejects.toThrow(TypeError);
  });

  it('needs an open vault', async () => {
    const logic = createKeeperLogic(keeperParts('nobody'));
    await expect(logic.handle('unassessed', { limit: 1 })).rejects.toMatchObject({ code: 'vaultLocked' });
  });
});
