import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSearch, searchable, searchFlags, searchHoldings, searchOperators, type SearchTerm } from '../../../src-shared/search.ts';

const day = 86_400_000;
const terms = (text: string): readonly SearchTerm[] => parseSearch(text).terms;
const hints = (text: string): readonly string[] => parseSearch(text).hints.map(({ token, operator }) => `${operator ?? '?'} ${token}`);

describe('what is typed into the search', () => {
  it('is words, quotations and operators, any of them turned round by a minus', () => {
    expect(terms('a "b c" tag:d -e -"f g" -kind:note is:weak')).toEqual([
      { type: 'word', text: 'a', not: false },
      { type: 'word', text: 'b c', not: false },
      { type: 'tag', text: 'd', not: false },
      { type: 'word', text: 'e', not: true },
      { type: 'word', text: 'f g', not: true },
      { type: 'kind', text: 'note', not: true },
      { type: 'is', flag: 'weak', not: false },
    ]);
  });

  it('counts spans in days, weeks, months and years, and takes a date for that day', () => {
    const bounds = (text: string) => terms(text).map((term) => (term.type === 'time' ? [term.than, term.bound] : term.type));
    expect(bounds('expires:<30d changed:>2w created:3m expires:>1y changed:7')).toEqual([
      ['<', { span: 30 * day }],
      ['>', { span: 14 * day }],
      ['<', { span: 90 * day }],
      ['>', { span: 365 * day }],
      ['<', { span: 7 * day }],
    ]);
    expect(bounds('expires:<2027-01-31')).toEqual([['<', { at: Date.UTC(2027, 0, 31) }]]);
    expect(bounds('expires:never')).toEqual(['never']);
  });

  it('is told where an operator has no such value, and where there is no such operator', () => {
    expect(hints('is:nice has:wings expires:soon changed:<2026-13-40 kind:spoon')).toEqual([
      'is is:nice',
      'has has:wings',
      'expires expires:soon',
      'changed changed:<2026-13-40',
      'kind kind:spoon',
    ]);
    expect(hints('colour:red')).toEqual(['? colour:red']);
  });

  it('is told nothing while it is being typed, nor about addresses, times and quotations', () => {
    for (const text of [
      'is:',
      'is:f',
      'is:e',
      'expires:<',
      'expires:n',
      'expires:<2027',
      'expires:<2027-0',
      'https://a.example',
      '10:30',
      'arn::x',
      '"is:nice"',
      'tag:any',
    ])
      expect(hints(text), text).toEqual([]);
  });

  it('never fails, and never makes more of a text than its own words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const { terms: found, hints: told } = parseSearch(text);
        const plain = searchable(text);
        for (const term of found) if ('text' in term) expect(plain).toContain(term.text);
        for (const { token } of told) expect(plain).toContain(token);
      }),
    );
  });

  it('finds every word again that has no quotation mark, colon or leading minus in it', () => {
    const word = fc.stringMatching(/^[a-z0-9._@/]{1,12}$/);
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        expect(terms(words.join(' '))).toEqual(words.map((text) => ({ type: 'word', text, not: false })));
        expect(terms(words.map((text) => `-"${text}"`).join('  '))).toEqual(words.map((text) => ({ type: 'word', text, not: true })));
      }),
    );
  });

  it('reads each operator whatever its case, and whatever stands around it', () => {
    const operator = fc.constantFrom(
      ...searchFlags.map((flag) => `is:${flag}`),
      ...searchHoldings.map((holding) => `has:${holding}`),
      'expires:<9d',
      'changed:>2w',
    );
    const noise = fc.stringMatching(/^[a-z ]{0,10}$/);
    fc.assert(
      fc.property(operator, noise, noise, fc.boolean(), (asked, before, after, upper) => {
        const text = `${before} ${upper ? asked.toUpperCase() : asked} ${after}`;
        const [only, ...more] = terms(text).filter(({ type }) => type !== 'word');
        expect(more).toEqual([]);
        expect(only).toEqual(terms(asked)[0]);
        expect(parseSearch(text).hints).toEqual([]);
      }),
    );
  });

  it('narrows nothing by an operator alone, and says nothing about it', () => {
    for (const name of searchOperators) expect(parseSearch(`${name}: -${name}:`)).toEqual({ terms: [], hints: [] });
  });
});
