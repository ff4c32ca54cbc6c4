import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What each process below this one is for. */
export type Part = 'main' | 'keepers' | 'page' | 'browser';

/** This process and all below it, by what they are. */
export function processes(root: number): ReadonlyMap<number, Part> {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line));
  const all = new Map(
    rows.flatMap((row) => (row === null ? [] : [[Number(row[1]), { parent: Number(row[2]), args: row[3] ?? '' }] as const])),
  );
  const below = (pid: number): boolean => pid === root || (all.has(pid) && pid > 1 && below(all.get(pid)?.parent ?? 0));
  const partOf = (pid: number, args: string): Part =>
    pid === root ? 'main' : args.includes('keeper') ? 'keepers' : args.includes('--type=renderer') ? 'page' : 'browser';
  return new Map([...all].filter(([pid]) => below(pid)).map(([pid, { args }]) => [pid, partOf(pid, args)]));
}

/** Its share of memory in MiB: what it alone holds, and its part of what it shares. 0 for one that has ended. */
export function memoryMiB(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** The processor time that it has used so far, in milliseconds. */
export function cpuMilliseconds(pid: number): number {
  try {
    // The name in brackets may hold spaces; utime and stime are the 14th and 15th field, in hundredths of a second.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return 0;
  }
}

/** The sum over each part. */
export function sums(root: number, measure: (pid: number) => number): Record<Part, number> {
  const result = { main: 0, keepers: 0, page: 0, browser: 0 };
  for (const [pid, part] of processes(root)) result[part] += measure(pid);
  return result;
}
