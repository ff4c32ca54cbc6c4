import { AppError } from '../../src-shared/errors.ts';
import type { AuditAction } from '../audit/audit-actions.ts';
import type { AuditService } from '../audit/audit-service.ts';
import type { Database, Repositories } from '../database/database.ts';
import type { StoredSecret } from '../keeper/keeper-protocol.ts';
import type { OpenVault } from './open-vault.ts';

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

/** The blobs of items, and the rows of the log that go with what is done to them. */
export function createItemAccess({ database, audit }: { readonly database: Pick<Database, 'repositories'>; readonly audit: AuditService }) {
  const { secretOf, secretsOf } = createItemSecrets(database);

  const tell = (vault: OpenVault, action: AuditAction, id: string, r?: Repositories): Promise<void> =>
    audit.record({ actorId: vault.ownerId, action, targetKind: 'item', targetId: id, outcome: 'ok' }, r);

  return {
    ...{ secretOf, secretsOf, tell },
    /** What is written alongside a change of these items. */
    told: (vault: OpenVault, action: AuditAction, ids: readonly string[]) => async (r: Repositories) => {
      for (const id of ids) await tell(vault, action, id, r);
    },
    /** What `read` gets out of an item, after its audit row is written. Throws vaultLocked where the vault was closed meanwhile. */
    async given<T>(vault: OpenVault, id: string, action: AuditAction | null, read: (secret: Uint8Array) => Promise<T>): Promise<T> {
      const value = await vault.read(async () => read(await secretOf(vault, id)));
      if (action !== null) await tell(vault, action, id);
      if (vault.closed) throw new AppError('vaultLocked');
      return value;
    },
  };
}
