import type { VersionView } from '../../src-shared/history.ts';
import type { ItemSummary } from '../../src-shared/items.ts';
import type { AuditService } from '../audit/audit-service.ts';
import type { Database } from '../database/database.ts';
import type { Clock } from '../host.ts';
import { createItemAccess } from './item-access.ts';
import type { OpenVault } from './open-vault.ts';

interface HistoryParts {
  readonly database: Database;
  readonly audit: AuditService;
  readonly clock: Clock;
}

/** Earlier states of items. Throws keeperStopped, notFound (what `item`, `version`, `field`), dataDamaged. */
export function createHistoryService({ database, audit, clock }: HistoryParts) {
  const { secretOf, told, given } = createItemAccess({ database, audit });

  return {
    list: (vault: OpenVault, id: string): Promise<VersionView[]> =>
      vault.read(async () => vault.keeper.call('listVersions', { id, secret: await secretOf(vault, id) })),

    /** The value of one field as it was, after its audit row is written. Throws vaultLocked where the vault was closed meanwhile. */
    open: (
      vault: OpenVault,
      { id, version, fieldId }: { readonly id: string; readonly version: number; readonly fieldId: string },
      action: 'item.revealed' | 'item.copied',
    ): Promise<string> => given(vault, id, action, (secret) => vault.keeper.call('revealVersion', { id, version, fieldId, secret })),

    /** Throws conflict where another revision is stored. */
    restore(vault: OpenVault, id: string, revision: number, version: number): Promise<ItemSummary> {
      const input = async () => ({ id, revision, version, secret: await secretOf(vault, id), now: clock.now() });
      return vault.write('restoreVersion', input, told(vault, 'item.changed', [id]));
    },

    clear(vault: OpenVault, id: string): Promise<ItemSummary> {
      const input = async () => ({ id, secret: await secretOf(vault, id), now: clock.now() });
      return vault.write('clearHistory', input, told(vault, 'item.historyCleared', [id]));
    },
  };
}
