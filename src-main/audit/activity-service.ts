import { setImmediate as nextTask } from 'node:timers/promises';
import { type AuditFilter, type AuditRowView, everything } from '../../src-shared/audit.ts';
import type { AuditRecord } from '../crypto/formats.ts';
import type { Database } from '../database/database.ts';
import type { Clock } from '../host.ts';
import type { AuditService } from './audit-service.ts';
import type { Sequences } from './audit-repository.ts';
import { type ExportFormat, piecesOf } from './export-format.ts';
import { writeNewFile } from './export-file.ts';

interface ActivityPage {
  readonly rows: AuditRowView[];
  readonly more: boolean;
}

interface ActivityParts {
  readonly database: Database;
  readonly audit: AuditService;
  readonly clock: Clock;
  readonly exportsDirectory: string;
}

/** What one query looks through at most: a filter that hardly anything passes must not hold the process. */
const windowRows = 20_000;
const exportBatch = 1000;

export type ActivityService = ReturnType<typeof createActivityService>;

/** The audit log as people read it: newest first, with the names that accounts have now. `before` is a sequence, null for the newest. */
export function createActivityService({ database, audit, clock, exportsDirectory }: ActivityParts) {
  const { repositories } = database;

  /** The names of these rows' people, those that are known already aside. */
  async function addNames(names: Map<string, string | null>, records: readonly AuditRecord[]): Promise<void> {
    const mentioned = records.flatMap(({ actorId, targetKind, targetId }) => [actorId, targetKind === 'account' ? targetId : null]);
    const unknown = [...new Set(mentioned)].filter((id) => id !== null).filter((id) => !names.has(id));
    if (unknown.length === 0) return;
    const found = await repositories.accounts.names(unknown);
    for (const id of unknown) names.set(id, found.get(id) ?? null);
  }

  async function viewsOf(records: readonly AuditRecord[], names = new Map<string, string | null>()): Promise<AuditRowView[]> {
    await addNames(names, records);
    const nameOf = (id: string | null): string | null => (id === null ? null : (names.get(id) ?? null));
    return records.map(({ sequence, at, actorId, action, targetKind, targetId, outcome, client, detail }) => ({
      ...{ sequence, at, actorId, action, targetKind, targetId, outcome, client, detail },
      actorName: nameOf(actorId),
      targetName: targetKind === 'account' ? nameOf(targetId) : null,
    }));
  }

  async function pageOf(records: readonly AuditRecord[], limit: number): Promise<ActivityPage> {
    return { rows: await viewsOf(records.slice(0, limit)), more: records.length > limit };
  }

  async function sequencesOf({ from, to }: AuditFilter, before: number | null): Promise<Sequences | null> {
    const [first, last] = [await repositories.audit.first(), await repositories.audit.last()];
    if (first === null || last === null) return null;
    const timed = from === null && to === null ? null : await repositories.audit.within(from ?? 0, to ?? Number.MAX_SAFE_INTEGER);
    if (timed === null && (from !== null || to !== null)) return null;
    return {
      from: Math.max(first.sequence, timed?.from ?? 0),
      to: Math.min(last.sequence, timed?.to ?? last.sequence, before === null ? last.sequence : before - 1),
    };
  }

  /** At most `limit` rows that the filter lets through. */
  async function matching(filter: AuditFilter, before: number | null, limit: number): Promise<AuditRecord[]> {
    const within = await sequencesOf(filter, before);
    const found: AuditRecord[] = [];
    if (within === null) return found;
    for (let to = within.to; to >= within.from && found.length < limit; to -= windowRows) {
      const from = Math.max(within.from, to - windowRows + 1);
      found.push(...(await repositories.audit.page(filter, { from, to }, limit - found.length)));
      await nextTask();
    }
    return found;
  }

  async function* allMatching(filter: AuditFilter): AsyncGenerator<readonly AuditRowView[]> {
    const names = new Map<string, string | null>();
    for (let before: number | null = null; ;) {
      const records = await matching(filter, before, exportBatch);
      yield await viewsOf(records, names);
      if (records.length < exportBatch) return;
      before = records.at(-1)?.sequence ?? null;
    }
  }

  return {
    /** What this person did and what happened to the account. */
    async own(ownerId: string, before: number | null, limit: number): Promise<ActivityPage> {
      const within = { from: 1, to: before === null ? Number.MAX_SAFE_INTEGER : before - 1 };
      return pageOf(await repositories.audit.page({ ...everything, personId: ownerId }, within, limit + 1), limit);
    },

    everyone: async (filter: AuditFilter, before: number | null, limit: number): Promise<ActivityPage> =>
      pageOf(await matching(filter, before, limit + 1), limit),

    /**
     * Writes what the filter lets through to a new file that only this login reads; answers with its path and how many rows it has.
     * Throws notWritable, diskFull; there is no file then.
     */
    async export(actorId: string, filter: AuditFilter, format: ExportFormat): Promise<{ path: string; rows: number }> {
      let rows = 0;
      const counted = async function* (): AsyncGenerator<readonly AuditRowView[]> {
        for await (const part of allMatching(filter)) {
          rows += part.length;
          yield part;
        }
      };
      const place = { directory: exportsDirectory, stem: `strongroom-activity-${dayOf(clock.now())}`, extension: format };
      const path = await writeNewFile(place, piecesOf(counted(), format), () =>
        // SECURITY: nobody finds a file of which the log doesn't know.
        audit.record({ actorId, action: 'audit.exported', targetKind: 'audit', targetId: null, outcome: 'ok' }),
      );
      return { path, rows };
    },
  };
}

/** YYYY-MM-DD where the machine is. */
function dayOf(at: number): string {
  const date = new Date(at);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
