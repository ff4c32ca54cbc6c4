import { beforeEach, describe, expect, it } from 'vitest';
import type { KeeperCall } from '../../../src-main/keeper/keeper-protocol.ts';
import { applied, atNoon, draftOf, idOf, newVault, type TestVault } from '../../helpers/keeper-vault.ts';

let ada: TestVault;
const id = idOf('a');
const create = () => ada.logic.handle('create', { id: idOf('new'), draft: draftOf({ name: 'new' }), now: atNoon });
const settle = (committed: boolean) => ada.logic.handle('settle', { committed });

beforeEach(async () => {
  ada = await newVault('ada');
  await ada.create(id, { name: 'old' });
});

describe('a commit that waits for the database', () => {
  it('is not seen by any read', async () => {
    await create();
    expect(await ada.names()).toEqual(['old']);
    expect(await ada.logic.handle('counts', { now: atNoon })).toMatchObject({ all: 1 });
    const secret = ada.secretOf(id);
    await expect(ada.logic.handle('get', { id: idOf('new'), secret })).rejects.toMatchObject({ code: 'notFound' });
  });

  it('lets an item be read as it was, until it is settled', async () => {
    const before = ada.secretOf(id);
    const draft = draftOf({ fields: [{ id: 'key', name: 'Key', type: 'hidden', value: 'after' }] });
    const { commit } = await ada.logic.handle('update', { id, revision: 1, draft, secret: before, now: atNoon });
    const after = commit.upserts[0]!.secret;
    expect(await ada.logic.handle('reveal', { id, fieldId: 'key', secret: before })).toBe('canary-key');
    await expect(ada.logic.handle('reveal', { id, fieldId: 'key', secret: after })).rejects.toMatchObject({ code: 'dataDamaged' });
    await settle(true);
    expect(await ada.logic.handle('reveal', { id, fieldId: 'key', secret: after })).toBe('after');
    await expect(ada.logic.handle('reveal', { id, fieldId: 'key', secret: before })).rejects.toMatchObject({ code: 'dataDamaged' });
  });

  it('keeps every other write waiting', async () => {
    const { commit } = await create();
    const secret = ada.secretOf(id);
    const head = { epoch: 1, sequence: 1, hash: new Uint8Array(32) };
    const writes = {
      create: { id: idOf('other'), draft: draftOf(), now: atNoon },
      update: { id, revision: 1, draft: draftOf(), secret, now: atNoon },
      duplicate: { id, newId: idOf('other'), secret, now: atNoon },
      mark: { items: [{ id, secret }], mark: { favourite: true }, now: atNoon },
      purge: { ids: [id] },
      compact: undefined,
      sealWitness: { head },
    };
    for (const [call, input] of Object.entries(writes)) {
      const write = ada.logic.handle(call as KeeperCall, input as never);
      await expect(write).rejects.toMatchObject({ code: 'busy', detail: { what: 'vault' } });
    }
    await ada.commit(commit);
    expect(await ada.names()).toEqual(['new', 'old']);
  });

  it('leaves no trace where the database refused it', async () => {
    const refused = await create();
    await settle(false);
    expect(await ada.names()).toEqual(['old']);
    const { commit } = await create();
    expect(commit.fromGeneration).toBe(refused.commit.fromGeneration);
    await ada.commit(commit);
    expect(await (await ada.reopen()).names()).toEqual(['new', 'old']);
  });

  it('is compared and swapped: one made before another was committed fits no more', async () => {
    const { commit } = await create();
    const stored = applied(ada.stored, commit);
    expect(() => applied(stored, commit)).toThrow('another generation');
  });

  it('is settled once; settling nothing changes nothing', async () => {
    const { commit } = await create();
    await ada.commit(commit);
    await settle(true);
    await settle(false);
    expect(await ada.names()).toEqual(['new', 'old']);
    await ada.create(idOf('c'), { name: 'third' });
    expect(await (await ada.reopen()).names()).toEqual(['new', 'old', 'third']);
  });

  it('is not made where a write fails before it', async () => {
    await expect(ada.update(id, 7, {})).rejects.toMatchObject({ code: 'conflict' });
    await expect(ada.write('purge', { ids: [id] })).rejects.toMatchObject({ code: 'notFound' });
    await ada.create(idOf('b'), { name: 'next' });
    expect(await ada.names()).toEqual(['next', 'old']);
  });
});

describe('folding the log', () => {
  it('empties it into a new snapshot and loses nothing', async () => {
    await ada.create(idOf('b'), { name: 'gone' });
    await ada.mark([idOf('b')], { trashed: true });
    await ada.write('purge', { ids: [idOf('b')] });
    const before = ada.stored.vault;
    await ada.compact();
    expect(ada.stored.vault).toMatchObject({ generation: before.generation + 1, changes: [] });
    expect(ada.stored.vault.snapshotId).not.toBe(before.snapshotId);
    const again = await ada.reopen();
    expect(await again.names()).toEqual(['old']);
    await again.create(idOf('c'), { name: 'after' });
    expect(await (await again.reopen()).names()).toEqual(['after', 'old']);
  });

  it('has nothing to do twice', async () => {
    await ada.compact();
    expect(await ada.logic.handle('compact', undefined)).toBeNull();
  });

  it('keeps the log where the database refused the snapshot', async () => {
    await ada.logic.handle('compact', undefined);
    await settle(false);
    expect(await (await ada.reopen()).names()).toEqual(['old']);
    await ada.create(idOf('b'), { name: 'next' });
    expect(await (await ada.reopen()).names()).toEqual(['next', 'old']);
  });
});
