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

/** What the log knows of one vault's items. */
interface Known {
  /** The items of which a use is known. */
  readonly used: readonly string[];
  /** When the log begins; null where it is empty. */
  readonly since: number | null;
}

export type UsageService = ReturnType<typeof createUsageService>;

/** When and by what items were used. Read from the log: a use writes nothing of its own. */
export function createUsageService({ database, programs }: UsageParts) {
  const { audit, usage } = database.repositories;
  const since = async (): Promise<number | null> => (await audit.first())?.at ?? null;
  /** Looked up once for every state of the log, which a page of findings after the other doesn't change; gone with the opening. */
  const kept = new WeakMap<OpenVault, Known & { readonly log: string }>();

  return {
    async known(vault: OpenVault): Promise<Known> {
      const [first, last] = [await audit.first(), await audit.last()];
      const log = `${first?.sequence}-${last?.sequence}`;
      const before = kept.get(vault);
      if (before?.log === log) return before;
      const found = { log, used: await usage.usedItems(vault.ownerId), since: first?.at ?? null };
      kept.set(vault, found);
      return found;
    },
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
