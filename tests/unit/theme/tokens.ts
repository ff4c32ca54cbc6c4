import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(import.meta.dirname, '..', '..', '..', 'src-renderer', 'theme', 'tokens.css');

export type Scheme = 'light' | 'dark';

/** Red, green, blue from 0 to 255, and how much covers what lies below. */
type Colour = readonly [number, number, number, number];

/** The colour roles of tokens.css, by name without `--sr-`, as written for each theme. */
export const roles: ReadonlyMap<string, Readonly<Record<Scheme, string>>> = new Map(
  [...readFileSync(file, 'utf8').matchAll(/--sr-([\w-]+): (?:light-dark\((#\w+), (#\w+)\)|(#\w+));/g)].map(
    ([, name = '', light, dark, both = '']) => [name, { light: light ?? both, dark: dark ?? both }],
  ),
);

const colourOf = (hex: string): Colour => {
  const part = (at: number): number => Number.parseInt(hex.slice(1 + at * 2, 3 + at * 2) || 'ff', 16);
  return [part(0), part(1), part(2), part(3) / 255];
};

const over = (top: Colour, below: Colour): Colour => {
  const mix = (at: 0 | 1 | 2): number => top[at] * top[3] + below[at] * (1 - top[3]);
  return [mix(0), mix(1), mix(2), 1];
};

/** Relative luminance, WCAG 2.2. */
function luminance([r, g, b]: Colour): number {
  const linear = (part: number): number => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

/** The contrast (1 to 21) of a role on grounds that lie over each other, the lowest one last. */
export function contrastOf(scheme: Scheme, word: string, grounds: readonly string[]): number {
  const read = (name: string): Colour => {
    const role = roles.get(name);
    if (role === undefined) throw new Error(`there is no colour --sr-${name}`);
    return colourOf(role[scheme]);
  };
  const ground = grounds.map(read).reduceRight((below, top) => over(top, below));
  const both = [luminance(over(read(word), ground)), luminance(ground)];
  return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
}
