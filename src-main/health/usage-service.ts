import type { z } from 'zod';
import type { itemUsageSchema } from '../../src-shared/health.ts';
import { limits } from '../../src-shared/limits.ts';
import type { ProgramsService } from '../agent/programs-service.ts';
import type { Database } from '../database/database.ts';
import type { OpenVault } from '../vault/open-vault.ts';

interface UsageParts {
  readonly database: Database;
  readonly programs: Pick<ProgramsService, 'list'>;
}

export type UsageService = ReturnType<typeof createUsageService>;

/** When and by what items were used. Read from the log: a use writes nothing of its own. */
export function createUsageService({ database, programs }: UsageParts) {
  const { audit, usage } = database.repositories;
  const since = async (): Promise<number | null> => (await audit.first())?.at ?? null;

  return {
    since,
    usedItems: (vault: OpenVault): Promise<string[]> => usage.usedItems(vault.ownerId),
    /** Throws notFound for what isn't an item of this vault, keeperStopped. */
    async of(vault: OpenVault, id: string): Promise<z.infer<typeof itemUsageSchema>> {
      await vault.keeper.call('summaries', { ids: [id] });
      const rows = await usage.of(vault.ownerId, id, limits.usesMax);
      const names = new Map(
        rows.some(({ detail }) => detail !== null) ? (await programs.list(vault)).map(({ key, name }) => [key, name]) : [],
      );
      return {
        lastUsedAt: rows[0]?.at ?? null,
        uses: rows.map(({ at, action, client, detail }) => ({ at, action, client, program: names.get(detail ?? '') ?? null })),
        since: await since(),
      };
    },
  };
}
