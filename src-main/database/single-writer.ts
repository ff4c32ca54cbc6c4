import BetterSqlite3 from 'better-sqlite3';
import { chmodSync } from 'node:fs';
import { AppError } from '../../src-shared/errors.ts';
import { toAppError } from './driver-errors.ts';

/**
 * Takes the data directory for this process: an exclusive lock on a tiny database, which the system drops with the process,
 * however that ends. Answers with the release. Throws databaseInUse, notWritable, diskFull.
 */
export function takeDirectory(lockFile: string): () => void {
  let lock: BetterSqlite3.Database | undefined;
  try {
    lock = new BetterSqlite3(lockFile, { timeout: 0 });
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
    chmodSync(lockFile, 0o600);
  } catch (error) {
    lock?.close();
    const mapped = toAppError(error);
    throw mapped instanceof AppError && mapped.code === 'dataDamaged' ? new AppError('databaseInUse', { what: 'lock' }) : mapped;
  }
  const held = lock;
  return () => {
    held.exec('ROLLBACK');
    held.close();
  };
}
