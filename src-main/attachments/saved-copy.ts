import { randomUUID } from 'node:crypto';
import { lstat, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { AppError } from '../../src-shared/errors.ts';
import { takeName, writeWhole } from '../disk/whole-file.ts';

interface Target {
  readonly path: string;
  /** Takes the place of what is there. */
  readonly replace: boolean;
  /** By the system's own dialog, which a page can't answer. */
  readonly isChosen: boolean;
}

const what = 'file';

/** What is called so in a person's home holds what a login runs or obeys by itself. */
const obeyed = { win32: /^(?:\.|appdata$)/i, darwin: /^(?:\.|library$)/i, other: /^\./ };
const obeyedHere = obeyed[process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'other'];

/**
 * Writes the pieces where the person says, mode 0600: under another name beside it until all of it is on the disk. Throws conflict
 * what `file` where something is there already and isn't to be replaced, notWritable with the reason, diskFull, and what the pieces
 * throw; what was there is as it was then.
 */
export async function saveCopy(
  { path, replace, isChosen }: Target,
  dataDirectory: string,
  pieces: AsyncIterable<Uint8Array>,
): Promise<string> {
  const target = await checked(path, dataDirectory);
  if (!isChosen && (await isObeyed(target))) throw refuse('hidden');
  if (!replace && (await lstat(target).catch(() => null)) !== null) throw taken();
  const part = join(dirname(target), `.${randomUUID()}.part`);
  const nameOf = async () => {
    if (!replace && !(await takeName(target, what))) throw taken();
    return { path: target, isTaken: !replace };
  };
  return writeWhole(part, wiped(pieces), nameOf, what);
}

const taken = (): AppError => new AppError('conflict', { what });

/** Each piece is wiped once the next one is asked for. */
async function* wiped(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    yield piece;
    piece.fill(0);
  }
}

const refuse = (reason: string): AppError => new AppError('notWritable', { what, reason });

/** Whether this path leads from `directory` to somewhere below it, or to itself. */
const isBelow = (path: string): boolean => path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);

/** SECURITY: a page that was taken over would have the login run what it saves: `.bashrc`, `.config/autostart`, `.ssh` and the like. */
async function isObeyed(target: string): Promise<boolean> {
  const fromHome = relative(await realpath(homedir()).catch(homedir), target);
  const parts = (isBelow(fromHome) ? fromHome : target).split(sep);
  // A name that begins with a dot is an ordinary one in a folder that isn't home itself: `.env`.
  return (parts.length === 1 ? parts : parts.slice(0, -1)).some((part) => obeyedHere.test(part));
}

/** SECURITY: never a device, a directory, a link's target, or a file of ours: a page that was taken over could ask for any of them. */
async function checked(path: string, dataDirectory: string): Promise<string> {
  if (!isAbsolute(path) || path.includes('\0') || basename(path) === '' || /[/\\]$/.test(path)) throw refuse('noPath');
  const directory = await realpath(dirname(path)).catch(() => null);
  if (directory === null) throw refuse('noDirectory');
  const inside = relative(await realpath(dataDirectory), directory);
  if (isBelow(inside)) throw refuse('ours');
  const target = join(directory, basename(path));
  const there = await lstat(target).catch(() => null);
  if (there !== null && !there.isFile()) throw refuse('noFile');
  return target;
}
