import { closeSync, openSync, readFileSync, readlinkSync, readSync, realpathSync } from 'node:fs';
import { basename, join, resolve, sep } from 'node:path';
import { readArguments } from './interpreters.ts';

/** A process as the kernel shows it. */
export interface ProcessFacts {
  readonly pid: number;
  readonly parent: number;
  /** Leader of its session; 0 where it is out of our sight. */
  readonly session: number;
  /** Has a controlling terminal. */
  readonly atTerminal: boolean;
  /** In the kernel's ticks since boot: with the pid it names one process for good. */
  readonly startTime: string;
  /** The program file; null where the system doesn't show it. */
  readonly path: string | null;
  /** Of an interpreter: the file that it runs. */
  readonly script: string | null;
  /** Of an interpreter: code that was given to it as an argument. */
  readonly inline: string | null;
  /** Of an interpreter: what stands before its script. */
  readonly options: readonly string[];
  /** What people call it. */
  readonly name: string;
}

/** One session of processes, known by its leader: a terminal window, or a service. */
export interface SessionLeader {
  readonly pid: number;
  readonly startTime: string;
}

/** The name of a session: no other one has it, also not after its leader's pid was given out anew. */
export const sessionName = ({ pid, startTime }: SessionLeader): string => `${pid}:${startTime}`;

const argumentsMaxBytes = 64 * 1024;

/** Reads processes below /proc; every question answers null where the process is gone or hidden. */
export function createProcesses(root = '/proc') {
  /** What `stat` says; the name in it may hold spaces and brackets. */
  function stat(pid: number): Pick<ProcessFacts, 'parent' | 'session' | 'atTerminal' | 'startTime'> | null {
    const text = attempt(() => readFileSync(join(root, String(pid), 'stat'), 'utf8'));
    const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ') ?? [];
    const [, parent, , session, terminal] = fields.map(Number);
    const startTime = fields[19];
    if (parent === undefined || session === undefined || terminal === undefined || startTime === undefined) return null;
    return { parent, session, atTerminal: terminal !== 0, startTime };
  }

  function facts(pid: number): ProcessFacts | null {
    const standing = stat(pid);
    if (standing === null) return null;
    const folder = join(root, String(pid));
    const path = attempt(() => readlinkSync(join(folder, 'exe')));
    const [first = '', ...words] = argumentsOf(join(folder, 'cmdline'));
    const { script: word, ...told } = readArguments(basename(path ?? first), words);
    const script =
      word === null
        ? null
        : found(
            word,
            attempt(() => readlinkSync(join(folder, 'cwd'))),
          );
    const name = basename(script ?? path ?? first) || String(pid);
    return { pid, ...standing, path, script, ...told, name };
  }

  const startTimeOf = (pid: number): string | null => stat(pid)?.startTime ?? null;

  return {
    facts,
    startTimeOf,
    /** The process and those that started it, nearest first. */
    chain(pid: number, maximum: number): ProcessFacts[] {
      const chain: ProcessFacts[] = [];
      for (let next = pid; next > 0 && chain.length < maximum;) {
        const process = facts(next);
        if (process === null) break;
        chain.push(process);
        next = process.parent;
      }
      return chain;
    },
    /** Null where the leader has gone: what it began can't be told from others any more. */
    leaderOf({ session }: ProcessFacts): SessionLeader | null {
      const startTime = session > 0 ? startTimeOf(session) : null;
      return startTime === null ? null : { pid: session, startTime };
    },
    isThere: ({ pid, startTime }: SessionLeader): boolean => startTimeOf(pid) === startTime,
  };
}
export type Processes = ReturnType<typeof createProcesses>;

/** Whether it runs one of our own entries; `folder` is where the app is installed. */
export const runsOurs = ({ script }: ProcessFacts, folder: string): boolean =>
  script !== null && ['bin', 'dist'].some((part) => script.startsWith(join(folder, part) + sep));

/** A script as a full path, links resolved; as it was given where that can't be told. */
function found(word: string, directory: string | null): string {
  if (directory === null) return word;
  const path = resolve(directory, word);
  return attempt(() => realpathSync(path)) ?? path;
}

function argumentsOf(file: string): string[] {
  const bytes = Buffer.alloc(argumentsMaxBytes);
  const length = attempt(() => {
    const descriptor = openSync(file, 'r');
    try {
      return readSync(descriptor, bytes, 0, argumentsMaxBytes, 0);
    } finally {
      closeSync(descriptor);
    }
  });
  return bytes.toString('utf8', 0, length ?? 0).split('\0');
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
