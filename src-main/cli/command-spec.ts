/** A command as the table declares it. */
export interface CommandSpec {
  /** The words that it is called by. */
  readonly path: string;
  /** What stands behind them, as help shows it: `NAME`, `[NAME]` may be left out, `NAME…` is one or more, `[NAME…]` any number. */
  readonly takes?: string;
  readonly does: string;
  /** More of it, for help and manual. */
  readonly about?: string;
  /** `-o, --out FILE…` and what it does; `…` may be repeated, `a|b` instead of FILE are the values there are. */
  readonly options?: readonly (readonly [string, string])[];
}

export interface OptionSpec {
  readonly name: string;
  readonly short: string | null;
  /** Null: it takes none. */
  readonly value: string | null;
  readonly repeat: boolean;
  /** The values that there are; empty where anything goes. */
  readonly choices: readonly string[];
  readonly does: string;
}

export interface Positional {
  readonly name: string;
  readonly optional: boolean;
  readonly repeat: boolean;
}

/** Every command has these. */
const everywhere: readonly (readonly [string, string])[] = [
  ['--json', 'Answers with one JSON object: {"ok": true, …} or {"ok": false, "error": {…}}'],
  ['--account NAME', 'Whose vault; else STRONGROOM_ACCOUNT, else what "strongroom use" has set'],
  ['--wait SECONDS', 'How long an unlock or your answer may take; else STRONGROOM_WAIT, else 30 for the unlock and 120 for the answer'],
  ['--no-wait', 'Fails at once where the vault is locked or you would have to be asked'],
  ['-h, --help', 'Shows this'],
];

function optionOf([form, does]: readonly [string, string]): OptionSpec {
  const [, short = null, name = '', metavar = null] = /^(?:-(\w), )?--([\w-]+)(?: (.+))?$/.exec(form) ?? [];
  const repeat = metavar?.endsWith('…') ?? false;
  const value = metavar?.replace(/…$/, '') ?? null;
  return { name, short, value, repeat, choices: value?.includes('|') ? value.split('|') : [], does };
}

export const globalOptions: readonly OptionSpec[] = everywhere.map(optionOf);
export const ownOptions = ({ options = [] }: CommandSpec): readonly OptionSpec[] => options.map(optionOf);
export const optionsOf = (command: CommandSpec): readonly OptionSpec[] => [...ownOptions(command), ...globalOptions];

export const positionalsOf = ({ takes = '' }: CommandSpec): readonly Positional[] =>
  takes
    .split(' ')
    .filter((word) => word !== '' && !word.startsWith('--'))
    .map((word) => ({ name: word.replaceAll(/[[\]…]/g, ''), optional: word.startsWith('['), repeat: word.includes('…') }));

/** Whether a command line of somebody else follows behind `--`. */
export const takesCommandLine = ({ takes = '' }: CommandSpec): boolean => takes.startsWith('-- ');
