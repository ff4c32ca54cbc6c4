import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A command as the child's PATH has it. */
export type Found = 'notFound' | 'notExecutable' | { readonly path: string };

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** As a shell looks: a name with a slash is a path; what is found first and can be run is meant. */
export function findProgram(command: string, path: string | undefined): Found {
  // Windows has its own rules (PATHEXT); the system finds it.
  if (process.platform === 'win32') return { path: command };
  if (command.includes('/')) return judged(command);
  let found: Found = 'notFound';
  for (const folder of (path ?? '/usr/local/bin:/usr/bin:/bin').split(delimiter)) {
    const one = judged(join(folder || '.', command));
    if (typeof one === 'object') return one;
    if (one === 'notExecutable') found = one;
  }
  return found;
}

function judged(path: string): Found {
  try {
    if (!isFile(path)) return statSync(path, { throwIfNoEntry: false }) === undefined ? 'notFound' : 'notExecutable';
    accessSync(path, constants.X_OK);
    return { path };
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES' ? 'notExecutable' : 'notFound';
  }
}
