import { describe, expect, it } from 'vitest';
import { contrastOf, roles } from './tokens.ts';

const grounds = ['page', 'panel', 'rail', 'hover', 'selected'];
const bare = (words: readonly string[], on: readonly string[]) => words.flatMap((word) => on.map((ground) => [word, [ground]] as const));

/** What words stand on: 4.5 to 1. */
const words = [
  ...bare(['text'], grounds),
  ...bare(['quiet'], grounds),
  ...bare(['good', 'info', 'warn', 'bad', 'accent-text'], grounds),
  ...bare(['placeholder'], ['panel', 'page']),
  ...['good', 'info', 'warn', 'bad'].flatMap((tone) =>
    ['panel', 'page', 'rail'].map((ground) => [tone, [`${tone}-soft`, ground]] as const),
  ),
  ...['panel', 'page', 'rail'].map((ground) => ['warn', ['warn-soft-hover', ground]] as const),
  ['on-accent', ['accent']] as const,
  ['on-alarm', ['alarm']] as const,
  ...bare(['ink', 'ink-quiet'], ['paper']),
];

/** What is only seen: 3 to 1. */
const shapes = [
  ...bare(['focus'], grounds),
  ...bare(['accent'], ['page', 'panel', 'rail']),
  ...bare(['track-off'], ['page', 'panel']),
  ...bare(['star'], ['panel', 'page', 'selected']),
  ...bare(['plot', 'plot-other', 'bad'], ['panel']),
];

describe.each(['light', 'dark'] as const)('in the %s theme', (scheme) => {
  it.each(words)('%s reads on %j', (word, on) => {
    expect(contrastOf(scheme, word, on)).toBeGreaterThanOrEqual(4.5);
  });
  it.each(shapes)('%s is seen on %j', (shape, on) => {
    expect(contrastOf(scheme, shape, on)).toBeGreaterThanOrEqual(3);
  });
});

it('every colour of the tokens is measured, lines that only divide aside', () => {
  const measured = new Set([...words, ...shapes].flatMap(([word, on]) => [word, ...on]));
  const decoration = /^(?:ink-)?line|-line$/;
  expect([...roles.keys()].filter((name) => !measured.has(name) && !decoration.test(name))).toEqual([]);
});
