import type { SessionParts } from './session-state.ts';

/** Whose turn it may be after somebody has left: who came in last but them. Worked out when all is locked already. */
export async function offeredTo(
  leaver: string | null,
  { database, policy }: Pick<SessionParts, 'database' | 'policy'>,
): Promise<{ offered?: string }> {
  if (leaver === null || policy.now.loginScreen === 'names') return {};
  const tiles = await database.repositories.accounts.tiles('', 2);
  const offered = tiles.find(({ id }) => id !== leaver);
  return offered === undefined ? {} : { offered: offered.id };
}
