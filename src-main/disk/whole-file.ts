import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../src-shared/errors.ts';
import { toAppError } from '../database/driver-errors.ts';

/** Work on a disk, whose failures are named after what it was for. Throws notWritable, diskFull, dataDamaged, and what is none of the disk's. */
export async function onDisk<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const mapped = toAppError(error);
    throw mapped instanceof AppError ? new AppError(mapped.code, { what }) : mapped;
  }
}

/** The rename is only then sure to outlive a power cut; where it can't be had, the file is there all the same. */
export async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** Makes an empty file, for a rename would replace whatever has the name; false where something has it. Throws as onDisk. */
export function takeName(path: string, what: string): Promise<boolean> {
  return onDisk(what, async () => {
    const file = await open(path, 'wx', 0o600).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return null;
      throw error;
    });
    await file?.close();
    return file !== null;
  });
}

interface Naming {
  readonly path: string;
  /** An empty file of ours stands there, see takeName: it goes where the rest fails. */
  readonly isTaken: boolean;
}

/**
 * Writes the pieces to `part`, mode 0600, and gives it its name once all of it is on the disk; both in one directory. Answers with the
 * path. Throws as onDisk, and what the pieces and `nameOf` throw; nothing of ours is left behind then.
 */
export async function writeWhole(
  part: string,
  pieces: AsyncIterable<string | Uint8Array>,
  nameOf: () => Promise<Naming>,
  what: string,
): Promise<string> {
  let name: Naming | null = null;
  try {
    const file = await onDisk(what, () => open(part, 'wx', 0o600));
    try {
      for await (const piece of pieces) await onDisk(what, () => file.writeFile(piece));
      await onDisk(what, () => file.sync());
    } finally {
      await file.close();
    }
    const { path } = (name = await nameOf());
    await onDisk(what, () => rename(part, path));
    await syncDirectory(dirname(path));
    return path;
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    if (name?.isTaken === true) await rm(name.path, { force: true }).catch(() => undefined);
    throw error;
  }
}
