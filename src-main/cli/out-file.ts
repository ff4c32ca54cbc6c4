import { accessSync, closeSync, constants, fchmodSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CliFailure } from './failure.ts';

const reasonOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown';
const cannotWrite = (file: string, reason: string): CliFailure => new CliFailure('file', `${file} can’t be written: ${reason}.`);

/** For before a value is read or somebody is asked, who would have answered in vain. Throws `file`. */
export function checkTarget(file: string): void {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found?.isDirectory() || /[/\\]$/.test(file) || file === '')
      throw new CliFailure('file', `"${file}" is a directory: name a file in it.`);
    // SECURITY: a device or pipe would be replaced by a file, for everybody who uses it.
    if (found !== undefined && !found.isFile()) throw new CliFailure('file', `${file} is no file that could be replaced.`);
    const folder = dirname(file);
    if (!statSync(folder).isDirectory()) throw cannotWrite(file, `${folder} is no directory`);
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw error instanceof CliFailure ? error : cannotWrite(file, reasonOf(error));
  }
}

/** SECURITY: 0600 from its first byte on, and whole or not at all: nothing of it stays where that fails. Throws `file`. */
export function writeAtomically(file: string, content: string): void {
  const temporary = `${file}.${process.pid}.part`;
  try {
    const descriptor = openSync(temporary, 'wx', 0o600);
    try {
      fillWith(descriptor, content);
      renameSync(temporary, file);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  } catch (error) {
    throw cannotWrite(file, reasonOf(error));
  }
}

function fillWith(descriptor: number, content: string): void {
  try {
    fchmodSync(descriptor, 0o600);
    writeFileSync(descriptor, content);
  } finally {
    closeSync(descriptor);
  }
}
