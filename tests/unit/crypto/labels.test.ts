import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BindingPart, bindingOf } from '../../../src-main/crypto/labels.ts';

const hexOf = (...parts: readonly [string, string, ...BindingPart[]]): string => Buffer.from(bindingOf(...parts)).toString('hex');
// Few letters and short: lists that differ only in where a part ends have to come up.
const anyText = fc.string({ unit: fc.constantFrom('a', '\0', '\u0001'), maxLength: 3 });
const anyPart = fc.oneof(anyText, fc.constant(null), fc.uint8Array({ max: 1, maxLength: 3 }));
/** Equal lists have equal texts here, different ones different texts; `BindingPart`s of the kinds above only. */
const written = (parts: readonly BindingPart[]): string =>
  JSON.stringify(parts.map((part) => (part instanceof Uint8Array ? { bytes: [...part] } : part)));

describe('bindings', () => {
  it('tell null, empty text and empty bytes apart', () => {
    expect(new Set([hexOf('l', 'o', null), hexOf('l', 'o', ''), hexOf('l', 'o', new Uint8Array()), hexOf('l', 'o')]).size).toBe(4);
  });

  it('tell apart where one part ends and the next begins', () => {
    expect(hexOf('l', 'o', 'ab', 'c')).not.toBe(hexOf('l', 'o', 'a', 'bc'));
    expect(hexOf('la', 'o')).not.toBe(hexOf('l', 'ao'));
    expect(hexOf('l', 'o', 'a', '')).not.toBe(hexOf('l', 'o', '', 'a'));
  });

  it('tell bytes from the text that they spell', () => {
    expect(hexOf('l', 'o', 'a')).not.toBe(hexOf('l', 'o', new TextEncoder().encode('a')));
  });

  it('are never the same for two different lists', () => {
    const list = fc.array(anyPart, { maxLength: 4 });
    fc.assert(
      fc.property(anyText, anyText, list, anyText, anyText, list, (label, owner, parts, label2, owner2, parts2) => {
        const same = written([label, owner, ...parts]) === written([label2, owner2, ...parts2]);
        expect(hexOf(label, owner, ...parts) === hexOf(label2, owner2, ...parts2)).toBe(same);
      }),
      { numRuns: 1000 },
    );
  });

  it('write numbers in decimal', () => {
    expect(hexOf('l', 'o', 1024)).toBe(hexOf('l', 'o', '1024'));
  });

  it('begin with the format and count bytes, not characters', () => {
    const part = (kind: string, length: string, body: Uint8Array | string): string => kind + length + Buffer.from(body).toString('hex');
    expect(hexOf('l', 'ü', null, Uint8Array.of(7))).toBe(
      part('01', '0000000d', 'strongroom/v1') + part('01', '00000001', 'l') + part('01', '00000002', 'ü') + '0000000000020000000107',
    );
  });
});
