import { fork } from 'node:child_process';

export interface Measured {
  readonly calls: number;
  readonly wrong: number;
  readonly median: number;
  readonly p99: number;
  readonly slowest: number;
}

/** Each client calls one time after the other for so many seconds; a call answers whether it was right. Milliseconds. */
export async function underLoad(clients: readonly (() => Promise<boolean>)[], seconds: number): Promise<Measured> {
  const times: number[] = [];
  let wrong = 0;
  const until = performance.now() + seconds * 1000;
  await Promise.all(
    clients.map(async (call) => {
      while (performance.now() < until) {
        const start = performance.now();
        const right = await call();
        times.push(performance.now() - start);
        if (!right) wrong += 1;
      }
    }),
  );
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return { calls: times.length, wrong, median: at(0.5), p99: at(0.99), slowest: at(1) };
}

/**
 * Prints what was measured, beside the mean of the two bare echoes; ends with code 1 where an answer was wrong. Where the two echoes
 * differ much, something else was using the machine, and the ratios say little.
 */
export function printBeside([before, after]: readonly [Measured, Measured], results: Readonly<Record<string, Measured>>): void {
  const base = { median: (before.median + after.median) / 2, p99: (before.p99 + after.p99) / 2 };
  const all = { 'bare echo, before': before, ...results, 'bare echo, after': after };
  console.table(
    Object.fromEntries(
      Object.entries(all).map(([what, one]) => [
        what,
        { ...one, 'median ÷ echo': one.median / base.median, 'p99 ÷ echo': one.p99 / base.p99 },
      ]),
    ),
  );
  console.log(JSON.stringify(all));
  if (Object.values(all).some(({ wrong, calls }) => wrong > 0 || calls === 0)) process.exitCode = 1;
}

/** Whether this process is the one with the clients. */
export const withClients = process.argv[2] === 'clients';

/** What the calling bench gets: how long, as its one number says, or a minute. */
export const secondsAsked = (): number => Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 60);

/** Runs the clients of a phase in a process of their own, which is this bench once more; `apart` from this one's terminal. */
export function clientsOf(bench: string, phase: object, apart = false): Promise<Measured> {
  const child = fork(bench, ['clients'], { detached: apart });
  child.send(phase);
  return new Promise((resolve, reject) => {
    child.once('message', (measured: Measured) => resolve(measured));
    child.once('exit', (code) => reject(new Error(`the clients ended with code ${code}`)));
  });
}

/** In that process: waits for the phase, runs it, sends back what was measured, and ends. */
export function serveClients<Phase>(run: (phase: Phase) => Promise<Measured>): void {
  process.once('message', (phase: Phase) => void run(phase).then((measured) => process.send?.(measured, () => process.exit())));
}
