import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..', 'src-renderer');
const sheets = globSync('**/*.module.css', { cwd: root }).map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }));
const tokens = new Set(
  [...readFileSync(join(root, 'theme', 'tokens.css'), 'utf8').matchAll(/(--sr-[\w-]+):/g)].map(([, name = '']) => name),
);

const rules: readonly (readonly [string, RegExp])[] = [
  ['a colour of its own', /#[\da-f]{3,8}\b|\b(?:rgb|hsl|oklch|oklab|lab|lch|hwb|light-dark)a?\((?!var\()/i],
  [
    'a colour by its name',
    /(?:color|background|fill|stroke|border[\w-]*|outline): (?:[\w ]* )?(?:white|black|red|green|blue|gr[ae]y|orange|yellow)\b/,
  ],
  ['a size of type of its own', /font-size: [\d.]/],
  ['a time of its own', /(?:transition|animation)[\w-]*:[^;]*\b\d+m?s\b/],
];

const linesWith = (found: (line: string) => boolean): string[] =>
  sheets.flatMap(({ name, text }) =>
    text
      .split('\n')
      .map((line, at) => ({ line, at }))
      .filter(({ line }) => found(line))
      .map(({ line, at }) => `${name}:${at + 1} ${line.trim()}`),
  );

it('there are style sheets to look at', () => expect(sheets.length).toBeGreaterThan(10));

it.each(rules)('no style sheet outside theme/ has %s', (_, pattern) => {
  expect(linesWith((line) => pattern.test(line))).toEqual([]);
});

it('no style sheet names a token that there isn’t', () => {
  const unknown = (line: string): boolean => [...line.matchAll(/var\((--sr-[\w-]+)/g)].some(([, name = '']) => !tokens.has(name));
  expect(linesWith(unknown)).toEqual([]);
});

it('no element has a size of type of its own', () => {
  const elements = globSync('{components,screens}/**/*.tsx', { cwd: root });
  const own = elements.filter((name) => /\bfz=["{']+[\d.]/.test(readFileSync(join(root, name), 'utf8')));
  expect(elements.length).toBeGreaterThan(100);
  expect(own).toEqual([]);
});

it('nothing takes longer than 200 ms', () => {
  const times = [...readFileSync(join(root, 'theme', 'tokens.css'), 'utf8').matchAll(/: (\d+)ms;/g)].map(([, ms]) => Number(ms));
  expect(times.length).toBeGreaterThan(0);
  expect(Math.max(...times)).toBeLessThanOrEqual(200);
});
