import { type CommandSpec, globalOptions, type OptionSpec, optionsOf, positionalsOf, takesCommandLine } from './command-spec.ts';
import { usageError } from './failure.ts';

/** What was typed behind a command, checked against what the table says. */
export class Given {
  readonly #options: ReadonlyMap<string, readonly string[]>;
  readonly positionals: readonly string[];
  /** Of `run`: the command line to start. */
  readonly commandLine: readonly string[];

  constructor(options: ReadonlyMap<string, readonly string[]>, positionals: readonly string[], commandLine: readonly string[]) {
    this.#options = options;
    this.positionals = positionals;
    this.commandLine = commandLine;
  }

  has(option: string): boolean {
    return this.#options.has(option);
  }

  text(option: string): string | null {
    return this.#options.get(option)?.at(-1) ?? null;
  }

  texts(option: string): readonly string[] {
    return this.#options.get(option) ?? [];
  }

  /** Throws usage for what is no whole number in between. */
  whole(option: string, { min, max }: { readonly min: number; readonly max: number }): number | null {
    const text = this.text(option);
    return text === null ? null : wholeNumber(`--${option}`, text, { min, max });
  }

  /** `NAME=REST` of a repeatable option. Throws usage. */
  pairs(option: string): readonly (readonly [string, string])[] {
    return this.texts(option).map((text) => {
      const at = text.indexOf('=');
      if (at < 1 || at === text.length - 1) throw usageError(`--${option} takes NAME=…, which "${text}" isn’t.`);
      return [text.slice(0, at), text.slice(at + 1)] as const;
    });
  }

  /** What the table demands is there. */
  positional(at: number): string {
    return this.positionals[at] ?? '';
  }
}

export function wholeNumber(what: string, text: string, { min, max }: { readonly min: number; readonly max: number }): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= min && number <= max)) throw usageError(`${what} takes a whole number from ${min} to ${max}.`);
  return number;
}

/** Finds the command: the longest row of words that the table knows. `rest` is everything else, in its order. Null where there is none. */
export function findCommand<C extends CommandSpec>(table: readonly C[], args: readonly string[]): { command: C; rest: string[] } | null {
  const ahead = leading(args);
  const words = args.slice(ahead);
  const plain = words.findIndex((word) => word.startsWith('-'));
  for (let length = Math.min(3, plain === -1 ? words.length : plain); length > 0; length -= 1) {
    const path = words.slice(0, length).join(' ');
    const command = table.find((one) => one.path === path);
    if (command !== undefined) return { command, rest: [...args.slice(0, ahead), ...words.slice(length)] };
  }
  return null;
}

/** How many arguments stand before the command: options that every command has. */
function leading(args: readonly string[]): number {
  let at = 0;
  while (args[at]?.startsWith('-')) {
    const option = globalOptions.find(({ name, short }) => args[at] === `--${name}` || args[at] === `-${short}`);
    at += option?.value === null || option === undefined ? 1 : 2;
  }
  return at;
}

/** Throws usage for an option that there isn't, a value that is missing, and a number of words that doesn't fit. */
export function readArguments(command: CommandSpec, args: readonly string[]): Given {
  const { found, positionals, commandLine } = takeApart(command, args);
  const options = new Map<string, string[]>();
  for (const [spec, value] of found) {
    const values = options.get(spec.name) ?? [];
    if (values.length > 0 && !spec.repeat && spec.value !== null) throw usageError(`--${spec.name} can be given only once.`);
    options.set(spec.name, [...values, value]);
  }
  if (!options.has('help')) checkCount(command, positionals);
  return new Given(options, positionals, commandLine);
}

interface Parts {
  readonly found: (readonly [OptionSpec, string])[];
  readonly positionals: string[];
  readonly commandLine: readonly string[];
}

// By hand: loading util.parseArgs takes a good part of a millisecond, which `strongroom read` doesn't have.
function takeApart(command: CommandSpec, args: readonly string[]): Parts {
  const specs = optionsOf(command);
  const parts = { found: [] as Parts['found'], positionals: [] as string[] };
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    const isOption = word.startsWith('-') && word !== '-';
    if (takesCommandLine(command) && (word === '--' || !isOption))
      return { ...parts, commandLine: args.slice(word === '--' ? at + 1 : at) };
    if (word === '--') return { ...parts, positionals: [...parts.positionals, ...args.slice(at + 1)], commandLine: [] };
    if (!isOption) {
      parts.positionals.push(word);
      continue;
    }
    const { spec, inline } = optionAt(command, specs, word);
    // What looks like an option is none's value: `--out --json` has forgotten one.
    const next = args[at + 1];
    const isNext = spec.value !== null && inline === null && next !== undefined && (!next.startsWith('-') || next === '-');
    if (isNext) at += 1;
    parts.found.push([spec, valueOf(spec, isNext ? next : inline)]);
  }
  return { ...parts, commandLine: [] };
}

/** `--name`, `--name=value`, `-n` or `-nvalue`. */
function optionAt(command: CommandSpec, specs: readonly OptionSpec[], word: string): { spec: OptionSpec; inline: string | null } {
  const isLong = word.startsWith('--');
  const end = isLong ? (word.includes('=') ? word.indexOf('=') : word.length) : 2;
  const form = word.slice(0, end);
  const spec = specs.find(({ name, short }) => form === `--${name}` || form === `-${short}`);
  if (spec === undefined) throw usageError(`"strongroom ${command.path}" has no option ${form}.`);
  return { spec, inline: end === word.length ? null : word.slice(isLong ? end + 1 : end) };
}

function valueOf({ name, value, choices }: OptionSpec, given: string | null): string {
  if (value === null && given !== null) throw usageError(`--${name} takes no value.`);
  if (value !== null && given === null) throw usageError(`--${name} needs a value: --${name} ${value}.`);
  if (choices.length > 0 && !choices.includes(given ?? '')) throw usageError(`--${name} is one of: ${choices.join(', ')}.`);
  return given ?? '';
}

function checkCount(command: CommandSpec, given: readonly string[]): void {
  const wanted = positionalsOf(command);
  const least = wanted.filter(({ optional }) => !optional);
  const missing = least[given.length];
  if (missing !== undefined && !takesCommandLine(command)) throw usageError(`"strongroom ${command.path}" needs ${missing.name}.`);
  const surplus = given[wanted.length];
  const endless = wanted.some(({ repeat }) => repeat);
  if (surplus !== undefined && !endless) throw usageError(`"strongroom ${command.path}" doesn’t take "${surplus}".`);
}
