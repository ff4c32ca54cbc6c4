import type { Reference } from '../../src-shared/agent/references.ts';
import type { ItemSummary } from '../../src-shared/items.ts';
import type { Database } from '../database/database.ts';
import type { KeeperInput } from '../keeper/keeper-protocol.ts';
import type { Located, NamedField, OpenedField } from '../keeper/references-protocol.ts';
import { createItemSecrets } from './item-access.ts';
import type { OpenVault } from './open-vault.ts';

export type { Located, NamedField, OpenedField };

export type ReferenceService = ReturnType<typeof createReferenceService>;

/** What references mean, and the values behind them; each call is one question to the keeper, however many they are. Throws keeperStopped. */
export function createReferenceService({ database }: { readonly database: Database }) {
  const { secretsOf } = createItemSecrets(database);
  const asked = async (vault: OpenVault, located: readonly Located[]): Promise<KeeperInput<'revealMany'>> => {
    const ids = [...new Set(located.map(({ item }) => item.id))];
    return { secrets: await secretsOf(vault, ids), fields: located.map(({ item, field }) => ({ id: item.id, field })) };
  };

  return {
    /** In the order of the references. Throws notFound and ambiguous, `what` being `item` and `reason` the place in the list, from 0. */
    locate: (vault: OpenVault, references: readonly Reference[]): Promise<Located[]> => vault.keeper.call('locate', { references }),

    /**
     * The values, in the same order; nothing is audited here. Throws notFound and ambiguous as locate does, `what` being `field`, or
     * `item` where it has gone since; dataDamaged.
     */
    open: (vault: OpenVault, located: readonly Located[]): Promise<OpenedField[]> =>
      vault.read(async () => vault.keeper.call('revealMany', await asked(vault, located))),

    /** Which fields these are, without their values; throws as open. */
    name: (vault: OpenVault, located: readonly Located[]): Promise<NamedField[]> =>
      vault.read(async () => vault.keeper.call('nameMany', await asked(vault, located))),

    /** The items of this id or name, none of the trash. */
    find: (vault: OpenVault, item: string): Promise<ItemSummary[]> => vault.keeper.call('find', { item }),
  };
}
