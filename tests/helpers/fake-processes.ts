import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from './temporary-directory.ts';

export interface FakeProcess {
  readonly pid: number;
  readonly parent?: number;
  readonly session?: number;
  readonly startTime?: number;
  readonly exe?: string;
  readonly argv?: readonly string[];
  readonly cwd?: string;
  /** The name in brackets in `stat`. */
  readonly comm?: string;
  readonly terminal?: number;
}

/** A folder that looks like /proc with these processes in it. */
export function fakeProc(...processes: readonly FakeProcess[]): string {
  const root = temporaryDirectory();
  for (const process of processes) addProcess(root, process);
  return root;
}

export function addProcess(root: string, process: FakeProcess): void {
  const { pid, parent = 1, session = 10, startTime = 1000 + pid, exe, argv = [], cwd, comm = 'name', terminal = 0 } = process;
  const folder = join(root, String(pid));
  mkdirSync(folder);
  const rest = Array.from({ length: 14 }, () => '0').join(' ');
  writeFileSync(join(folder, 'stat'), `${pid} (${comm}) S ${parent} ${pid} ${session} ${terminal} ${rest} ${startTime} 0 0\n`);
  writeFileSync(join(folder, 'cmdline'), argv.map((word) => `${word}\0`).join(''));
  if (exe !== undefined) symlinkSync(exe, join(folder, 'exe'));
  if (cwd !== undefined) symlinkSync(cwd, join(folder, 'cwd'));
}
