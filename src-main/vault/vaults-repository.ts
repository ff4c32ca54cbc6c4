import type { EntityManager } from 'typeorm';
import { AppError } from '../../src-shared/errors.ts';
import type { SealedItem, VaultCommit, VaultRows } from '../keeper/keeper-protocol.ts';
import { itemEntity, vaultChangeEntity, vaultEntity, type VaultRow } from './vaults-entity.ts';

/** Sealed vaults: a snapshot, the changes since, the head. */
export function createVaultsRepository(manager: EntityManager) {
  const vaults = manager.getRepository(vaultEntity);
  const changes = manager.getRepository(vaultChangeEntity);
  const items = manager.getRepository(itemEntity);

  return {
    async read(ownerId: string): Promise<VaultRows | null> {
      const row: VaultRow | null = await vaults.findOneBy({ ownerId });
      if (row === null) return null;
      // Raw: a log of some hundred rows is read at every sign-in, and entities cost ten times as much.
      const log: VaultRows['changes'] = await manager.query(
        'SELECT generation, blob FROM vault_changes WHERE owner_id = ? ORDER BY generation',
        [ownerId],
      );
      const { generation, head, snapshotId, snapshot } = row;
      return { generation, head, snapshotId, snapshot, changes: log };
    },

    async insert(ownerId: string, rows: VaultRows): Promise<void> {
      const { generation, head, snapshotId, snapshot } = rows;
      await vaults.insert({ ownerId, generation, head, snapshotId, snapshot });
      for (const change of rows.changes) await changes.insert({ ownerId, ...change });
    },

    /** Takes the vault out with its log and its items. */
    async remove(ownerId: string): Promise<void> {
      await items.delete({ ownerId });
      await changes.delete({ ownerId });
      await vaults.delete({ ownerId });
    },

    /** Puts a vault that was sealed anew in place of the one of that generation; throws conflict where another one is stored. */
    async replace(ownerId: string, fromGeneration: number, rows: VaultRows, sealed: readonly SealedItem[]): Promise<void> {
      const { generation, head, snapshotId, snapshot } = rows;
      const { affected } = await vaults.update({ ownerId, generation: fromGeneration }, { generation, head, snapshotId, snapshot });
      if (affected !== 1) throw new AppError('conflict', { what: 'vault' });
      await changes.delete({ ownerId });
      await items.delete({ ownerId });
      for (const item of sealed) await items.insert({ ownerId, ...item });
    },

    /** Compare-and-swap on the generation; throws conflict where another one is stored. Belongs inside a transaction. */
    async commit(ownerId: string, commit: VaultCommit): Promise<void> {
      const { fromGeneration, generation, head, snapshot } = commit;
      const compacted = snapshot === null ? {} : { snapshotId: snapshot.id, snapshot: snapshot.blob };
      const { affected } = await vaults.update({ ownerId, generation: fromGeneration }, { generation, head, ...compacted });
      if (affected !== 1) throw new AppError('conflict', { what: 'vault' });
      if (snapshot !== null) await changes.delete({ ownerId });
      if (commit.change !== null) await changes.insert({ ownerId, generation, blob: commit.change });
      for (const { id, ...item } of commit.upserts) {
        // Not one upsert by id: that would let a commit take another person's row over.
        const stored = await items.update({ ownerId, id }, item);
        if (stored.affected !== 1) await items.insert({ ownerId, id, ...item });
      }
      for (const id of commit.removals) await items.delete({ ownerId, id });
    },
  };
}
