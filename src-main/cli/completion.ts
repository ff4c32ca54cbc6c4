import { type CommandSpec, type OptionSpec, optionsOf } from './command-spec.ts';

/** A script for one shell, made of the table; null for a shell that there is none for. */
export function completionFor(shell: string, table: readonly CommandSpec[]): string | null {
  switch (shell) {
    case 'bash':
      return bash(table);
    case 'zsh':
      return `#compdef strongroom\nautoload -U +X bashcompinit && bashcompinit\n${bash(table)}`;
    case 'fish':
      return fish(table);
    default:
      return null;
  }
}

/** What may follow a row of words that isn't a command yet, or isn't only one: `grant` → list, revoke, program. */
function nextWords(table: readonly CommandSpec[]): Map<string, Set<string>> {
  const next = new Map<string, Set<string>>();
  for (const { path } of table) {
    const words = path.split(' ');
    for (const [at, word] of words.entries()) {
      const before = words.slice(0, at).join(' ');
      next.set(before, (next.get(before) ?? new Set()).add(word));
    }
  }
  return next;
}

const withFiles = new Set(['env-file', 'in', 'out', 'password-file', 'codes-file']);
const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

function bash(table: readonly CommandSpec[]): string {
  const words = [...nextWords(table)].map(([before, after]) => `    ${quote(before)}) words=${quote([...after].join(' '))} ;;`);
  const options = table.map(
    (one) =>
      `    ${quote(one.path)}) options=${quote(
        optionsOf(one)
          .map(({ name }) => `--${name}`)
          .join(' '),
      )} ;;`,
  );
  const values = table.flatMap((one) =>
    optionsOf(one)
      .filter(({ choices }) => choices.length > 0)
      .map(
        ({ name, choices }) =>
          `    ${quote(`${one.path} --${name}`)}) COMPREPLY=($(compgen -W ${quote(choices.join(' '))} -- "$current")); return ;;`,
      ),
  );
  const files = [...withFiles].map((name) => `--${name}`).join('|');
  return `_strongroom() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} row= options= words= word at
  for ((at = 1; at < COMP_CWORD; at++)); do
    word=\${COMP_WORDS[at]}
    [[ $word == -* ]] && break
    row=\${row:+$row }$word
  done
  case "$row $previous" in
${values.join('\n')}
  esac
  case "$previous" in
    ${files}) COMPREPLY=($(compgen -f -- "$current")); return ;;
  esac
  case "$row" in
${words.join('\n')}
  esac
  while [[ -n $row ]]; do
    case "$row" in
${options.map((line) => `  ${line}`).join('\n')}
    esac
    [[ -n $options || $row != *' '* ]] && break
    row=\${row% *}
  done
  if [[ $current == -* ]]; then COMPREPLY=($(compgen -W "$options" -- "$current"))
  elif [[ -n $words ]]; then COMPREPLY=($(compgen -W "$words" -- "$current"))
  else COMPREPLY=($(compgen -f -- "$current"))
  fi
}
complete -F _strongroom strongroom
`;
}

function fish(table: readonly CommandSpec[]): string {
  const lines = ['complete -c strongroom -f'];
  for (const [before, after] of nextWords(table)) {
    const when = before === '' ? '__fish_use_subcommand' : seen(before);
    for (const word of after) {
      const does = table.find(({ path }) => path === (before === '' ? word : `${before} ${word}`))?.does ?? '';
      lines.push(`complete -c strongroom -n ${quote(when)} -a ${quote(word)}${does === '' ? '' : ` -d ${quote(does)}`}`);
    }
  }
  for (const command of table)
    for (const option of optionsOf(command)) lines.push(`complete -c strongroom -n ${quote(seen(command.path))} ${fishOption(option)}`);
  return `${lines.join('\n')}\n`;
}

const seen = (path: string): string =>
  path
    .split(' ')
    .map((word) => `__fish_seen_subcommand_from ${word}`)
    .join('; and ');

function fishOption({ name, short, value, choices, does }: OptionSpec): string {
  const takes = value === null ? '' : choices.length > 0 ? ` -x -a ${quote(choices.join(' '))}` : withFiles.has(name) ? ' -r -F' : ' -x';
  return `-l ${name}${short === null ? '' : ` -s ${short}`}${takes} -d ${quote(does)}`;
}
