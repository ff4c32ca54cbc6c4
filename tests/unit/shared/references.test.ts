import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referenceSchema } from '../../../src-shared/agent/programs.ts';
import { formatReference, isReference, parseReference } from '../../../src-shared/agent/references.ts';
import { limits } from '../../../src-shared/limits.ts';

/** Names as items and fields have them: trimmed, not empty, on one line. */
const name = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .map((text) => text.trim())
  .filter((text) => text !== '' && !/\p{Cc}/u.test(text));

describe('a reference', () => {
  it('is read as it was written, whatever the names hold', () => {
    fc.assert(
      fc.property(name, fc.option(name), (item, field) => {
        const text = formatReference(item, field);
        expect(parseReference(text)).toEqual({ item, field });
        expect(referenceSchema.safeParse(text).success).toBe(true);
      }),
    );
  });

  it('survives being quoted in a file: it has no space, quote, line break, slash or dollar of the names', () => {
    fc.assert(
      fc.property(name, name, (item, field) => {
        expect(formatReference(item, field)).toMatch(/^strongroom:\/\/[^\s"`$/\\#]+\/[^\s"`$/\\#]+$/);
      }),
    );
  });

  it('is read the same again after it was written anew, or is none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (rest) => {
        const reference = parseReference(`strongroom://${rest}`);
        if (reference === null) return;
        expect(parseReference(formatReference(reference.item, reference.field))).toEqual(reference);
      }),
    );
  });

  it('is never found in other text, and no text is an exception', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(isReference(text)).toBe(text.startsWith('strongroom://') && parseReference(text) !== null);
      }),
    );
  });

  it.each([
    ['strongroom://Exchange', { item: 'Exchange', field: null }],
    ['strongroom://Exchange/Key', { item: 'Exchange', field: 'Key' }],
    ['strongroom://Home server/Private key', { item: 'Home server', field: 'Private key' }],
    ['strongroom://a%2Fb/100%25', { item: 'a/b', field: '100%' }],
    ['strongroom://B%C3%B6rse', { item: 'Börse', field: null }],
  ])('%s', (text, reference) => {
    expect(parseReference(text)).toEqual(reference);
  });

  it.each(['', 'strongroom://', 'strongroom:///Key', 'strongroom://Exchange/', 'strongroom://a/b/c', 'strongroom://%20/Key'])(
    'is not %j',
    (text) => {
      expect(parseReference(text)).toBeNull();
    },
  );

  it.each(['Strongroom://a', ' strongroom://a', 'strongroom:/a', 'strongroom://a%', 'strongroom://a%ff', 'strongroom://a%0Ab', 'op://a/b'])(
    'is not %j either',
    (text) => {
      expect(parseReference(text)).toBeNull();
    },
  );

  it('has a greatest length, and a name with half a character is written without an exception', () => {
    const longest = `strongroom://${'a'.repeat(limits.referenceMaxCharacters - 13)}`;
    expect([isReference(longest), isReference(`${longest}a`)]).toEqual([true, false]);
    expect(isReference(formatReference('\uD800', null))).toBe(true);
    expect(isReference(formatReference('名'.repeat(limits.itemNameMaxCharacters), null))).toBe(false);
  });
});
