import type { Database } from '../database/database.ts';
import type { OpenVault } from './open-vault.ts';

/** An item's id with the sealed blob that the keeper opens. */
export interface StoredSecret {
  readonly id: string;
  readonly secret: Uint8Array;
}

/**
 * The sealed blobs of items. An item without a stored one goes to the keeper with an empty blob: it says notFound where its index knows
 * no such item, and dataDamaged where it does, because the row was taken out behind our back.
 */
export function createItemSecrets({ repositories }: Pick<Database, 'repositories'>) {
  return {
    secretOf: async (vault: OpenVault, id: string): Promise<Uint8Array> =>
      (await repositories.items.readSecret(vault.ownerId, id)) ?? new Uint8Array(),
    /** In the order of `ids`. */
    async secretsOf(vault: OpenVault, ids: readonly string[]): Promise<StoredSecret[]> {
      const stored = await repositories.items.readSecrets(vault.ownerId, ids);
      return ids.map((id) => ({ id, secret: stored.get(id) ?? new Uint8Array() }));
    },
  };
}
