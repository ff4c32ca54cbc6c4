import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../src-shared/errors.ts';
import { toAppError } from '../database/driver-errors.ts';

interface Place {
  readonly directory: string;
  readonly stem: string;
  readonly extension: string;
}

const mostOfOneName = 1000;

/**
 * Writes the pieces to a file that wasn't there before, mode 0600: under another name until all of it is on the disk and
 * `beforeNaming` is done. Answers with its path. Throws notWritable, diskFull, and what pieces and `beforeNaming` throw;
 * nothing is left behind then.
 */
export async function writeNewFile(place: Place, pieces: AsyncIterable<string>, beforeNaming: () => Promise<void>): Promise<string> {
  const part = join(place.directory, `.${place.stem}-${randomUUID()}.part`);
  let taken: string | null = null;
  try {
    const file = await onDisk(async () => {
      await mkdir(place.directory, { recursive: true, mode: 0o700 });
      return open(part, 'wx', 0o600);
    });
    try {
      for await (const piece of pieces) await onDisk(() => file.writeFile(piece));
      await onDisk(() => file.sync());
    } finally {
      await file.close();
    }
    await beforeNaming();
    const path = (taken = await takeName(place));
    await onDisk(() => rename(part, path));
    await syncDirectory(place.directory);
    return path;
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    if (taken !== null) await rm(taken, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Makes an empty file under the first name that is free, for a rename would replace whatever has it. */
async function takeName({ directory, stem, extension }: Place): Promise<string> {
  for (let number = 1; number <= mostOfOneName; number += 1) {
    const path = join(directory, `${stem}${number === 1 ? '' : `-${number}`}.${extension}`);
    const file = await open(path, 'wx', 0o600).catch((error: unknown) => {
      if (isThere(error)) return null;
      throw named(error);
    });
    if (file === null) continue;
    await file.close();
    return path;
  }
  throw new AppError('notWritable', { what: 'exports' });
}

const isThere = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EEXIST';

/** The rename is only then sure to outlive a power cut; where it can't be had, the file is there all the same. */
async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle: FileHandle | null = await open(directory, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw named(error);
  }
}

function named(error: unknown): unknown {
  const mapped = toAppError(error);
  return mapped instanceof AppError ? new AppError(mapped.code, { what: 'exports' }) : mapped;
}
