import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { frameOf, FrameReader } from '../../src-main/agent/socket/frame-reader.ts';
import { frameMaxBytes, protocolVersion } from '../../src-shared/agent/framing.ts';

/** What a warm `strongroom read` costs beside Node's own start: `npm run bench -- cli`. Milliseconds, of rounds in turns. */
const rounds = 40;
const launcher = join(import.meta.dirname, '..', '..', 'bin', 'strongroom.mjs');

const home = mkdtempSync(join(tmpdir(), 'strongroom-bench-'));
const run = join(home, 'run');
const empty = join(home, 'empty.mjs');
mkdirSync(run, { mode: 0o700 });
writeFileSync(join(run, 'agent.token'), 'token', { mode: 0o600 });
writeFileSync(empty, '');

/** An agent that has every value at once: what it would take to find one is not what is measured. */
const server = createServer((socket) => {
  const reader = new FrameReader(frameMaxBytes);
  socket.on('error', () => undefined);
  socket.on('data', (chunk: Buffer) => {
    for (const message of reader.read(chunk) as Iterable<{ protocol?: number; id?: number }>) {
      const answer = { id: message.id, result: { ok: true, value: { values: ['a value'] } } };
      socket.write(frameOf(message.protocol === undefined ? answer : { protocol: protocolVersion, version: '0.0.0', dataDirectory: home }));
    }
  });
});
await new Promise<void>((resolve) => {
  server.listen(join(run, 'agent.sock'), resolve);
});

const env = { PATH: process.env['PATH'], HOME: home, STRONGROOM_HOME: home };
async function timed(args: readonly string[]): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { env, stdio: 'ignore' });
  const code = await new Promise((resolve) => {
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${String(code)}`);
  return performance.now() - started;
}

const starts: number[] = [];
const reads: number[] = [];
// Warm: the compile cache is filled once before.
spawnSync(process.execPath, [launcher, 'version'], { env });
for (let round = 0; round < rounds; round += 1) {
  starts.push(await timed([empty]));
  reads.push(await timed([launcher, 'read', 'strongroom://Exchange/key']));
}
server.close();
rmSync(home, { recursive: true });

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const [start, read] = [median(starts), median(reads)];
console.log(`Node's start ${start.toFixed(1)} ms, strongroom read ${read.toFixed(1)} ms: ${(read - start).toFixed(1)} ms more`);
