import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../src-shared/errors.ts';
import { toAppError } from '../database/driver-errors.ts';
import type { Keychain } from './keychain.ts';
import { probeBy } from './probe.ts';

const fileSchema = z.strictObject({ v: z.literal(1), entries: z.record(z.string(), z.base64()) });
type Entries = z.infer<typeof fileSchema>['entries'];

const groupAndWorld = 0o077;

/**
 * A keychain in one file (mode 0600): reduced protection, because whoever copies the data directory copies it too.
 * Throws keychainUnavailable for a file that others may read, dataDamaged for one that isn't ours to understand.
 */
export function createFileKeychain(path: string): Keychain {
  let turn: Promise<unknown> = Promise.resolve();

  function load(): Entries {
    if (!existsSync(path)) return {};
    if (process.platform !== 'win32' && (statSync(path).mode & groupAndWorld) !== 0)
      throw new AppError('keychainUnavailable', { reason: 'fileMode' });
    try {
      return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).entries;
    } catch (error) {
      const mapped = toAppError(error);
      throw mapped instanceof AppError ? mapped : new AppError('dataDamaged', { what: 'keychain file' });
    }
  }

  function store(entries: Entries): void {
    const temporary = `${path}.new`;
    try {
      const file = openSync(temporary, 'w', 0o600);
      try {
        writeSync(file, JSON.stringify({ v: 1, entries }));
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(temporary, path);
      syncDirectory(dirname(path));
    } catch (error) {
      throw toAppError(error);
    }
  }

  /** Reading and rewriting the whole file must not overlap. */
  const inTurn = <T>(task: () => T): Promise<T> => {
    const mine = turn.then(task);
    turn = mine.catch(() => undefined);
    return mine;
  };

  const keychain: Omit<Keychain, 'probe'> = {
    kind: 'file',
    read: (entry) =>
      inTurn(() => {
        const value = load()[entry];
        if (value === undefined) throw new AppError('keychainEntryMissing');
        return new Uint8Array(Buffer.from(value, 'base64'));
      }),
    write: (entry, value) => inTurn(() => store({ ...load(), [entry]: Buffer.from(value).toString('base64') })),
    remove: (entry) =>
      inTurn(() => {
        const { [entry]: removed, ...others } = load();
        if (removed !== undefined) store(others);
      }),
  };
  return { ...keychain, probe: () => probeBy(keychain) };
}

/** A key that a vault already depends on must survive a power cut: the rename is only then on the disk. Windows knows no such call. */
function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(directory, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
