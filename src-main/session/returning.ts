import { AppError } from '../../src-shared/errors.ts';
import { checkRow } from '../accounts/account-rows.ts';
import type { Sender } from '../host.ts';
import type { Desk } from './desk.ts';
import { isLive } from './session-rows.ts';
import type { SessionParts } from './session-state.ts';

type Parts = Pick<SessionParts, 'database' | 'clock' | 'installation' | 'policy'>;

/** The session that a restart left locked at the window; nothing where there is none. */
export async function lastAtDesktop({ database, clock, policy }: Parts): Promise<Partial<Desk>> {
  // Where people type their names a start names nobody; whoever signs in goes on with the session that waits.
  if (policy.now.loginScreen === 'names') return {};
  for (const session of await database.repositories.sessions.latestDesktops(clock.now())) {
    const account = await database.repositories.accounts.find(session.ownerId);
    // A guest has nothing to come back to.
    if (account?.status === 'active' && account.role !== 'guest') return { session, role: account.role, reason: 'restart' };
  }
  return {};
}

/** A session of a terminal or program from before a restart. Throws notSignedIn where it has ended, accountDisabled, dataDamaged. */
export async function returning({ database, clock, installation }: Parts, kind: Sender['kind'], sessionId: string): Promise<Partial<Desk>> {
  const session = await database.repositories.sessions.find(sessionId);
  const row = session === null ? null : await database.repositories.accounts.find(session.ownerId);
  if (session === null || row === null || session.kind !== kind || !isLive(session, clock.now())) throw new AppError('notSignedIn');
  checkRow(installation.keys.accountRows, row);
  if (row.status !== 'active') throw new AppError('accountDisabled');
  return { restored: true, session, role: row.role, reason: 'restart', passwordDue: row.passwordDue !== 0 };
}
