import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { System } from '../../src-shared/system.ts';
import type { Database } from '../database/database.ts';
import { toAppError } from '../database/driver-errors.ts';
import type { Clipboard } from '../host.ts';
import type { Installation } from '../installation/installation.ts';
import { listBackups, removeOldBackups } from './backups.ts';

interface SystemParts {
  readonly version: string;
  readonly dataDirectory: string;
  readonly exportsDirectory: string;
  readonly clipboard: Pick<Clipboard, 'write'>;
  readonly database: Database;
  readonly installation: Pick<Installation, 'lost'>;
  /** As of the last look at every account. */
  readonly damagedAccounts: () => number;
}

export type SystemService = ReturnType<typeof createSystemService>;

/** The installation on its machine. */
export function createSystemService({
  version,
  dataDirectory,
  exportsDirectory,
  clipboard,
  database,
  installation,
  damagedAccounts,
}: SystemParts) {
  const backups = join(dataDirectory, 'backups');
  return {
    /** Throws notWritable where the data directory can't be read. */
    async read(): Promise<System> {
      try {
        const { bavail, bsize } = await statfs(dataDirectory);
        const copies = await listBackups(backups);
        return {
          ...{ version, dataDirectory, exportsDirectory, backupsDirectory: backups, logDirectory: join(dataDirectory, 'logs') },
          versions: {
            node: process.versions.node,
            electron: process.versions['electron'] ?? null,
            sqlite: await database.engineVersion(),
          },
          platform: `${process.platform} ${process.arch}`,
          databaseBytes: database.sizeBytes(),
          migrations: (await database.migrations()).map((name) => ({ name, at: timeOf(name, copies) })),
          backups: copies,
          diskFreeBytes: bavail * bsize,
          lostKeys: [...installation.lost],
          damagedAccounts: damagedAccounts(),
        };
      } catch (error) {
        throw toAppError(error);
      }
    },
    copy: (text: string): Promise<void> => clipboard.write(text),
    countBackups: async (): Promise<number> => (await listBackups(backups)).length,
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

/** SQLite doesn't note when a migration ran; the copy that was made right before does. */
const timeOf = (migration: string, copies: System['backups']): number | null =>
  copies.find(({ name }) => name.startsWith(`before-${migration}-`))?.at ?? null;
