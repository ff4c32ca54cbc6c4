import type { AuditRowView } from '../../src-shared/models.ts';
import type { AuditRecord } from '../crypto/formats.ts';
import type { Database } from '../database/database.ts';

interface ActivityPage {
  readonly rows: AuditRowView[];
  readonly more: boolean;
}

export type ActivityService = ReturnType<typeof createActivityService>;

/** The audit log as people read it: newest first, with the names that accounts have now. */
export function createActivityService(database: Database) {
  async function page(records: readonly AuditRecord[], limit: number): Promise<ActivityPage> {
    const names = new Map((await database.repositories.accounts.list()).map((row) => [row.id, row.displayName]));
    const nameOf = (id: string | null): string | null => (id === null ? null : (names.get(id) ?? null));
    const rows = records.slice(0, limit).map(({ sequence, at, actorId, action, targetKind, targetId, outcome, client }) => ({
      ...{ sequence, at, actorId, action, targetKind, targetId, outcome, client },
      actorName: nameOf(actorId),
      targetName: targetKind === 'account' ? nameOf(targetId) : null,
    }));
    return { rows, more: records.length > limit };
  }

  return {
    /** What this person did and what happened to the account. `before` as a sequence number, null for the newest. */
    own: async (ownerId: string, before: number | null, limit: number) =>
      page(await database.repositories.audit.own(ownerId, before, limit + 1), limit),
    everyone: async (before: number | null, limit: number) => page(await database.repositories.audit.everyone(before, limit + 1), limit),
  };
}
