import { closeSync, openSync, readSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { faultOfDirectory, type Home } from '../home.ts';
import type { Task } from '../task.ts';
import { type Check, fail, ok, warn } from './check.ts';

const nodeOldest = 24;
const freeWarnBytes = 500 * 1024 * 1024;

/** What can be seen without asking anybody. */
export const checkPlaces = ({ home }: Pick<Task, 'home'>): Check[] => [
  checkNode(),
  checkDirectory('Data directory', home.data, 'strongroom init makes it'),
  ...checkDatabase(home),
  checkFree(home),
  checkDirectory('Runtime directory', home.runtime, 'it comes with strongroom agent, or the app'),
  ...checkPrivateFile('Agent’s token', home.agent.tokenFile),
  ...checkPrivateFile('Configuration', home.config),
  ...checkFolders(process.env),
];

function checkNode(): Check {
  const { node } = process.versions;
  const text = `${node}, ${process.platform} ${process.arch}`;
  if (Number(node.split('.')[0]) >= nodeOldest) return ok('Node', text);
  return fail('Node', text, `Strongroom needs Node ${nodeOldest} or later: start it by bin/strongroom.mjs, which brings its own`);
}

function checkDirectory(what: string, directory: string, whenMissing: string): Check {
  switch (faultOfDirectory(directory)) {
    case null:
      return ok(what, `${directory}, yours alone`);
    case 'missing':
      return warn(what, `${directory} isn’t there yet`, whenMissing);
    case 'noDirectory':
      return fail(what, `${directory} is no directory, or a link`, 'move it away, or choose another place with STRONGROOM_HOME');
    case 'notOurs':
      return fail(
        what,
        `${directory} belongs to somebody else`,
        `chown it to yourself once you know why, or choose another with STRONGROOM_HOME`,
      );
    case 'openToOthers':
      return fail(what, `others of this machine can enter ${directory}`, `chmod 700 '${directory}'`);
  }
}

function checkDatabase({ data }: Home): Check[] {
  const file = join(data, 'strongroom.db');
  const [mode] = checkPrivateFile('Database', file);
  if (mode === undefined) return [warn('Database', 'there is none yet', 'strongroom init')];
  if (mode.result !== 'ok') return [mode];
  const begins = firstBytes(file, 16);
  if (begins === null) return [fail('Database', `${file} can’t be read`, 'look at its owner and mode')];
  // Beyond that only the app looks into it: two at once would get in each other's way.
  if (begins !== 'SQLite format 3\0')
    return [fail('Database', `${file} is no database`, 'put the newest copy of the folder backups in its place')];
  return [mode];
}

function firstBytes(file: string, count: number): string | null {
  try {
    const descriptor = openSync(file, 'r');
    try {
      const bytes = Buffer.alloc(count);
      return bytes.toString('latin1', 0, readSync(descriptor, bytes, 0, count, 0));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return null;
  }
}

/** Nothing where there is no such file. */
function checkPrivateFile(what: string, file: string): Check[] {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return [];
  const uid = process.getuid?.() ?? null;
  if (uid === null) return [ok(what, file)];
  if (found.uid !== uid) return [fail(what, `${file} belongs to somebody else`, 'chown it to yourself once you know why')];
  if ((found.mode & 0o077) !== 0) return [fail(what, `others of this machine can read ${file}`, `chmod 600 '${file}'`)];
  return [ok(what, `${file}, yours alone`)];
}

function checkFree({ data }: Home): Check {
  try {
    const { bavail, bsize } = statfsSync(data);
    const free = bavail * bsize;
    const text = `${Math.floor(free / 1024 / 1024)} MiB free`;
    return free > freeWarnBytes ? ok('Disk', text) : warn('Disk', text, 'make room before there is none: nothing can be saved then');
  } catch {
    return ok('Disk', 'not looked at: there is no data directory yet');
  }
}

/** Without one, values for files lie on the disk. */
function checkFolders(env: NodeJS.ProcessEnv): Check[] {
  if (process.platform !== 'linux') return [];
  const runtime = env['XDG_RUNTIME_DIR'];
  if (runtime) return [ok('XDG_RUNTIME_DIR', runtime)];
  const says = 'it isn’t set, so sockets and the files of "run --file" lie in the data directory, on the disk';
  return [warn('XDG_RUNTIME_DIR', says, 'sign in through the system’s login, or set it to a directory in memory that is yours alone')];
}
