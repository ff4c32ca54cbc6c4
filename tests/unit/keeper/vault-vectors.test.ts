import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openPart } from '../../../src-main/crypto/vault-keys.ts';
import { decodeJson } from '../../../src-main/keeper/sealed-json.ts';
import { idOf, newVault, TestVault } from '../../helpers/keeper-vault.ts';
import { makeVaultV3, readVault, type WrittenVault } from '../../vectors/make-vaults.ts';

// Whole vaults as the versions wrote them. When one of these fails, the code is wrong, not the file: another format gets a
// file of its own beside them.
const frozen = (name: string): WrittenVault =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../vectors', name), 'utf8')) as WrittenVault;

async function opened(name: string): Promise<TestVault> {
  const { person, logic } = await newVault('ada');
  return new TestVault(person, logic, readVault(frozen(name))).reopen();
}

describe('a vault that was written before there were records', () => {
  it('opens, and none of its items asks before it is used', async () => {
    const vault = await opened('v1-vault.json');
    const query = { view: { type: 'all' }, search: '', sort: 'name', offset: 0, limit: 10 } as const;
    const { rows } = await vault.logic.handle('list', { query, now: 0 });
    expect(rows).toMatchObject([{ id: idOf(1), name: 'Börse EU', revision: 3, favourite: false, askBeforeUse: false }]);
    expect(await vault.reveal(idOf(1), 'key')).toBe('canary-key');
    expect(await vault.logic.handle('collections', undefined)).toEqual([]);
  });

  it('takes records and items that ask, and opens with them', async () => {
    const vault = await opened('v1-vault.json');
    await vault.write('putRecord', { id: idOf(5), collection: 'notes', key: 'a', value: 'x', expect: 'absent', now: 1 });
    await vault.update(idOf(1), 3, { askBeforeUse: true });
    const again = await vault.reopen();
    expect(await again.logic.handle('collections', undefined)).toEqual([{ collection: 'notes', count: 1 }]);
    expect(await again.logic.handle('find', { item: 'Exchange' })).toMatchObject([{ askBeforeUse: true }]);
  });
});

describe('a vault with records', () => {
  it('opens', async () => {
    const vault = await opened('v2-vault.json');
    expect(await vault.logic.handle('find', { item: idOf(1) })).toMatchObject([{ askBeforeUse: true }]);
    const { records } = await vault.logic.handle('records', { collection: 'notes', offset: 0, limit: 10 });
    const sealed = records.map(({ id }) => ({ id, secret: vault.secretOf(id) }));
    expect(await vault.logic.handle('openRecords', { records: sealed })).toMatchObject([
      { id: idOf(2), revision: 2, record: { collection: 'notes', key: 'first' }, value: '{"text":"Börse EU"}' },
    ]);
  });

  it('is called newer, not damaged, by an app of the first version', async () => {
    const vault = await opened('v2-vault.json');
    const { snapshotId, snapshot, changes } = vault.stored.vault;
    const cipher = await vault.cipher();
    const [put] = changes;
    const inside = [
      openPart(cipher, 'snapshot', snapshotId, 0, snapshot),
      openPart(cipher, 'change', cipher.ownerId, put!.generation, put!.blob),
      openPart(cipher, 'summary', idOf(1), 1, vault.stored.items.get(idOf(1))!.summary),
    ];
    for (const bytes of inside) expect(() => decodeJson(bytes, z.strictObject({}), 'vault')).toThrow('dataFromNewerVersion');
  });
});

describe('a vault with links, services and history', () => {
  it('is written the same today, byte for byte', async () => {
    expect(await makeVaultV3()).toEqual(frozen('v3-vault.json'));
  });

  it('opens', async () => {
    const vault = await opened('v3-vault.json');
    expect(await vault.logic.handle('find', { item: idOf(3) })).toMatchObject([{ service: 'openai', links: [idOf(1)] }]);
    const detail = await vault.logic.handle('get', { id: idOf(3), secret: vault.secretOf(idOf(3)) });
    expect(detail).toMatchObject({
      playbook: { page: 'https://example.org/keys' },
      rotation: { fieldId: 'key' },
      attachments: [{ name: 'plan.txt' }],
    });
    expect(detail).toMatchObject({ rotation: { fieldId: 'key', startedAt: 1_800_000_000_004 }, rotatingSince: 1_800_000_000_004 });
    const stored = { id: idOf(3), secret: vault.secretOf(idOf(3)) };
    expect(await vault.logic.handle('revealPrevious', stored)).toBe('canary-key');
    expect(await vault.reveal(idOf(3), 'key')).toBe('canary-new');
    expect(await vault.logic.handle('get', { id: idOf(1), secret: vault.secretOf(idOf(1)) })).toMatchObject({
      ...{ name: 'Börse EU', versions: 1, favourite: false, askBeforeUse: true },
    });
  });
});
