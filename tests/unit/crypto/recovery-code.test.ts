import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupsOf, makeRecoveryCode, parseRecoveryCode } from '../../../src-main/crypto/recovery-code.ts';
import { AppError } from '../../../src-shared/errors.ts';
import { fixedRandomness } from '../../helpers/fixed-randomness.ts';

const { text, bytes } = makeRecoveryCode(fixedRandomness('recovery code'));
const anyCode = fc.uint8Array({ minLength: 20, maxLength: 20 }).map((content) => makeRecoveryCode(() => content));

function reasonFor(typed: string): string | undefined {
  try {
    parseRecoveryCode(typed);
  } catch (error) {
    if (error instanceof AppError && error.code === 'wrongRecoveryCode') return error.detail?.reason;
    throw error;
  }
  return undefined;
}

describe('a recovery code that was mistyped', () => {
  it('is told by its length', () => {
    for (const typed of ['', '-', text.slice(0, -1), `${text}0`, text.slice(5), `${text}-${text}`]) expect(reasonFor(typed)).toBe('length');
  });

  it('is told by its checksum when any one character is another', () => {
    const characters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.split('');
    const compact = text.replaceAll('-', '');
    const passing = compact.split('').flatMap((right, at) =>
      characters
        .filter((character) => character !== right)
        .map((character) => compact.slice(0, at) + character + compact.slice(at + 1))
        .filter((typed) => reasonFor(typed) !== 'checksum'),
    );
    expect(passing).toEqual([]);
  });

  it('is told when it holds a character that no code has', () => {
    for (const character of ['U', 'u', '!', 'é', '\u0660', '\uFF11']) expect(reasonFor(character + text.slice(1))).toBe('checksum');
  });

  it('is told when two groups changed places', () => {
    const [first = '', second = '', ...others] = groupsOf(text);
    expect(first).not.toBe(second);
    expect(reasonFor([second, first, ...others].join('-'))).toBe('checksum');
  });
});

describe('a recovery code', () => {
  it('is read however it is typed', () => {
    const sloppy = [
      text.toLowerCase(),
      text.replaceAll('-', ''),
      text.replaceAll('-', ' '),
      `  ${text}\n`,
      text.replaceAll('-', ' – '),
      text.replaceAll('0', 'O').replaceAll('1', 'I'),
      text.replaceAll('0', 'o').replaceAll('1', 'l'),
    ];
    for (const typed of sloppy) expect(Buffer.from(parseRecoveryCode(typed))).toEqual(Buffer.from(bytes));
  });

  it('reads O as 0 and I and L as 1', () => {
    const { text: plain, bytes: nothing } = makeRecoveryCode(() => new Uint8Array(20));
    expect(plain.startsWith('0000-0000')).toBe(true);
    expect(parseRecoveryCode(plain.replaceAll('0', 'O'))).toEqual(nothing);
    const ones = Uint8Array.from({ length: 20 }, (_, at) => [0x08, 0x42, 0x10, 0x84, 0x21][at % 5] ?? 0);
    const { text: withOnes } = makeRecoveryCode(() => ones);
    expect(withOnes.startsWith('1111-1111')).toBe(true);
    for (const look of ['I', 'L', 'i', 'l']) expect(parseRecoveryCode(withOnes.replaceAll('1', look))).toEqual(ones);
  });

  it('is nine groups of four characters that cannot be taken for each other', () => {
    expect(groupsOf(text)).toHaveLength(9);
    for (const group of groupsOf(text)) expect(group).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  it('holds 160 bits, and any of them comes back', () => {
    fc.assert(
      fc.property(anyCode, (made) => {
        expect(parseRecoveryCode(made.text)).toEqual(made.bytes);
        expect(made.text).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}$/);
      }),
    );
  });
});
