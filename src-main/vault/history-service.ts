import { AppError } from '../../src-shared/errors.ts';
import type { VersionView } from '../../src-shared/history.ts';
import type { ItemSummary } from '../../src-shared/items.ts';
import type { AuditAction } from '../audit/audit-actions.ts';
import type { AuditService } from '../audit/audit-service.ts';
import type { Database, Repositories } from '../database/database.ts';
import type { Clock } from '../host.ts';
import { createItemSecrets } from './item-secrets.ts';
import type { OpenVault } from './open-vault.ts';

interface HistoryParts {
  readonly database: Database;
  readonly audit: AuditService;
  readonly clock: Clock;
}

/** Earlier states of items. Throws keeperStopped, notFound (what `item`, `version`, `field`), dataDamaged. */
export function createHistoryService({ database, audit, clock }: HistoryParts) {
  const { secretOf } = createItemSecrets(database);

  const tell = (vault: OpenVault, action: AuditAction, id: string, r?: Repositories): Promise<void> =>
    audit.record({ actorId: vault.ownerId, action, targetKind: 'item', targetId: id, outcome: 'ok' }, r);

  return {
    list: (vault: OpenVault, id: string): Promise<VersionView[]> =>
      vault.read(async () => vault.keeper.call('listVersions', { id, secret: await secretOf(vault, id) })),

    /** The value of one field as it was, after its audit row is written. Throws vaultLocked where the vault was closed meanwhile. */
    async open(
      vault: OpenVault,
      { id, version, fieldId }: { readonly id: string; readonly version: number; readonly fieldId: string },
      action: 'item.revealed' | 'item.copied',
    ): Promise<string> {
      const value = await vault.read(async () =>
        vault.keeper.call('revealVersion', { id, version, fieldId, secret: await secretOf(vault, id) }),
      );
      await tell(vault, action, id);
      if (vault.closed) throw new AppError('vaultLocked');
      return value;
    },

    /** Throws conflict where another revision is stored. */
    restore(vault: OpenVault, id: string, revision: number, version: number): Promise<ItemSummary> {
      const input = async () => ({ id, revision, version, secret: await secretOf(vault, id), now: clock.now() });
      return vault.write('restoreVersion', input, (r) => tell(vault, 'item.changed', id, r));
    },

    clear(vault: OpenVault, id: string): Promise<ItemSummary> {
      const input = async () => ({ id, secret: await secretOf(vault, id), now: clock.now() });
      return vault.write('clearHistory', input, (r) => tell(vault, 'item.historyCleared', id, r));
    },
  };
}
