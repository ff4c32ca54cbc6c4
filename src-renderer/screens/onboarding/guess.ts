import type { ItemKind } from '../../../src-shared/items.ts';

/** What a pasted text seems to be. `name` is a service's own name, empty where there is nothing to go by. */
export interface Guess {
  readonly kind: ItemKind;
  readonly name: string;
}

/** How keys of well-known services begin, the longer beginning first. */
const beginnings: readonly (readonly [RegExp, string])[] = [
  [/^sk-ant-[\w-]{20,}$/, 'Anthropic'],
  [/^sk-(?:proj-|svcacct-|admin-)?[\w-]{20,}$/, 'OpenAI'],
  [/^(?:gh[pousr]_\w{30,}|github_pat_\w{40,})$/, 'GitHub'],
  [/^glpat-[\w.-]{20,}$/, 'GitLab'],
  [/^(?:AKIA|ASIA)[A-Z\d]{16}$/, 'AWS'],
  [/^AIza[\w-]{35}$/, 'Google'],
  [/^[rs]k_(?:live|test)_\w{16,}$/, 'Stripe'],
  [/^hf_\w{30,}$/, 'Hugging Face'],
  [/^xox[abeprs]-[\w-]{20,}$/, 'Slack'],
  [/^bg_[\da-f]{20,}$/, 'Bitget'],
];

const blocks: readonly (readonly [RegExp, ItemKind])[] = [
  [/^-----BEGIN (?:OPENSSH |RSA |EC |DSA )?PRIVATE KEY-----/, 'sshKey'],
  [/^-----BEGIN (?:TRUSTED )?CERTIFICATE-----/, 'certificate'],
];

/** Lines of NAME=value: one with a name in capitals, or several. */
const isEnv = (text: string): boolean => {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));
  const named = lines.filter((line) => /^\s*(?:export\s+)?[A-Za-z_]\w*=/.test(line));
  return named.length === lines.length && (lines.length > 1 || /^\s*(?:export\s+)?[A-Z_][A-Z\d_]*=/.test(lines[0] ?? ''));
};

/** What the text is, going by its shape alone; it is kept nowhere. Null for nothing at all. */
export function guessOf(pasted: string): Guess | null {
  const text = pasted.trim();
  if (text === '') return null;
  const block = blocks.find(([pattern]) => pattern.test(text));
  if (block !== undefined) return { kind: block[1], name: '' };
  const service = beginnings.find(([pattern]) => pattern.test(text));
  if (service !== undefined) return { kind: 'apiKey', name: service[1] };
  if (/^(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|rediss?|mssql):\/\//.test(text)) return { kind: 'database', name: hostOf(text) };
  if (isEnv(text)) return { kind: 'envSet', name: '' };
  return { kind: /\s/.test(text) ? 'note' : 'apiKey', name: '' };
}

/** SECURITY: passwords have signs in them that mean something in an address; where it isn't clear what the host is there is no name. */
function hostOf(address: string): string {
  const [before = '', behind, ...more] = address.split('@');
  if (more.length > 0 || (behind !== undefined && /[?#]/.test(before))) return '';
  return /^[^:/?#,]+/.exec(behind ?? before.replace(/^[a-z+]+:\/\//, ''))?.[0] ?? '';
}
