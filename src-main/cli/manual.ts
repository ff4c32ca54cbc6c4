import { type CommandSpec, globalOptions, type OptionSpec, ownOptions } from './command-spec.ts';

/** A dash that is typed, a backslash, and what roff would take for a request at the beginning of a line. */
const roff = (text: string): string => text.replaceAll('\\', '\\e').replaceAll('-', '\\-').replace(/^[.']/, '\\&$&');

const exits: readonly (readonly [string, string])[] = [
  ['0', 'done'],
  ['1', 'an error'],
  ['2', 'typed wrongly'],
  ['3', 'not found'],
  ['4', 'locked, or nobody is signed in'],
  ['5', 'denied'],
  ['6', 'Strongroom is not running'],
  ['7', 'ambiguous'],
  ['8', 'nobody answered in time'],
  ['9', 'damaged'],
  ['125', '"run" itself has failed'],
  ['126, 127', 'the command of "run" can’t be executed, was not found; else its own code, or 128+n after signal n'],
];
const environment: readonly (readonly [string, string])[] = [
  ['STRONGROOM_HOME', 'Another data directory; socket and configuration go with it'],
  ['STRONGROOM_ACCOUNT', 'Whose vault'],
  ['STRONGROOM_WAIT', 'Seconds that a locked vault may take'],
  ['STRONGROOM_TOKEN', 'The token of a connected program; never handed on by "run"'],
  ['STRONGROOM_ADMIN_EMAIL', 'The first administrator’s e-mail address'],
  ['STRONGROOM_KEYCHAIN', '"file": no keychain of the system is used'],
  ['NO_COLOR', 'No colours'],
];
const files: readonly (readonly [string, string])[] = [
  ['$XDG_CONFIG_HOME/strongroom/config.json', 'What "use" and "config" have set'],
  ['$XDG_RUNTIME_DIR/strongroom/agent.sock', 'Where the agent listens'],
  ['$XDG_DATA_HOME/strongroom/strongroom.db', 'Everything that is kept, sealed'],
];

/** The manual page, in the macros of man(7). */
export function manualPage(table: readonly CommandSpec[], version: string): string {
  return [
    `.TH STRONGROOM 1 "" "Strongroom ${version}"`,
    ...section('NAME', ['strongroom \\- secrets of this machine’s people, for them and the programs they let']),
    ...section('SYNOPSIS', ['.B strongroom', '.I COMMAND', '[OPTIONS]']),
    ...section('DESCRIPTION', [
      roff('Asks the Strongroom that runs on this machine. Values go to standard output, all else to standard error.'),
      '.PP',
      roff('Flags win over STRONGROOM_* in the environment, and these over the configuration.'),
    ]),
    ...section('COMMANDS', table.flatMap(entry)),
    ...section('OPTIONS OF EVERY COMMAND', globalOptions.flatMap(option)),
    ...section('EXIT STATUS', exits.flatMap(tagged)),
    ...section('ENVIRONMENT', environment.flatMap(tagged)),
    ...section('FILES', files.flatMap(tagged)),
    '',
  ].join('\n');
}

const section = (title: string, lines: readonly string[]): string[] => [`.SH ${title}`, ...lines];
const tagged = ([term, text]: readonly [string, string]): string[] => ['.TP', `.B ${roff(term)}`, `${roff(text)}.`];

const entry = (command: CommandSpec): string[] => [
  '.TP',
  `.B strongroom ${roff([command.path, command.takes ?? ''].join(' ').trim())}`,
  `${roff(command.does)}.`,
  ...(command.about === undefined ? [] : [roff(command.about)]),
  ...(command.options === undefined ? [] : ['.RS', ...ownOptions(command).flatMap(option), '.RE']),
];

function option({ short, name, value, repeat, does }: OptionSpec): string[] {
  const form = `${short === null ? '' : `-${short}, `}--${name}${value === null ? '' : ` ${value}`}${repeat ? '…' : ''}`;
  return ['.TP', `.B ${roff(form)}`, `${roff(does)}.`];
}
