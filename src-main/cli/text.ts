/** SECURITY: names come from people and programs; no control or direction mark of theirs reaches the terminal. */
export const visible = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '�');

/** Rows below each other, the last column as long as it is. Every cell is made visible. */
export function columns(rows: readonly (readonly string[])[]): string {
  const shown = rows.map((row) => row.map(visible));
  const widths = (shown[0] ?? []).map((_, at) => Math.max(...shown.map((row) => [...(row[at] ?? '')].length)));
  const lines = shown.map((row) =>
    row
      .map((cell, at) => (at === row.length - 1 ? cell : cell + ' '.repeat((widths[at] ?? 0) - [...cell].length)))
      .join('  ')
      .trimEnd(),
  );
  return lines.map((line) => `${line}\n`).join('');
}

/** Words in lines of at most so many characters, where a word isn't longer itself. */
export function wrapped(text: string, width = 100): string {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + word.length >= width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.map((line) => `${line}\n`).join('');
}

export const day = (time: number | null): string => (time === null ? '–' : new Date(time).toISOString().slice(0, 10));
/** In the time of this machine; JSON has epoch milliseconds. */
export function moment(time: number | null): string {
  if (time === null) return '–';
  const at = new Date(time);
  const two = (number: number): string => String(number).padStart(2, '0');
  const date = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${date} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')}`;
}

const colours = { ok: 32, warn: 33, fail: 31 } as const;
/** Plain where it isn't shown at a terminal, and where the person wants no colour. */
export function coloured(text: string, colour: keyof typeof colours): string {
  const wanted = process.stdout.isTTY && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
  return wanted ? `\u001B[${colours[colour]}m${text}\u001B[0m` : text;
}
