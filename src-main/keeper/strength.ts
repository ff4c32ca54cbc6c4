import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** How hard a value is to guess (0 to 4), and whether it is one that everybody tries first. */
export interface Verdict {
  readonly strength: number;
  readonly known: boolean;
}

interface Estimator {
  readonly check: ZxcvbnFactory['check'];
  readonly common: ReadonlySet<string>;
}

/** The estimate's cost grows fast with the length; what it finds in the beginning is enough to tell. */
const charactersEstimated = 24;
const l33tSubstitutions = 8;

let loaded: Estimator | null = null;
let loading: Promise<Estimator> | undefined;

/**
 * The dictionaries take tens of milliseconds to read and as many to sort, so no opening and no save waits for them. Fewer than for
 * sign-in passwords: a vault has thousands of values.
 */
async function load(): Promise<Estimator> {
  const [core, common, english, german] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
    import('@zxcvbn-ts/language-de'),
  ]);
  const factory = new core.ZxcvbnFactory({
    l33tMaxSubstitutions: l33tSubstitutions,
    graphs: common.adjacencyGraphs,
    dictionary: {
      passwords: common.dictionary['passwords-common'],
      words: english.dictionary['commonWords-en'],
      names: english.dictionary['firstnames-en'],
      german: german.dictionary.commonWords,
    },
  });
  loaded = { check: (value) => factory.check(value), common: new Set(common.dictionary['passwords-common'].map(String)) };
  return loaded;
}

/** Throws what loading throws; the next call tries again. */
export async function loadEstimator(): Promise<void> {
  loading ??= load();
  try {
    await loading;
  } catch (error) {
    loading = undefined;
    throw error;
  }
}

const placeholders: readonly RegExp[] = [
  /^(?:change|replace|fill)[-_ ]?(?:me|this|it|in)\b.*$/i,
  /^(?:your|my|insert|enter|put|paste)[-_ ].*(?:here|key|token|secret|password)\W*$/i,
  /^<[^<>]*>$|^\{\{?[^{}]*\}?\}$|^\$\{?[A-Z_]+\}?$/,
  /^(?:[a-z]{2,12}[-_]){0,3}[x*.•#0]{3,}(?:[-_][x*.•#0]+)*$/i,
  /^(?:placeholder|example|sample|dummy|todo|tbd|none|null|undefined|secret|test(?:ing)?\d*|foo(?:bar)?|n\/?a)$/i,
  /example(?:key)?$/i,
];

const isPlaceholder = (value: string): boolean => placeholders.some((pattern) => pattern.test(value));

const classOf = (character: string): number =>
  /[a-z]/.test(character) ? 0 : /[A-Z]/.test(character) ? 1 : /[0-9]/.test(character) ? 2 : 3;
const classSizes = [26, 26, 10, 20] as const;

const madeCharacters = 16;
/** How often neighbours are of different classes: about half of the time in what a machine made, seldom in words with a number behind. */
const madeChanges = 0.3;
const hexadecimal = /^(?:0x)?[0-9a-f]+$/i;

/** Bits of what a machine seems to have made: its length times what its characters can be; null for anything else. */
function madeBits(value: string): number | null {
  const characters = [...value];
  if (characters.length < madeCharacters || /\s/.test(value)) return null;
  const classes = characters.map(classOf);
  const changes = classes.filter((each, at) => at > 0 && each !== classes[at - 1]).length;
  const distinct = new Set(characters).size;
  if (changes < madeChanges * (characters.length - 1) || distinct < Math.min(9, characters.length / 2)) return null;
  const each = hexadecimal.test(value) ? 4 : Math.log2([...new Set(classes)].reduce((sum, one) => sum + (classSizes[one] ?? 0), 0));
  // Characters that come again and again count once or twice.
  return Math.min(characters.length, distinct * 3) * each;
}

const strengthOfBits = (bits: number): number => (bits < 28 ? 0 : bits < 40 ? 1 : bits < 56 ? 2 : bits < 72 ? 3 : 4);

/** However unlikely it looks, so few characters are tried one after the other. */
const longestAt = (characters: number): number => (characters < 6 ? 0 : characters < 8 ? 1 : characters < 10 ? 2 : 4);

/** Null as long as the dictionaries aren't there and it takes them to tell. */
export function judge(value: string): Verdict | null {
  const text = value.normalize('NFKC').trim();
  if (text === '' || isPlaceholder(text)) return { strength: 0, known: true };
  const bits = madeBits(text);
  if (bits !== null) return { strength: strengthOfBits(bits), known: false };
  if (loaded === null) return null;
  if (loaded.common.has(text.toLowerCase())) return { strength: 0, known: true };
  const { score } = loaded.check(text.slice(0, charactersEstimated));
  return { strength: Math.min(score, longestAt([...text].length)), known: false };
}

/** What the index keeps of a value that was just saved. What can't be judged yet is for Health to look at, and loads what it takes. */
export function judgedWhenSaved(value: string): { readonly strength: number | null; readonly known?: true } {
  const verdict = judge(value);
  if (verdict === null) {
    // After the answer to this save; a failure shows when Health needs it.
    setImmediate(() => void loadEstimator().catch(() => undefined));
    return { strength: null };
  }
  return { strength: verdict.strength, ...(verdict.known ? { known: true } : {}) };
}
