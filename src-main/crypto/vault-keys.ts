import { aeadKey, open, seal } from './aead.ts';
import { bindingOf } from './labels.ts';
import { hkdf, hmac, type KeyObject, type Randomness } from './primitives.ts';

/** What a sealed blob is; part of its key and of its binding. */
export type Part = 'summary' | 'secret' | 'record-summary' | 'record' | 'snapshot' | 'change' | 'head' | 'identity' | 'drop-box';

/** A person's opened vault key, ready to derive from. */
export interface VaultCipher {
  readonly ownerId: string;
  readonly root: KeyObject;
}

/** Takes the 32 bytes of the vault key; the caller wipes its own copy. */
export const vaultCipher = (ownerId: string, vaultKey: Uint8Array): VaultCipher => ({ ownerId, root: aeadKey(vaultKey) });

/** One AES-256-GCM key per blob, so that no nonce can ever meet its key twice. */
const partKey = (vault: VaultCipher, part: Part, itemId: string, revision: number): KeyObject =>
  aeadKey(hkdf(vault.root, bindingOf('part', vault.ownerId, part, itemId, revision)));

const partBinding = (vault: VaultCipher, part: Part, itemId: string, revision: number): Uint8Array =>
  bindingOf('blob', vault.ownerId, itemId, revision, part);

/** `itemId` and `revision` name the place the blob is bound to: an item and its revision, a snapshot, a generation. */
export const sealPart = (
  vault: VaultCipher,
  part: Part,
  itemId: string,
  revision: number,
  plaintext: Uint8Array,
  random: Randomness,
): Uint8Array => seal(partKey(vault, part, itemId, revision), plaintext, partBinding(vault, part, itemId, revision), random);

/** Throws dataDamaged, dataFromNewerVersion. */
export const openPart = (vault: VaultCipher, part: Part, itemId: string, revision: number, blob: Uint8Array): Uint8Array =>
  open(partKey(vault, part, itemId, revision), blob, partBinding(vault, part, itemId, revision));

const fingerprintBytes = 16;

/** Tells that two values of one vault are equal without telling what they are; base64. */
export const fingerprint = (vault: VaultCipher, value: string): string =>
  Buffer.from(hmac(hkdf(vault.root, bindingOf('fingerprint', vault.ownerId)), new TextEncoder().encode(value)))
    .subarray(0, fingerprintBytes)
    .toString('base64');
