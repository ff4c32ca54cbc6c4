import { type AccountView, type Tile, usernameSchema } from '../../../src-shared/models.ts';

/** How main is told who signs in: by the tile that was chosen, or by the name that was typed. */
export type Who = { readonly accountId: string } | { readonly username: string };

/** Null where a typed name can't be anybody's. */
export function whoIs(tile: Tile | null, username: string): Who | null {
  if (tile !== null) return { accountId: tile.id };
  const name = usernameSchema.safeParse(username);
  return name.success ? { username: name.data } : null;
}

/** The tile of the person whose locked session this window shows, whether or not there are tiles. */
export const tileOfLocked = ({ id, username, displayName, colour, picture, role }: AccountView): Tile => ({
  ...{ id, username, displayName, colour, picture, role },
  lastUsedAt: null,
  signedIn: true,
  lockedUntil: null,
});
