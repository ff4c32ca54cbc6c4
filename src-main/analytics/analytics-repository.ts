import type { EntityManager } from 'typeorm';
import type { SessionView } from '../../src-shared/people.ts';
import type { AuditAction } from '../audit/audit-actions.ts';

export interface Happened {
  readonly sequence: number;
  readonly at: number;
  readonly actorId: string | null;
}

export interface SessionLength {
  readonly kind: SessionView['kind'];
  /** From its beginning to its last activity. */
  readonly milliseconds: number;
}

/** What analytics count: times and kinds, along the indices, in pieces. */
export function createAnalyticsRepository(manager: EntityManager) {
  return {
    /** Rows of one action in order, after this sequence. */
    happened: (action: AuditAction, after: number, limit: number): Promise<Happened[]> =>
      manager.query(
        `SELECT sequence, at, actor_id AS "actorId" FROM audit INDEXED BY by_action_sequence
        WHERE action = ? AND sequence > ? ORDER BY sequence LIMIT ?`,
        [action, after, limit],
      ),
    /** Of the sessions that began from `from` on and before `to`. */
    sessionLengths: (from: number, to: number): Promise<SessionLength[]> =>
      manager.query('SELECT kind, last_activity_at - created_at AS milliseconds FROM sessions WHERE created_at >= ? AND created_at < ?', [
        from,
        to,
      ]),
  };
}
