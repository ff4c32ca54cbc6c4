import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CliFailure } from './failure.ts';
import { writeAtomically } from './out-file.ts';

/** What a person has set for good. */
export interface Config {
  /** Whose vault, where nothing else says so. */
  readonly account: string | null;
  /** How long to wait for a locked vault. */
  readonly waitSeconds: number | null;
  /** `op://…` → `strongroom://…` */
  readonly aliases: Readonly<Record<string, string>>;
}

const empty: Config = { account: null, waitSeconds: null, aliases: {} };

/** Throws `file` for a config that can't be read, with the line to mend. */
export function readConfig(file: string): Config {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return empty;
    throw new CliFailure('file', `${file} can’t be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}.`);
  }
  try {
    return configOf(JSON.parse(text));
  } catch {
    throw new CliFailure('file', `${file} is no configuration: mend it, or remove it and set things anew with "strongroom config".`);
  }
}

function configOf(value: unknown): Config {
  const { account = null, waitSeconds = null, aliases = {} } = value as Partial<Record<keyof Config, unknown>>;
  const fits =
    (account === null || typeof account === 'string') &&
    (waitSeconds === null || (Number.isInteger(waitSeconds) && (waitSeconds as number) >= 0)) &&
    aliases !== null &&
    typeof aliases === 'object' &&
    Object.values(aliases).every((target) => typeof target === 'string');
  if (!fits) throw new TypeError('not a configuration');
  return { account, waitSeconds, aliases } as Config;
}

export function writeConfig(file: string, config: Config): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeAtomically(file, `${JSON.stringify(config, null, 2)}\n`);
}
