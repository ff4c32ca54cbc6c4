import { randomUUID } from 'node:crypto';
import { lstat, open, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { AppError } from '../../src-shared/errors.ts';
import { toAppError } from '../database/driver-errors.ts';
import { syncDirectory } from './sealed-files.ts';

interface Target {
  readonly path: string;
  /** Takes the place of what is there. */
  readonly replace: boolean;
}

/**
 * Writes the pieces where the person says, mode 0600: under another name beside it until all of it is on the disk. Throws conflict
 * what `file` where something is there already and isn't to be replaced, notWritable with the reason, diskFull, and what the pieces
 * throw; what was there is as it was then.
 */
export async function saveCopy({ path, replace }: Target, dataDirectory: string, pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const target = await checked(path, dataDirectory);
  if (!replace && (await lstat(target).catch(() => null)) !== null) throw new AppError('conflict', { what: 'file' });
  const part = join(dirname(target), `.${randomUUID()}.part`);
  let taken = false;
  try {
    const file = await open(part, 'wx', 0o600);
    try {
      for await (const piece of pieces) {
        await file.writeFile(piece);
        piece.fill(0);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    // A rename would replace what has taken the name meanwhile.
    if (!replace) {
      await (await open(target, 'wx', 0o600)).close();
      taken = true;
    }
    await rename(part, target);
    await syncDirectory(dirname(target));
    return target;
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    if (taken) await rm(target, { force: true }).catch(() => undefined);
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') throw new AppError('conflict', { what: 'file' });
    const mapped = toAppError(error);
    throw mapped instanceof AppError && !(error instanceof AppError) ? new AppError(mapped.code, { what: 'file' }) : mapped;
  }
}

/** SECURITY: never a device, a directory, a link's target, or a file of ours: a page that was taken over could ask for any of them. */
async function checked(path: string, dataDirectory: string): Promise<string> {
  const refuse = (reason: string): AppError => new AppError('notWritable', { what: 'file', reason });
  if (!isAbsolute(path) || path.includes('\0') || basename(path) === '' || /[/\\]$/.test(path)) throw refuse('noPath');
  const directory = await realpath(dirname(path)).catch(() => null);
  if (directory === null) throw refuse('noDirectory');
  const inside = relative(await realpath(dataDirectory), directory);
  if (inside === '' || (inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside))) throw refuse('ours');
  const target = join(directory, basename(path));
  const there = await lstat(target).catch(() => null);
  if (there !== null && !there.isFile()) throw refuse('noFile');
  return target;
}
