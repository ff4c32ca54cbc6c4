import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { AppHarness } from '../helpers/app-harness.ts';
import { openStored } from '../helpers/stored.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';

const kills = 100;
const writer = join(import.meta.dirname, '..', 'helpers', 'writer-process.ts');

/** The same hundred moments at every run (mulberry32). */
function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const childrenOf = (pid: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => parentOf(candidate) === pid);

function parentOf(pid: number): number | null {
  try {
    return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);
  } catch {
    return null;
  }
}

const ended = (child: ChildProcess): Promise<void> => new Promise((resolve) => child.once('close', () => resolve()));

/** Lets one writer run for so many acknowledgements and a moment longer, then kills it, or first only its keepers. */
async function killOne(dataDirectory: string, round: number, draw: () => number, acknowledged: Map<string, string>): Promise<string[]> {
  const child = spawn(process.execPath, [writer, dataDirectory, String(round)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const refused: string[] = [];
  const gone = ended(child);
  const keeperFirst = draw() < 0.3;
  const after = Math.floor(draw() * 12);
  const moment = draw() * 12;
  let seen = 0;
  let struck = false;
  const strike = (): void => {
    struck = true;
    setTimeout(() => {
      const { pid } = child;
      if (pid !== undefined && keeperFirst) for (const keeper of childrenOf(pid)) process.kill(keeper, 'SIGKILL');
      if (!keeperFirst) child.kill('SIGKILL');
    }, moment);
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const [what = '', id = '', name = ''] = line.split(' ');
    if (what === 'ack') acknowledged.set(id, name);
    if (what === 'refused') {
      refused.push(`${id} ${name}`);
      child.kill('SIGKILL');
    }
    if (what !== 'refused') seen += 1;
    if (seen > after && !struck) strike();
  }
  await gone;
  return keeperFirst ? refused.filter((entry) => !/keeperStopped|vaultLocked/.test(entry)) : refused;
}

describe('a hundred kills in the middle of writing', () => {
  it('loses no acknowledged item, keeps the database whole and the log chained', async () => {
    const dataDirectory = temporaryDirectory();
    const draw = drawing(20_261_120);
    const acknowledged = new Map<string, string>();
    for (let round = 0; round < kills; round += 1) {
      expect(await killOne(dataDirectory, round, draw, acknowledged), `round ${round}`).toEqual([]);
    }
    expect(acknowledged.size).toBeGreaterThan(kills);
    const harness = await AppHarness.start({ dataDirectory, forceFileKeychain: true });
    await harness.signIn('ada');
    for (const [id, name] of acknowledged) {
      expect(await harness.call('items.reveal', { id, fieldId: 'key' })).toEqual({ value: `value of ${name}` });
    }
    expect(await harness.call('audit.verify', undefined)).toMatchObject({ status: 'intact', problem: null });
    await harness.close();
    expect(openStored(dataDirectory).all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  });
});
