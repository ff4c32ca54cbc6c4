import type { SshKeyAnswer } from '../../src-shared/ssh-keys.ts';
import { describeSshKey } from '../crypto/ssh-key.ts';
import type { KeeperInput } from './keeper-protocol.ts';
import { openSecret } from './secret-part.ts';
import type { VaultState } from './vault-state.ts';

const begins = /^\s*-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/;

/** What a text says of itself as a private key. */
export function sshAnswer(text: string): SshKeyAnswer {
  if (!begins.test(text)) return { state: text.trim() === '' ? 'none' : 'unreadable' };
  const read = describeSshKey(text);
  return typeof read === 'string' ? { state: read } : { state: 'read', key: read };
}

/** The public half of the private key that an item holds. Throws notFound, dataDamaged. */
export function sshKeyOf({ cipher, index }: VaultState, { id, secret }: KeeperInput<'sshKey'>): SshKeyAnswer {
  const { fields } = openSecret(cipher, index.get(id), secret);
  const holder = fields.find(({ type, value }) => (type === 'multiline' || type === 'hidden') && begins.test(value));
  return holder === undefined ? { state: 'none' } : sshAnswer(holder.value);
}
