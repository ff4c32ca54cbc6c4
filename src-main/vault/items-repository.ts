import type { EntityManager } from 'typeorm';
import type { SealedItem, StoredSecret } from '../keeper/keeper-protocol.ts';

/** SQLite allows 32,766 parameters; this stays far below and keeps one prepared statement per size. */
const idsPerQuery = 500;

/** The sealed secret parts, read one by one or a selection at once. */
export function createItemsRepository(manager: EntityManager) {
  return {
    /** Every sealed item of a vault, as it is stored. */
    readAll: (ownerId: string): Promise<SealedItem[]> =>
      manager.query(
        'SELECT id, revision, summary, secret, created_at AS "createdAt", updated_at AS "updatedAt" FROM items WHERE owner_id = ? ORDER BY id',
        [ownerId],
      ),
    async readSecret(ownerId: string, id: string): Promise<Uint8Array | null> {
      const rows: StoredSecret[] = await manager.query('SELECT id, secret FROM items WHERE owner_id = ? AND id = ?', [ownerId, id]);
      return rows[0]?.secret ?? null;
    },
    async readSecrets(ownerId: string, ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
      const found = new Map<string, Uint8Array>();
      for (let from = 0; from < ids.length; from += idsPerQuery) {
        const some = ids.slice(from, from + idsPerQuery);
        const places = some.map(() => '?').join(', ');
        const rows: StoredSecret[] = await manager.query(`SELECT id, secret FROM items WHERE owner_id = ? AND id IN (${places})`, [
          ownerId,
          ...some,
        ]);
        for (const { id, secret } of rows) found.set(id, secret);
      }
      return found;
    },
  };
}
