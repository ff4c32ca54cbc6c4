import { AppError } from '../../src-shared/errors.ts';
import type { DerivePasswordKey } from '../crypto/kdf.ts';
import { signJws, signParts } from '../crypto/person-keys.ts';
import { equalBytes, type Randomness } from '../crypto/primitives.ts';
import { makeRecoveryCode } from '../crypto/recovery-code.ts';
import { generateSshKey } from '../crypto/ssh-key.ts';
import { createPasswordSlot, createRecoverySlot, openPasswordSlot, pretendToOpen } from '../crypto/slots.ts';
import { Assessment, fieldNames } from './assessment.ts';
import { Attachments, fileIds, openFile, withFiles } from './attachments.ts';
import { createItem, duplicateItem, markItems, purgeItems, updateItem } from './item-writes.ts';
import { openNotifications } from './drop-box.ts';
import { clearHistory, listVersions, restoreVersion, revealVersion } from './history.ts';
import { createFromHash, createVault, openWithCode, openWithPassword } from './keeper-opening.ts';
import type { KeeperCall, KeeperInput, KeeperOutput } from './keeper-protocol.ts';
import { linkedOf } from './linked.ts';
import { openRecords, putRecord, removeRecord } from './record-part.ts';
import { locate, nameMany, revealMany } from './references.ts';
import { rekeyVault } from './rekey.ts';
import { confirmRotation, previousOf, startRotation, takeBackRotation } from './rotation.ts';
import { detailOf, openSecret } from './secret-part.ts';
import { sshAnswer, sshKeyOf } from './ssh-keys.ts';
import { totpOf } from './totp.ts';
import type { VaultState } from './vault-state.ts';

/** What a keeper takes from outside, so that the same logic runs in its process and in tests. */
export interface KeeperParts {
  readonly derive: DerivePasswordKey;
  readonly random: Randomness;
  readonly newId: () => string;
}

type Calls = { readonly [C in KeeperCall]: (input: KeeperInput<C>) => Promise<KeeperOutput<C>> | KeeperOutput<C> };

export interface KeeperLogic {
  /** Throws what the protocol names for this call; vaultLocked before an opening, conflict after one where only one is allowed. */
  handle<C extends KeeperCall>(call: C, input: KeeperInput<C>): Promise<KeeperOutput<C>>;
}

