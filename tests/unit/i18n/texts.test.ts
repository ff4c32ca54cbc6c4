import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { english, german } from '../../../src-renderer/i18n/index.ts';
import { readSource } from './source.ts';

type Texts = { readonly [key: string]: string | Texts };

const flat = (texts: Texts, path = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) => (typeof value === 'string' ? [[path + key, value]] : flat(value, `${path}${key}.`)));

const en = new Map(flat(english));
const de = new Map(flat(german));
const source = readSource();
const baseOf = (key: string): string => key.replace(/_(?:one|other)$/, '');
const keys = new Set([...en.keys()].map(baseOf));

/** Asked for by code that puts the key together from more than one name. */
const indirect = [/^vault\.field\./, /^activity\.outcome\.ok$/];
/** Words that are the same in every language. */
const sameEverywhere = /^preferences\.languages\.|\.name$/;

describe('every text', () => {
  it('is there in both languages', () => {
    expect([...en.keys()].filter((key) => !de.has(key))).toEqual([]);
    expect([...de.keys()].filter((key) => !en.has(key))).toEqual([]);
  });

  it('that a screen asks for is there', () => {
    expect(source.asked.length).toBeGreaterThan(300);
    expect(source.asked.filter(({ key }) => !keys.has(key))).toEqual([]);
  });

  it('is asked for', () => {
    const used = (key: string): boolean =>
      source.literals.has(key) || source.templates.some((pattern) => pattern.test(key)) || indirect.some((pattern) => pattern.test(key));
    expect([...keys].filter((key) => !used(key))).toEqual([]);
  });

  it('says something in both languages', () => {
    const mayBeEmpty = (key: string): boolean => key === 'activity.outcome.ok';
    expect([...en, ...de].filter(([key, text]) => text.trim() === '' && !mayBeEmpty(key))).toEqual([]);
  });

  it('has the same places for values in both', () => {
    const places = (text = ''): string => [...new Set(text.match(/\{\{\w+\}\}/g))].toSorted().join(' ');
    // “One item” need not say the number.
    const differ = [...en].filter(([key, text]) => !key.endsWith('_one') && places(text) !== places(de.get(key)));
    expect(differ.map(([key]) => key)).toEqual([]);
  });

  it('of more than a few words is translated', () => {
    const left = [...en].filter(([key, text]) => /\p{L}+ \p{L}+ \p{L}+/u.test(text) && de.get(key) === text && !sameEverywhere.test(key));
    expect(left).toEqual([]);
  });

  it('with a plural has both of its forms', () => {
    const lonely = [...en.keys()].filter(
      (key) => /_(?:one|other)$/.test(key) && !(en.has(`${baseOf(key)}_one`) && en.has(`${baseOf(key)}_other`)),
    );
    expect(lonely).toEqual([]);
  });
});

it('no two areas share a name, so that none hides another', () => {
  const root = join(import.meta.dirname, '..', '..', '..', 'src-renderer', 'i18n', 'en');
  const twice = globSync('*.ts', { cwd: root }).flatMap((file) => {
    const seen = new Set<string>();
    // A key that stands twice at one depth of a file: the later one wins silently where the keys are spread.
    return [...readFileSync(join(root, file), 'utf8').matchAll(/^ {2}(\w+): \{/gm)].flatMap(([, key = '']) => {
      const known = seen.has(key);
      seen.add(key);
      return known ? [`${file}: ${key}`] : [];
    });
  });
  const tops = ['general', 'entry', 'personal'].flatMap((area) =>
    [...readFileSync(join(root, `${area}.ts`), 'utf8').matchAll(/^ {2}(\w+): /gm)].map(([, key = '']) => key),
  );
  expect(twice).toEqual([]);
  expect(tops.filter((key, at) => tops.indexOf(key) !== at)).toEqual([]);
});

it('no words stand in the markup itself', () => {
  expect(source.bare).toEqual([]);
});
