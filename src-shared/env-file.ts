/** One line of an env file: `name` and the text that stands for its value. */
export interface EnvEntry {
  readonly name: string;
  readonly value: string;
  /** From 1. */
  readonly line: number;
}

/** What can be wrong with a line; the texts are for a terminal. */
const problems = {
  noEquals: 'there is no "=" in it',
  badName: 'what stands before "=" can’t be the name of a variable',
  behindQuote: 'something stands behind the closing quote',
  openQuote: 'a quote is never closed',
} as const;
export type EnvFileProblem = keyof typeof problems;

export class EnvFileError extends Error {
  override readonly name = 'EnvFileError';
  readonly line: number;
  readonly problem: EnvFileProblem;

  constructor(line: number, problem: EnvFileProblem) {
    super(problems[problem]);
    this.line = line;
    this.problem = problem;
  }
}

/** A line that can't be read; never what stands in it. */
export interface RefusedLine {
  /** From 1. */
  readonly line: number;
  readonly problem: EnvFileProblem;
}

const nameForm = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
/** What `strongroom run` takes as the name of a variable. */
export const isVariableName = (text: string): boolean => nameForm.test(text);

const shellForm = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Whether a shell can name it too (POSIX 3.235). */
export const isShellName = (text: string): boolean => shellForm.test(text);

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/**
 * What an env file says, in its order. `NAME=value`, also behind `export`; comments from `#`, behind a value only after a blank;
 * in single quotes everything is what it is, in double quotes `\n \r \t \" \\ \$` are escapes, and both may go over several lines.
 * Nothing is interpolated. Throws EnvFileError, which never holds a value.
 */
export function parseEnvFile(text: string): EnvEntry[] {
  const { entries, refused } = readEnvLines(text);
  const [first] = refused;
  if (first !== undefined) throw new EnvFileError(first.line, first.problem);
  return entries;
}

/** The same, reading on behind a line that can't be read. */
export function readEnvLines(text: string): { entries: EnvEntry[]; refused: RefusedLine[] } {
  const source = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const entries: EnvEntry[] = [];
  const refused: RefusedLine[] = [];
  let line = 1;
  for (let at = 0; at < source.length;) {
    const end = endOfLine(source, at);
    const content = source.slice(at, end).trim();
    if (content === '' || content.startsWith('#')) {
      at = end + 1;
      line += 1;
      continue;
    }
    try {
      const { name, valueAt } = nameAt(source.slice(at, end), line);
      const { value, next } = valueFrom(source, at + valueAt, line);
      entries.push({ name, value, line });
      line += countLines(source, at, next);
      at = next;
    } catch (error) {
      if (!(error instanceof EnvFileError)) throw error;
      refused.push({ line: error.line, problem: error.problem });
      line += 1;
      at = end + 1;
    }
  }
  return { entries, refused };
}

function nameAt(content: string, line: number): { name: string; valueAt: number } {
  const equals = content.indexOf('=');
  if (equals === -1) throw new EnvFileError(line, 'noEquals');
  const name = content
    .slice(0, equals)
    .trim()
    .replace(/^export\s+/, '');
  if (!isVariableName(name)) throw new EnvFileError(line, 'badName');
  return { name, valueAt: equals + 1 };
}

/** `next` is where the line behind the value begins. */
function valueFrom(source: string, from: number, line: number): { value: string; next: number } {
  let at = from;
  while (source[at] === ' ' || source[at] === '\t') at += 1;
  const quote = source[at];
  if (quote !== '"' && quote !== "'") {
    const end = endOfLine(source, at);
    // A comment needs a blank before it, and the value may be missing altogether. SECURITY: whatever follows, the first one ends it.
    const value = source.slice(from, end).replace(/\s#[^]*/, '');
    return { value: value.trim(), next: end + 1 };
  }
  const { value, end } = quote === '"' ? doubleQuoted(source, at + 1, line) : singleQuoted(source, at + 1, line);
  const rest = source.slice(end, endOfLine(source, end)).trim();
  if (rest !== '' && !rest.startsWith('#')) throw new EnvFileError(line, 'behindQuote');
  return { value, next: endOfLine(source, end) + 1 };
}

function singleQuoted(source: string, from: number, line: number): { value: string; end: number } {
  const end = source.indexOf("'", from);
  if (end === -1) throw new EnvFileError(line, 'openQuote');
  return { value: source.slice(from, end), end: end + 1 };
}

function doubleQuoted(source: string, from: number, line: number): { value: string; end: number } {
  const parts: string[] = [];
  for (let at = from; at < source.length; at += 1) {
    const character = source.charAt(at);
    if (character === '"') return { value: parts.join(''), end: at + 1 };
    if (character !== '\\') {
      parts.push(character);
      continue;
    }
    at += 1;
    const escaped = source.charAt(at);
    // An escape that there isn't stays as it is written.
    parts.push(escapes[escaped] ?? ('"\\$'.includes(escaped) ? escaped : `\\${escaped}`));
  }
  throw new EnvFileError(line, 'openQuote');
}

function endOfLine(source: string, from: number): number {
  const end = source.indexOf('\n', from);
  return end === -1 ? source.length : end;
}

function countLines(source: string, from: number, to: number): number {
  let lines = 0;
  for (let at = source.indexOf('\n', from); at !== -1 && at < to; at = source.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

/** So that parseEnvFile reads the same again. */
export const formatEnvFile = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.map(([name, value]) => `${name}=${quoted(value)}\n`).join('');

const quoted = (value: string): string =>
  /^[\w./:@%+,-]*$/.test(value)
    ? value
    : `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('$', '\\$').replaceAll('\n', '\\n').replaceAll('\r', '\\r')}"`;
