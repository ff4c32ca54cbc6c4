import { AppError } from '../../src-shared/errors.ts';
import type { KdfParameters, PersonKeys, Slot } from '../crypto/formats.ts';
import { createPersonKeys, openIdentityKey } from '../crypto/person-keys.ts';
import { sha256 } from '../crypto/primitives.ts';
import { makeRecoveryCode, parseRecoveryCode } from '../crypto/recovery-code.ts';
import { createPasswordSlot, createRecoverySlot, openPasswordSlot, openRecoverySlot, type SlotContext } from '../crypto/slots.ts';
import { vaultCipher } from '../crypto/vault-keys.ts';
import type { KeeperInput, KeeperOutput, VaultRows } from './keeper-protocol.ts';
import type { KeeperParts } from './keeper-logic.ts';
import { VaultIndex } from './vault-index.ts';
import { openLog, sealHead, sealSnapshot } from './vault-log.ts';
import { VaultState } from './vault-state.ts';

type Answer<C extends 'createVault' | 'openWithPassword' | 'openWithCode'> = Promise<{ state: VaultState; output: KeeperOutput<C> }>;

const vaultKeyBytes = 32;

export async function createVault(parts: KeeperParts, input: KeeperInput<'createVault'>): Answer<'createVault'> {
  const { random, newId } = parts;
  const { installationId, ownerId, now } = input;
  const context = { ...parts, installationId, ownerId };
  const vaultKey = random(vaultKeyBytes);
  const { text, bytes } = makeRecoveryCode(random);
  const passwordSlot = await createPasswordSlot(context, { ...input, slotId: newId(), vaultKey });
  const recoverySlot = createRecoverySlot(context, { slotId: newId(), vaultKey, code: bytes, now });
  const cipher = vaultCipher(ownerId, vaultKey);
  const keys = createPersonKeys(cipher, random);
  const index = new VaultIndex();
  const snapshotId = newId();
  const snapshot = sealSnapshot(cipher, snapshotId, index, random);
  const snapshotHash = sha256(snapshot);
  const head = { generation: 1, lastHash: snapshotHash, snapshotId, snapshotHash, witnessed: null };
  const vault = { generation: 1, head: sealHead(cipher, head, random), snapshotId, snapshot, changes: [] };
  const identity = openIdentityKey(cipher, keys);
  const state = new VaultState({ installationId, cipher, vaultKey, keys, identity, index, head, newestSeen: 1 }, random);
  return { state, output: { passwordSlot, recoverySlot, recoveryCode: text, keys, vault } };
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
  return new VaultState({ installationId, cipher, vaultKey, keys, identity, index, head, newestSeen }, random);
}

const isWeaker = (stored: KdfParameters | null, wanted: KdfParameters): boolean =>
  stored !== null && (stored.memoryKib < wanted.memoryKib || stored.iterations < wanted.iterations);

const upgrade = (
  context: SlotContext & KeeperParts,
  slot: Slot,
  made: { vaultKey: Uint8Array; password: string; deviceSecret: Uint8Array; kdf: KdfParameters; now: number },
): Promise<Slot> => createPasswordSlot(context, { ...made, slotId: context.newId(), secretId: slot.secretId ?? '' });
