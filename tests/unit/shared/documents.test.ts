import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDocument } from '../../../src-shared/documents.ts';

const nested = (depth: number): unknown => (depth === 0 ? 'bottom' : [nested(depth - 1)]);

describe('a document', () => {
  it('is every object and array of JSON', () => {
    const json = fc.jsonValue({ noUnicodeString: false }).filter((value) => !JSON.stringify(value).includes('"__proto__"'));
    fc.assert(
      fc.property(json, (value) => {
        expect(isDocument(value)).toBe(typeof value === 'object' && value !== null);
      }),
    );
  });

  it('comes back from JSON as it went in', () => {
    // Without minus zero, which JSON writes as zero.
    const number = fc.double().map((value) => value + 0);
    const values = [number, fc.boolean(), fc.string(), fc.constantFrom(null, undefined)];
    fc.assert(
      fc.property(fc.anything({ values, withDate: true, withMap: true, withNullPrototype: true, withSparseArray: true }), (value) => {
        if (isDocument(value)) expect(JSON.parse(JSON.stringify(value))).toEqual(value);
      }),
    );
  });

  it.each([
    ['a bare value', 'text'],
    ['nothing', null],
    ['what JSON has no word for', { at: undefined }],
    ['a number that is none', [Number.NaN]],
    ['a number without end', [Number.POSITIVE_INFINITY]],
    ['a big number', [1n]],
    ['a date', { at: new Date(0) }],
    ['bytes', [new Uint8Array(2)]],
    ['a map', [new Map()]],
    ['a function', { run: () => 1 }],
    ['an array with holes', Array.from({ length: 2 }).fill(1, 0, 1)],
    ['a property that would become a prototype', JSON.parse('{"__proto__":{"admin":true}}')],
  ])('is not %s', (_what, value) => {
    expect(isDocument(value)).toBe(false);
  });

  it('is a hundred levels deep at most, however deep it is', () => {
    expect([isDocument(nested(100)), isDocument(nested(101))]).toEqual([true, false]);
    expect(isDocument(JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)))).toBe(false);
  });

  it('has no trap: an object without a prototype is one, one that inherits is not', () => {
    expect(isDocument(Object.assign(Object.create(null), { a: 1 }))).toBe(true);
    expect(isDocument(Object.create({ inherited: 1 }))).toBe(false);
  });
});
