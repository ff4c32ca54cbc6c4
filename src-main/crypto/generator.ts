import type { Recipe } from '../../src-shared/generator.ts';
import type { Randomness } from './primitives.ts';

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const digits = '0123456789';
const symbols = '!#$%&*+-.:;<=>?@^_~|';
const lookAlikes = new Set('0Oo1lI|');

export interface Generated {
  readonly value: string;
  /** Entropy in bits: log2 of how many values were equally likely. */
  readonly bits: number;
}

/** Makes a value after a recipe; every outcome is equally likely, except that asked-for kinds of characters do occur. */
export async function generate(recipe: Recipe, random: Randomness): Promise<Generated> {
  switch (recipe.kind) {
    case 'password':
      return password(recipe, random);
    case 'passphrase':
      return passphrase(recipe, random);
    case 'hex':
    case 'base64':
      return { value: Buffer.from(random(recipe.bytes)).toString(recipe.kind), bits: recipe.bytes * 8 };
  }
}

function password(recipe: Extract<Recipe, { kind: 'password' }>, random: Randomness): Generated {
  const usable = (set: string): string =>
    recipe.avoidAmbiguous ? [...set].filter((character) => !lookAlikes.has(character)).join('') : set;
  const wanted = [letters, ...(recipe.digits ? [digits] : []), ...(recipe.symbols ? [symbols] : [])].map(usable);
  const alphabet = wanted.join('');
  // Drawing whole values until one has every wanted kind keeps those that do equally likely.
  for (;;) {
    const value = Array.from({ length: recipe.length }, () => alphabet[below(alphabet.length, random)]).join('');
    if (wanted.every((set) => [...value].some((character) => set.includes(character)))) {
      return { value, bits: Math.floor(recipe.length * Math.log2(alphabet.length) + Math.log2(shareWithAll(wanted, recipe.length))) };
    }
  }
}

/** The share of all values that hold a character of every set, by inclusion and exclusion; the sets don't overlap. */
function shareWithAll(sets: readonly string[], length: number): number {
  const total = sets.join('').length;
  const missing = sets.reduce<readonly { size: number; sign: number }[]>(
    (chosen, set) => [...chosen, ...chosen.map(({ size, sign }) => ({ size: size + set.length, sign: -sign }))],
    [{ size: 0, sign: 1 }],
  );
  return missing.reduce((share, { size, sign }) => share + sign * ((total - size) / total) ** length, 0);
}

async function passphrase(recipe: Extract<Recipe, { kind: 'passphrase' }>, random: Randomness): Promise<Generated> {
  const { wordlist } = await import('@scure/bip39/wordlists/english.js');
  const words = Array.from({ length: recipe.words }, () => wordlist[below(wordlist.length, random)] ?? '');
  const shown = recipe.capitalise ? words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)) : words;
  return { value: shown.join(recipe.separator), bits: Math.floor(recipe.words * Math.log2(wordlist.length)) };
}

/** A whole number from 0 to `bound` - 1, unbiased: bytes beyond the last whole multiple are drawn again. */
function below(bound: number, random: Randomness): number {
  const highest = Math.floor(0x1_0000_0000 / bound) * bound;
  for (;;) {
    const [a = 0, b = 0, c = 0, d = 0] = random(4);
    const drawn = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
    if (drawn < highest) return drawn % bound;
  }
}
