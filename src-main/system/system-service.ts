import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { System } from '../../src-shared/audit.ts';
import type { Database } from '../database/database.ts';
import { toAppError } from '../database/driver-errors.ts';
import type { Installation } from '../installation/installation.ts';
import { listBackups, removeOldBackups } from './backups.ts';

interface SystemParts {
  readonly version: string;
  readonly dataDirectory: string;
  readonly database: Database;
  readonly installation: Pick<Installation, 'lost'>;
  /** As of the last look at every account. */
  readonly damagedAccounts: () => number;
}

export type SystemService = ReturnType<typeof createSystemService>;

/** The installation on its machine. */
export function createSystemService({ version, dataDirectory, database, installation, damagedAccounts }: SystemParts) {
  const backups = join(dataDirectory, 'backups');
  return {
    /** Throws notWritable where the data directory can't be read. */
    async read(): Promise<System> {
      try {
        const { bavail, bsize } = await statfs(dataDirectory);
        return {
          ...{ version, dataDirectory },
          databaseBytes: database.sizeBytes(),
          migrations: await database.migrations(),
          backups: await listBackups(backups),
          diskFreeBytes: bavail * bsize,
          lostKeys: [...installation.lost],
          damagedAccounts: damagedAccounts(),
        };
      } catch (error) {
        throw toAppError(error);
      }
    },
    /** Removes the oldest backups beyond so many, of which the newest always stays. Throws notWritable. */
    async pruneBackups(keep: number): Promise<void> {
      try {
        await removeOldBackups(backups, keep);
      } catch (error) {
        throw toAppError(error);
      }
    },
  };
}
