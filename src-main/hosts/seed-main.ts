import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { createApp } from '../app.ts';
import { takeDirectory } from '../database/single-writer.ts';
import { seedDemo } from './demo.ts';
import { createMemoryClipboard } from './headless/memory-clipboard.ts';
import { partsOf } from './launch.ts';
import { createNodeHost } from './node-host.ts';
import { dataDirectory } from './places.ts';

const part = partsOf(import.meta.url);

/** What a data directory of ours consists of; nothing else in it is touched. */
const ours = [
  'strongroom.db',
  'strongroom.db-wal',
  'strongroom.db-shm',
  'strongroom.lock',
  'keychain.json',
  'keychain.json.new',
  'electron',
  'instance.sock',
  'run',
  'backups',
  'logs',
];

const { values, positionals } = parseArgs({
  options: { data: { type: 'string' }, yes: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const directory = resolve(values.data ?? dataDirectory());
const [task] = positionals;
process.umask(0o077);

if (task === 'reset') await reset();
else if (task === 'seed') await seed();
else fail('Say what to do: npm run db:reset or npm run db:seed, with -- --data <directory>.');

async function reset(): Promise<void> {
  const present = ours.filter((name) => existsSync(join(directory, name)));
  if (present.length === 0) {
    console.log(`There is no Strongroom data in ${directory}.`);
    return;
  }
  if (isOpen()) return fail(`${directory} is open in a running Strongroom; close it first.`);
  if (!(await agreed(`This deletes every account and every vault in ${directory} for good.`))) return;
  for (const name of present) rmSync(join(directory, name), { recursive: true, force: true });
  console.log(`Deleted ${present.join(', ')}.`);
}

function isOpen(): boolean {
  try {
    takeDirectory(join(directory, 'strongroom.lock'))();
    return false;
  } catch {
    return true;
  }
}

async function seed(): Promise<void> {
  if (existsSync(join(directory, 'strongroom.db')))
    return fail(`${directory} already holds an installation; reset it first, or choose another with -- --data <directory>.`);
  if (!(await agreed(`This puts three invented people and forty items into ${directory}, with a file keychain.`))) return;
  const host = createNodeHost({
    version: 'seed',
    dataDirectory: directory,
    demo: true,
    clipboard: createMemoryClipboard(),
    agent: null,
    keeperEntry: part('./keeper.js'),
    parserEntry: part('./parser.js'),
  });
  const app = await createApp(host);
  await seedDemo(app, (line) => console.log(line));
  await app.close();
}

async function agreed(what: string): Promise<boolean> {
  if (values.yes) return true;
  if (!process.stdin.isTTY) {
    fail(`${what} Nothing was done: run it in a terminal to be asked, or add --yes.`);
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${what}\nType yes to go on: `);
  terminal.close();
  return answer.trim() === 'yes';
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
