import { AppError } from '../../src-shared/errors.ts';
import { limits } from '../../src-shared/limits.ts';
import type { Database, Repositories } from '../database/database.ts';
import type { Clock } from '../host.ts';
import type { StoredRecord } from '../keeper/keeper-protocol.ts';
import type { RecordSummary } from '../keeper/record-index.ts';
import { createItemSecrets } from './item-access.ts';
import type { OpenVault } from './open-vault.ts';

export type { RecordSummary, StoredRecord };

interface RecordsParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly newId: () => string;
}

interface RecordPlace {
  readonly collection: string;
  readonly key: string;
}

/** Written in the transaction of the change itself; learns the record as it will be, or as it was where it is removed. */
type Alongside = (r: Repositories, record: RecordSummary) => Promise<void>;

/** Of this many values at most the sealed and the opened form are in memory at once. */
const openedAtOnce = 100;

export type RecordsService = ReturnType<typeof createRecordsService>;

/**
 * What lies in a person's vault beside the items: texts by collection and key. Everything here throws keeperStopped; what opens
 * a value throws dataDamaged.
 */
export function createRecordsService({ database, clock, newId }: RecordsParts) {
  const { secretsOf } = createItemSecrets(database);

  /** Belongs inside `vault.read`. A value that isn't stored goes to the keeper as an empty blob, which says dataDamaged. */
  async function open(vault: OpenVault, records: readonly RecordSummary[]): Promise<StoredRecord[]> {
    const opened: StoredRecord[] = [];
    for (let from = 0; from < records.length; from += openedAtOnce) {
      const ids = records.slice(from, from + openedAtOnce).map(({ id }) => id);
      opened.push(...(await vault.keeper.call('openRecords', { records: await secretsOf(vault, ids) })));
    }
    return opened;
  }

  const page = (vault: OpenVault, collection: string, offset: number, limit: number) =>
    vault.keeper.call('records', { collection, offset, limit });
  const list = async (vault: OpenVault, collection: string): Promise<readonly RecordSummary[]> =>
    (await page(vault, collection, 0, limits.vaultMaxItems)).records;

  return {
    /** In the order of their keys. */
    list,
    /** A stretch of that list, and how many there are altogether. */
    page,
    collections: (vault: OpenVault) => vault.keeper.call('collections', undefined),

    read: (vault: OpenVault, collection: string, key: string): Promise<StoredRecord | null> =>
      vault.read(async () => {
        const found = await vault.keeper.call('findRecord', { collection, key });
        return found === null ? null : ((await open(vault, [found]))[0] ?? null);
      }),
    readAll: (vault: OpenVault, collection: string): Promise<StoredRecord[]> =>
      vault.read(async () => open(vault, await list(vault, collection))),

    /** Throws conflict where something else than `expect` (a revision) is stored, limitReached for a long value or a full vault. */
    put(
      vault: OpenVault,
      record: RecordPlace & { readonly value: string; readonly expect: 'any' | 'absent' | number },
      alongside: Alongside = nothing,
    ): Promise<RecordSummary> {
      return vault.write('putRecord', async () => ({ ...record, id: newId(), now: clock.now() }), alongside);
    },

    /** False where there was none, whatever was expected. Throws conflict where another revision is stored. */
    async remove(
      vault: OpenVault,
      record: RecordPlace & { readonly expect: 'any' | number },
      alongside: Alongside = nothing,
    ): Promise<boolean> {
      try {
        await vault.write('removeRecord', async () => record, alongside);
        return true;
      } catch (error) {
        if (error instanceof AppError && error.code === 'notFound' && error.detail?.what === 'record') return false;
        throw error;
      }
    },
  };
}

const nothing: Alongside = async () => undefined;