/** One person, one opening: everything that touches the vault's key. */
export function createKeeperLogic(parts: KeeperParts): KeeperLogic {
  let state: VaultState | null = null;
  const { random, newId } = parts;
  const assessment = new Assessment();
  const attachments = new Attachments(random);

  const open = (): VaultState => {
    if (state === null) throw new AppError('vaultLocked');
    return state;
  };
  const keep = <T>({ state: opened, output }: { state: VaultState; output: T }): T => {
    state = opened;
    return output;
  };
  const unopened = (): void => {
    if (state !== null) throw new AppError('conflict', { what: 'keeper' });
  };
  const settled = (): VaultState => {
    open().requireSettled();
    return open();
  };

  const calls: Calls = {
    createVault: async (input) => {
      unopened();
      return keep(await createVault(parts, input));
    },
    createFromHash: async (input) => {
      unopened();
      return keep(await createFromHash(parts, input));
    },
    openWithPassword: async (input) => {
      unopened();
      return keep(await openWithPassword(parts, input));
    },
    openWithCode: async (input) => {
      unopened();
      return keep(await openWithCode(parts, input));
    },
    openNothing: ({ password, kdf }) => pretendToOpen(parts, password, kdf),
    verifyPassword: async ({ installationId, slot, password, deviceSecret }) => {
      const { cipher } = open();
      const vaultKey = await openPasswordSlot({ ...parts, installationId, ownerId: cipher.ownerId }, slot, password, deviceSecret);
      vaultKey.fill(0);
    },
    newPasswordSlot: (input) =>
      createPasswordSlot({ ...parts, ...ownerOf(open()) }, { ...input, slotId: newId(), vaultKey: open().vaultKey }),
    rekey: (input) => rekeyVault(parts, settled(), input),
    newRecoverySlot: ({ now }) => {
      const { text, bytes } = makeRecoveryCode(random);
      const slot = createRecoverySlot({ random, ...ownerOf(open()) }, { slotId: newId(), vaultKey: open().vaultKey, code: bytes, now });
      return { slot, recoveryCode: text };
    },

    list: ({ query, now, atWindow }) => open().search.list(query, now, { atWindow, verdicts: assessment.verdicts }),
    summaries: ({ ids }) => ids.map((id) => open().index.get(id).summary),
    linked: ({ id }) => linkedOf(open().index, id),
    counts: ({ now }) => open().search.counts(now),
    noteOpened: ({ id }) => {
      open().search.noteOpened(id);
    },
    get: ({ id, secret }) => {
      const entry = open().index.get(id);
      return detailOf(entry.summary, openSecret(open().cipher, entry, secret));
    },
    reveal: ({ id, fieldId, secret }) => {
      const field = openSecret(open().cipher, open().index.get(id), secret).fields.find((candidate) => candidate.id === fieldId);
      if (field === undefined) throw new AppError('notFound', { what: 'field' });
      return field.value;
    },

    totp: (input) => totpOf(open(), input),
    revealPrevious: (input) => previousOf(open(), input),
    sshKey: (input) => sshKeyOf(open(), input),
    generateSshKey: ({ comment }) => generateSshKey(random, comment),
    describeSshKey: ({ privateKey }) => sshAnswer(privateKey),

    create: (input) => createItem(settled(), input, random),
    startRotation: (input) => startRotation(settled(), input, random),
    confirmRotation: (input) => confirmRotation(settled(), input, random),
    takeBackRotation: (input) => takeBackRotation(settled(), input, random),
    update: (input) => updateItem(settled(), input, random),
    duplicate: (input) => duplicateItem(settled(), input, random),
    mark: (input) => markItems(settled(), input, random),
    trashedBefore: ({ before }) =>
      [...open().index.entries()].flatMap(({ summary: { id, trashedAt } }) => (trashedAt !== null && trashedAt < before ? [id] : [])),
    purge: (input) => purgeItems(settled(), input),

    listVersions: (input) => listVersions(open(), input),
    revealVersion: (input) => revealVersion(open(), input),
    restoreVersion: (input) => restoreVersion(settled(), input, random),
    clearHistory: (input) => clearHistory(settled(), input, random),

    beginFile: (input) => attachments.begin(input),
    sealFile: (input) => attachments.seal(open(), input),
    dropFile: (input) => attachments.drop(input),
    attach: (input) => attachments.attach(settled(), input),
    detach: (input) => attachments.detach(settled(), input),
    renameFile: (input) => attachments.rename(settled(), input),
    openFile: (input) => openFile(open(), input),
    withFiles: () => withFiles(open()),
    fileIds: (input) => fileIds(open(), input),

    find: ({ item }) => open().lookup.find(item),
    locate: (input) => locate(open(), input),
    revealMany: (input) => revealMany(open(), input),
    nameMany: (input) => nameMany(open(), input),

    health: (input) => assessment.health(open(), input),
    findings: (input) => assessment.findings(open(), input),
    fieldNames: (input) => fieldNames(open(), input),
    unassessed: (input) => assessment.unassessed(open(), input),
    assess: (input) => assessment.assess(open(), input),
    keepStrengths: (input) => assessment.keepStrengths(settled(), input),
    expiringBefore: (input) => assessment.expiringBefore(open(), input),

    records: ({ collection, offset, limit }) => {
      const all = open().index.records.list(collection);
      return { total: all.length, records: all.slice(offset, offset + limit) };
    },
    collections: () => open().index.records.collections(),
    findRecord: ({ collection, key }) => open().index.records.find(collection, key),
    openRecords: (input) => openRecords(open(), input),
    putRecord: (input) => putRecord(settled(), input, random),
    removeRecord: (input) => removeRecord(settled(), input),

    compact: () => {
      const { head } = settled();
      return equalBytes(head.lastHash, head.snapshotHash) ? null : open().proposeSnapshot(newId());
    },
    settle: ({ committed }) => {
      open().settle(committed);
      return undefined;
    },

    checkAudit: (input) => open().witness.check(open().head.witnessed, input),
    sealWitness: ({ head, now }) => {
      const vault = settled();
      const witnessed = vault.witness.reached(vault.head.witnessed, head);
      const commit = vault.proposeWitness({ ...witnessed, at: now });
      const { epoch, sequence, hash } = witnessed;
      const { ownerId } = vault.cipher;
      return { commit, signature: signParts(vault.identity, 'audit/witness', ownerId, vault.installationId, epoch, sequence, hash) };
    },

    signIdentity: ({ issuer, audience, program, now, seconds }) => {
      const { identity, cipher } = open();
      const issuedAt = Math.floor(now / 1000);
      const times = { iat: issuedAt, exp: issuedAt + seconds, jti: newId() };
      const azp = program === null ? {} : { azp: program };
      return signJws(identity, cipher.ownerId, { iss: issuer, sub: cipher.ownerId, aud: audience, ...times, ...azp });
    },

    openSealed: (input) => openNotifications(open(), input),
  };

  return { handle: async (call, input) => calls[call](input) };
}

const ownerOf = ({ installationId, cipher }: VaultState) => ({ installationId, ownerId: cipher.ownerId });
