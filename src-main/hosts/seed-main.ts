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

const options = { data: { type: 'string' }, yes: { type: 'boolean', default: false } } as const;
const usage = 'Use npm run db:reset or npm run db:seed, with -- --data <directory> for another than yours, and --yes not to be asked.';
const given = readOptions();
const directory = resolve(given?.data ?? dataDirectory());
process.umask(0o077);

if (given === null) fail(usage, 2);
else if (given.data === '') fail(`No directory was named behind --data. ${usage}`, 2);
else if (given.task === 'reset') await reset();
else if (given.task === 'seed') await seed();
else fail(usage, 2);

/** Null for an option that there isn't; an empty `data` where no directory follows. */
function readOptions(): { readonly task: string | undefined; readonly data: string | undefined; readonly yes: boolean } | null {
  const args = process.argv.slice(2);
  const at = args.indexOf('--data');
  const next = args[at + 1];
  const named = at < 0 || (next !== undefined && next !== '' && !next.startsWith('-'));
  try {
    const { values, positionals } = parseArgs({ args: named ? args : args.toSpliced(at, 1), options, allowPositionals: true });
    return { task: positionals[0], data: named ? values.data : '', yes: values.yes };
  } catch {
    return null;
  }
}

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
  console.log(`Open it with: STRONGROOM_HOME=${quoted(directory)} npm start`);
}

/** As a shell needs it. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}

async function agreed(what: string): Promise<boolean> {
  if (given?.yes === true) return true;
  if (!process.stdin.isTTY) {
    fail(`${what} Nothing was done: run it in a terminal to be asked, or add --yes.`);
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${what}\nType yes to go on: `);
  terminal.close();
  return answer.trim() === 'yes';
}

function fail(message: string, code: 1 | 2 = 1): void {
  console.error(message);
  process.exitCode = code;
}
