import { lstatSync, mkdirSync } from 'node:fs';
import { AppError } from '../../src-shared/errors.ts';

/**
 * SECURITY: a socket or token is only worth something where nobody else can put another one in its place, so its directory has
 * to be this person's own, closed to others, and no link. Throws notWritable where it isn't, with the reason. On Windows, where
 * the data directory's own rights decide, every directory passes.
 */
export function checkPrivateDirectory(directory: string, uid: number | null = process.getuid?.() ?? null): void {
  if (uid === null) return;
  const found = lstatSync(directory, { throwIfNoEntry: false });
  const reason =
    found === undefined
      ? 'missing'
      : !found.isDirectory()
        ? 'noDirectory'
        : found.uid !== uid
          ? 'notOurs'
          : (found.mode & 0o077) !== 0
            ? 'openToOthers'
            : null;
  if (reason !== null) throw new AppError('notWritable', { what: 'agent', reason });
}

/** Makes it where it is missing. Throws as checkPrivateDirectory, and notWritable where it can't be made. */
export function preparePrivateDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch {
    throw new AppError('notWritable', { what: 'agent', reason: 'notMade' });
  }
  checkPrivateDirectory(directory);
}
