import { readEnvLines } from '../../../src-shared/env-file.ts';
import type { ItemKind } from '../../../src-shared/items.ts';
import { type Recognised, serviceOf } from '../../../src-shared/services/services.ts';

/** What a pasted text seems to be. */
export interface Guess {
  readonly kind: ItemKind;
  /** The name of its service, or the host of a database; empty where there is nothing to go by. */
  readonly name: string;
  /** Whose key it is, and the field that it belongs into; null where its form tells none. */
  readonly known: Recognised | null;
}

const blocks: readonly (readonly [RegExp, ItemKind])[] = [
  [/^-----BEGIN (?:OPENSSH |RSA |EC |DSA )?PRIVATE KEY-----/, 'sshKey'],
  [/^-----BEGIN (?:TRUSTED )?CERTIFICATE-----/, 'certificate'],
];

const database = /^(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|rediss?|mssql):\/\//;

/** Lines of NAME=value and nothing else: one with a name in capitals, or several. */
const isEnv = (text: string): boolean => {
  const { entries, refused } = readEnvLines(text);
  if (refused.length > 0) return false;
  const [first] = entries;
  // The padding of something in base64 is no value.
  return entries.length > 1 || (first !== undefined && /^[A-Z_][A-Z\d_]*$/.test(first.name) && !/^=*$/.test(first.value));
};

/** What the text is, going by its shape alone; it is kept nowhere. Null for nothing at all. */
export function guessOf(pasted: string): Guess | null {
  const text = pasted.trim();
  if (text === '') return null;
  const of = (kind: ItemKind, name = ''): Guess => ({ kind, name, known: null });
  const block = blocks.find(([pattern]) => pattern.test(text));
  if (block !== undefined) return of(block[1]);
  const known = serviceOf(text);
  if (known !== null) return { kind: known.service.kind, name: known.service.name, known };
  if (database.test(text)) return of('database', hostOf(text));
  if (isEnv(text)) return of('envSet');
  return of(/\s/.test(text) ? 'note' : 'apiKey');
}

/** SECURITY: passwords have signs in them that mean something in an address; where it isn't clear what the host is there is no name. */
function hostOf(address: string): string {
  const [before = '', behind, ...more] = address.split('@');
  if (more.length > 0 || (behind !== undefined && /[?#]/.test(before))) return '';
  return /^[^:/?#,]+/.exec(behind ?? before.replace(/^[a-z+]+:\/\//, ''))?.[0] ?? '';
}
