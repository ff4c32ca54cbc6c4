import { AppError } from '../../src-shared/errors.ts';
import type { KdfParameters, PersonKeys, Slot } from '../crypto/formats.ts';
import { matchesImported } from '../crypto/imported-hash.ts';
import { createPersonKeys, openDropBoxKey, openIdentityKey } from '../crypto/person-keys.ts';
import { type Randomness, sha256 } from '../crypto/primitives.ts';
import { makeRecoveryCode, parseRecoveryCode } from '../crypto/recovery-code.ts';
import { createPasswordSlot, createRecoverySlot, openPasswordSlot, openRecoverySlot, type SlotContext } from '../crypto/slots.ts';
import { vaultCipher, type VaultCipher } from '../crypto/vault-keys.ts';
import type { KeeperInput, KeeperOutput, MadeVault, NewSlotInput, VaultRows } from './keeper-protocol.ts';
import type { KeeperParts } from './keeper-logic.ts';
import { VaultIndex } from './vault-index.ts';
import { openLog, sealHead, sealSnapshot, type VaultHead } from './vault-log.ts';
import { VaultState } from './vault-state.ts';

type Answer<C extends 'createVault' | 'openWithPassword' | 'openWithCode'> = Promise<{ state: VaultState; output: KeeperOutput<C> }>;

const vaultKeyBytes = 32;

export async function createVault(parts: KeeperParts, input: KeeperInput<'createVault'>): Answer<'createVault'> {
  const { random, newId } = parts;
  const { installationId, ownerId, generation } = input;
  const vaultKey = random(vaultKeyBytes);
  const slots = await createSlots({ ...parts, installationId, ownerId }, { ...input, vaultKey });
  const cipher = vaultCipher(ownerId, vaultKey);
  const keys = createPersonKeys(cipher, random);
  const index = new VaultIndex();
  const { head, vault } = sealWhole(cipher, { generation, snapshotId: newId(), index, witnessed: null }, random);
  const identity = openIdentityKey(cipher, keys);
  const state = new VaultState({ installationId, cipher, vaultKey, keys, identity, index, head, newestSeen: generation }, random);
  return { state, output: { ...slots, keys, vault } };
}

/** The vault of somebody who brings the password of another system. The derivation comes first, as for everybody. */
export async function createFromHash(parts: KeeperParts, { hash, ...input }: KeeperInput<'createFromHash'>): Answer<'createVault'> {
  const made = await createVault(parts, input);
  if (await matchesImported(input.password, hash)) return made;
  // SECURITY: this key was nobody's yet, and nobody shall have it.
  made.state.vaultKey.fill(0);
  throw new AppError('wrongPassword');
}

/** Both slots of a new vault key, with the recovery code that was made for it. */
export async function createSlots(
  context: SlotContext & KeeperParts,
  input: NewSlotInput & { vaultKey: Uint8Array },
): Promise<Pick<MadeVault, 'passwordSlot' | 'recoverySlot' | 'recoveryCode'>> {
  const { vaultKey, now } = input;
  const { text, bytes } = makeRecoveryCode(context.random);
  const passwordSlot = await createPasswordSlot(context, { ...input, slotId: context.newId() });
  const recoverySlot = createRecoverySlot(context, { slotId: context.newId(), vaultKey, code: bytes, now });
  return { passwordSlot, recoverySlot, recoveryCode: text };
}

/** A vault whose log is one snapshot. */
export function sealWhole(
  cipher: VaultCipher,
  { generation, snapshotId, index, witnessed }: Pick<VaultHead, 'generation' | 'snapshotId' | 'witnessed'> & { index: VaultIndex },
  random: Randomness,
): { head: VaultHead; vault: VaultRows } {
  const snapshot = sealSnapshot(cipher, snapshotId, index, random);
  const snapshotHash = sha256(snapshot);
  const head = { generation, lastHash: snapshotHash, snapshotId, snapshotHash, witnessed };
  return { head, vault: { generation, head: sealHead(cipher, head, random), snapshotId, snapshot, changes: [] } };
}

export async function openWithPassword(parts: KeeperParts, input: KeeperInput<'openWithPassword'>): Answer<'openWithPassword'> {
  const { slot, password, deviceSecret, kdf, now } = input;
  const context = { ...parts, installationId: input.installationId, ownerId: slot.ownerId };
  const vaultKey = await openPasswordSlot(context, slot, password, deviceSecret);
  const state = openState(context, vaultKey, input);
  const upgradedSlot = isWeaker(slot.kdf, kdf) ? await upgrade(context, slot, { vaultKey, password, deviceSecret, kdf, now }) : null;
  return { state, output: { ...openedOf(state), upgradedSlot } };
}

export async function openWithCode(parts: KeeperParts, input: KeeperInput<'openWithCode'>): Answer<'openWithCode'> {
  const { slot, code, newPassword } = input;
  const context = { ...parts, installationId: input.installationId, ownerId: slot.ownerId };
  const vaultKey = openRecoverySlot(context, slot, parseRecoveryCode(code));
  const state = openState(context, vaultKey, input);
  const newSlot = await createPasswordSlot(context, { ...newPassword, slotId: parts.newId(), vaultKey });
  return { state, output: { ...openedOf(state), upgradedSlot: null, newSlot } };
}

const openedOf = ({ head }: VaultState) => ({ generation: head.generation, witnessed: head.witnessed });

interface Stored {
  readonly vault: VaultRows;
  readonly keys: PersonKeys;
  readonly anchor: number | null;
  readonly acceptOlder: boolean;
}

/** Throws dataDamaged, dataFromNewerVersion, and dataOlderThanSeen where the keychain has seen a newer state. */
function openState(context: SlotContext & KeeperParts, vaultKey: Uint8Array, { vault, keys, anchor, acceptOlder }: Stored): VaultState {
  const { installationId, ownerId, random } = context;
  const cipher = vaultCipher(ownerId, vaultKey);
  const { head, index } = openLog(cipher, vault);
  const newestSeen = anchor ?? 0;
  if (head.generation < newestSeen && !acceptOlder) throw new AppError('dataOlderThanSeen', { what: 'vault' });
  const identity = openIdentityKey(cipher, keys);
  // SECURITY: a public half that was swapped would have others seal to somebody else.
  openDropBoxKey(cipher, keys);
  return new VaultState({ installationId, cipher, vaultKey, keys, identity, index, head, newestSeen }, random);
}

const isWeaker = (stored: KdfParameters | null, wanted: KdfParameters): boolean =>
  stored !== null && (stored.memoryKib < wanted.memoryKib || stored.iterations < wanted.iterations);

const upgrade = (
  context: SlotContext & KeeperParts,
  slot: Slot,
  made: { vaultKey: Uint8Array; password: string; deviceSecret: Uint8Array; kdf: KdfParameters; now: number },
): Promise<Slot> => createPasswordSlot(context, { ...made, slotId: context.newId(), secretId: slot.secretId ?? '' });
