import { AppError } from '../../src-shared/errors.ts';
import { sha256, type Randomness } from './primitives.ts';

/** Crockford's base 32: no I, L, O, U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeBytes = 20;
const checkCharacters = 4;
const groupCharacters = 4;

/** 160 random bits, written as eight groups of four and a ninth that checks them. */
export function makeRecoveryCode(random: Randomness): { text: string; bytes: Uint8Array } {
  const bytes = random(codeBytes);
  return { text: writeCode(bytes), bytes };
}

/** The 20 bytes behind a code, however a person typed it. Throws wrongRecoveryCode with reason `length` or `checksum`. */
export function parseRecoveryCode(text: string): Uint8Array {
  const bytes = readCode(text, codeBytes);
  if (typeof bytes === 'string') throw new AppError('wrongRecoveryCode', { reason: bytes });
  return bytes;
}

/** Groups of four with a last one that checks them; the number of bytes has to be a multiple of five. */
export const writeCode = (bytes: Uint8Array): string => inGroups(encode(bytes) + checkOf(bytes));

/** The bytes behind a code of that many, or what is wrong with it. */
export function readCode(text: string, bytesExpected: number): Uint8Array | 'length' | 'checksum' {
  const typed = text
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
    .replaceAll(/[\s\-–—_.]/g, '');
  const bodyCharacters = (bytesExpected * 8) / 5;
  if (typed.length !== bodyCharacters + checkCharacters) return 'length';
  if ([...typed].some((character) => !alphabet.includes(character))) return 'checksum';
  const bytes = decode(typed.slice(0, bodyCharacters));
  return checkOf(bytes) === typed.slice(bodyCharacters) ? bytes : 'checksum';
}

export const groupsOf = (text: string): string[] => text.split('-');

/** 20 bits of a digest: a mistyped code is told from a wrong one before any key is tried. */
const checkOf = (bytes: Uint8Array): string => encode(sha256(bytes)).slice(0, checkCharacters);

function encode(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join('');
}

function decode(characters: string): Uint8Array {
  const bits = [...characters].map((character) => alphabet.indexOf(character).toString(2).padStart(5, '0')).join('');
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (eight) => Number.parseInt(eight, 2));
}

const inGroups = (characters: string): string => (characters.match(new RegExp(`.{${groupCharacters}}`, 'g')) ?? []).join('-');
