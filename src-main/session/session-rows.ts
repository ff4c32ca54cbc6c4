import type { Policy } from '../../src-shared/policy.ts';
import type { Repositories } from '../database/database.ts';
import type { Sender } from '../host.ts';
import type { SessionRow } from './sessions-entity.ts';

const day = 86_400_000;

type Lifetimes = Pick<Policy, 'sessionIdleDays' | 'sessionAbsoluteDays'>;

/** When a session that is used at `now` grows idle; epoch milliseconds. */
export const idleExpiry = (now: number, { sessionIdleDays }: Lifetimes): number => now + sessionIdleDays * day;

/** How far the last use may lie ahead: clocks are corrected by moments all the time. */
export const clockToleranceMilliseconds = 300_000;

/** SECURITY: one that was last used in the future is over: the clock was set back while the app was closed, and would give it more time. */
export const isLive = (session: SessionRow, now: number): boolean =>
  session.revokedAt === null &&
  now < session.idleExpiresAt &&
  now < session.expiresAt &&
  session.lastActivityAt <= now + clockToleranceMilliseconds;

/** The same session by a clock that was set back by so many milliseconds. */
export const endingEarlier = (session: SessionRow, by: number): SessionRow => ({
  ...session,
  lastActivityAt: session.lastActivityAt - by,
  idleExpiresAt: session.idleExpiresAt - by,
  expiresAt: session.expiresAt - by,
});

interface Arrival {
  readonly sender: Sender;
  /** What stands before the sender already. */
  readonly present: SessionRow | null;
  readonly ownerId: string;
  readonly now: number;
  readonly newId: () => string;
  readonly lifetimes: Lifetimes;
}

/** The session that waits locked, at a terminal its own and at a window the last one of any window; or a new one. */
export async function continueOrStart(sessions: Repositories['sessions'], arrival: Arrival): Promise<SessionRow> {
  const { sender, present, ownerId, now, newId, lifetimes } = arrival;
  const idleExpiresAt = idleExpiry(now, lifetimes);
  const live = await sessions.listLive(ownerId, now);
  const waiting = live.find((row) => (sender.kind === 'desktop' ? row.kind === 'desktop' : row.id === present?.id));
  if (waiting !== undefined) {
    await sessions.touch(waiting.id, now, idleExpiresAt);
    return { ...waiting, lastActivityAt: now, idleExpiresAt };
  }
  const session: SessionRow = {
    ...{ id: newId(), ownerId, kind: sender.kind, client: sender.client },
    ...{ createdAt: now, lastActivityAt: now, idleExpiresAt },
    expiresAt: now + lifetimes.sessionAbsoluteDays * day,
    revokedAt: null,
  };
  await sessions.insert(session);
  return session;
}
