import { AppError, type ErrorCode } from '../../src-shared/errors.ts';

/** SQLite's result codes (sqlite.org/rescode.html) and the system's, by what a person can do about them. */
const codes: readonly (readonly [prefix: string, code: ErrorCode])[] = [
  ['SQLITE_FULL', 'diskFull'],
  ['ENOSPC', 'diskFull'],
  ['SQLITE_READONLY', 'notWritable'],
  ['SQLITE_CANTOPEN', 'notWritable'],
  ['SQLITE_PERM', 'notWritable'],
  ['EACCES', 'notWritable'],
  ['EPERM', 'notWritable'],
  ['EROFS', 'notWritable'],
  ['ENOTDIR', 'notWritable'],
  ['EEXIST', 'notWritable'],
  ['SQLITE_BUSY', 'databaseInUse'],
  ['SQLITE_LOCKED', 'databaseInUse'],
  ['SQLITE_CORRUPT', 'dataDamaged'],
  ['SQLITE_NOTADB', 'dataDamaged'],
  ['SQLITE_IOERR', 'dataDamaged'],
];

/** The failure behind a driver's error, or the error itself where it is none of the disk's. */
export function toAppError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const code = driverCode(error);
  const found = code === null ? undefined : codes.find(([prefix]) => code.startsWith(prefix));
  return found === undefined ? error : new AppError(found[1], { what: 'database' });
}

function driverCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  if ('driverError' in error) return driverCode(error.driverError);
  return 'code' in error && typeof error.code === 'string' ? error.code : null;
}
