import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliFailure } from '../failure.ts';

const prefix = 'files-';

/** Files that live only as long as the child. */
export interface SecretFiles {
  /** Where the value of this variable lies now. */
  write(name: string, value: string): string;
  remove(): void;
}

/**
 * SECURITY: a directory of this run alone (0700) in the runtime directory, which is memory on most systems. It goes when the process
 * ends, however it does; what a killed one has left goes with the next run. Throws file.
 */
export function openSecretFiles(runtime: string): SecretFiles {
  let directory: string;
  try {
    mkdirSync(runtime, { recursive: true, mode: 0o700 });
    removeLeftBehind(runtime);
    directory = mkdtempSync(join(runtime, `${prefix}${process.pid}-`));
  } catch (error) {
    throw new CliFailure('file', `Nothing can be written in ${runtime}: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}.`);
  }
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  process.once('exit', remove);
  return {
    write(name, value) {
      const file = join(directory, name);
      writeFileSync(file, value, { mode: 0o600, flag: 'wx' });
      return file;
    },
    remove,
  };
}

function removeLeftBehind(runtime: string): void {
  for (const name of readdirSync(runtime)) {
    const pid = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(runtime, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
