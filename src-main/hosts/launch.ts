import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { linkIn } from './link-argument.ts';
import { dataDirectory } from './places.ts';

/** Finds built parts from the entry that runs; `entry` is its import.meta.url, which shared chunks don't have. */
export const partsOf =
  (entry: string) =>
  (path: string): URL =>
    new URL(path, entry);

/** How this start was asked for. */
export interface Launch {
  readonly demo: boolean;
  readonly dataDirectory: string;
  readonly version: string;
  /** The link that was to be opened. */
  readonly link: string | null;
  /** Removes what was only for this start. */
  cleanUp(): void;
}

/** Reads how this start was asked for; an option that there isn't ends the process with code 2. */
export function readLaunch(entry: string, args: readonly string[] = process.argv.slice(2)): Launch {
  // SECURITY: everything this process writes is this person's alone.
  process.umask(0o077);
  const link = linkIn(args);
  const demo = readOptions(args.filter((argument) => argument !== link));
  const temporary = demo ? mkdtempSync(join(tmpdir(), 'strongroom-demo-')) : null;
  const { version } = JSON.parse(readFileSync(partsOf(entry)('../../package.json'), 'utf8')) as { version: string };
  return {
    demo,
    link,
    dataDirectory: temporary ?? dataDirectory(),
    version,
    cleanUp: () => {
      if (temporary !== null) rmSync(temporary, { recursive: true, force: true });
    },
  };
}

function readOptions(args: readonly string[]): boolean {
  try {
    return parseArgs({ args: [...args], options: { demo: { type: 'boolean', default: false } }, strict: true }).values.demo;
  } catch {
    console.error(
      `Strongroom doesn't know ${args.join(' ')}. There is --demo, a temporary installation with three people, and a link (strongroom://item/…) to open.`,
    );
    return process.exit(2);
  }
}
