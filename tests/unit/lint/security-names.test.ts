import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
const named = /`(tests\/[^`]+)`(?: — |: )((?:_.+?_(?:; |\.|$))+)/gmu;

/** Every test that SECURITY.md names, as file and title. */
function namesIn(text: string): { file: string; title: string }[] {
  return [...text.matchAll(named)].flatMap(([, file = '', titles = '']) =>
    [...titles.matchAll(/_(.+?)_(?:; |\.|$)/gu)].map(([, title = '']) => ({ file, title })),
  );
}

it('every test that SECURITY.md names is there under that name', () => {
  const names = namesIn(readFileSync(join(root, 'SECURITY.md'), 'utf8'));
  expect(names.length).toBeGreaterThan(150);
  const source = (file: string): string => readFileSync(join(root, file), 'utf8').replaceAll("\\'", "'");
  expect(names.filter(({ file, title }) => !source(file).includes(title))).toEqual([]);
});
