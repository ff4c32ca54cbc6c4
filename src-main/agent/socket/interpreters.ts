/** What the arguments of an interpreter say of the program that it runs. */
export interface Told {
  /** As it was given. */
  readonly script: string | null;
  readonly inline: string | null;
  /** What stands before the script: it may load other code, so it is part of what the program is. */
  readonly options: readonly string[];
}

const shells = /^(?:bash|sh|dash|zsh|fish|ksh|busybox)$/;
/** Interpreters, and the flag after which each takes code instead of a file. */
const interpreters: readonly (readonly [name: RegExp, code: RegExp | null])[] = [
  [shells, /^(?:-[a-z]*c|--command)$/],
  [/^(?:python|pypy)[\d.]*$/, /^-[A-Za-z]*c$/],
  [/^(?:node|nodejs|bun|deno)$/, /^(?:-p?e|-p|--eval|--print)$/],
  [/^(?:ruby|perl|lua|Rscript)[\d.]*$/, /^-[a-z]*[eE]$/],
  [/^php[\d.]*$/, /^-r$/],
  [/^pwsh$/, /^-(?:c|Command)$/],
  [/^java$/, null],
];
/** Options whose value stands behind them. One that is missing here makes its value the script: another program, never this one. */
const takesValue =
  /^(?:-r|--require|--import|--loader|--experimental-loader|--env-file|--conditions|-C|-W|-X|-I|-O|-o|\+O|\+o|--rcfile|--init-file|-cp|-classpath|--class-path|--module-path|--config)$/;

const nothing: Told = { script: null, inline: null, options: [] };

/** `program` is the name of the program file, `words` what follows it. */
export function readArguments(program: string, words: readonly string[]): Told {
  const interpreter = interpreters.find(([name]) => name.test(program));
  if (interpreter === undefined) return nothing;
  const [, code] = interpreter;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (code?.test(word)) return { script: null, inline: words[at + 1] ?? '', options: words.slice(0, at) };
    if (takesValue.test(word)) at += 1;
    // `deno run`, `bun run`: the file stands behind it.
    else if (word !== '' && !word.startsWith('-') && !(word === 'run' && /^(?:deno|bun)$/.test(program)))
      return { script: word, inline: null, options: words.slice(0, at) };
  }
  return nothing;
}

/** A shell that was started for one command only: whoever started it is who asks. */
export const isPassingShell = (program: string, inline: string | null): boolean => inline !== null && shells.test(program);
