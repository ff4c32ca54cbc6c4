import { type ItemDraft, type ItemQuery, type ItemSummary } from '../../src-shared/items.ts';
import type { PersonKeys, Slot } from '../../src-main/crypto/formats.ts';
import { openPasswordSlot } from '../../src-main/crypto/slots.ts';
import { type VaultCipher, vaultCipher } from '../../src-main/crypto/vault-keys.ts';
import { createKeeperLogic, type KeeperLogic, type KeeperParts } from '../../src-main/keeper/keeper-logic.ts';
import type { KeeperInput, KeeperOutput, SealedItem, VaultCommit, VaultRows, WritingCall } from '../../src-main/keeper/keeper-protocol.ts';
import { fastDerive, fastKdf } from './fast-kdf.ts';
import { fixedRandomness } from './fixed-randomness.ts';

/** What a database holds of one person. */
export interface StoredVault {
  readonly vault: VaultRows;
  readonly items: ReadonlyMap<string, SealedItem>;
}

/** Everything about one person that outlives a keeper. */
export interface Person {
  readonly installationId: string;
  readonly ownerId: string;
  readonly password: string;
  readonly deviceSecret: Uint8Array;
  readonly slot: Slot;
  readonly recoverySlot: Slot;
  readonly recoveryCode: string;
  readonly keys: PersonKeys;
}

export const installationId = 'installation';
export const atNoon = 1_800_000_000_000;

/** An id as the app gives them, from something short. */
export const idOf = (short: string | number): string =>
  `00000000-0000-4000-8000-${Buffer.from(String(short)).toString('hex').padStart(12, '0')}`;

/** The parts of a keeper with a derivation that takes no time; everything random follows from the seed. */
export function keeperParts(seed: string): KeeperParts {
  let ids = 0;
  return {
    derive: fastDerive,
    random: fixedRandomness(seed),
    newId: () => {
      ids += 1;
      return `${seed}-${ids}`;
    },
  };
}

/** What a commit leaves in the database; throws where it was made for another generation. */
export function applied({ vault, items }: StoredVault, commit: VaultCommit): StoredVault {
  if (commit.fromGeneration !== vault.generation) throw new Error('made for another generation');
  const { generation, head, change, snapshot } = commit;
  const changes = snapshot === null ? vault.changes : [];
  const kept = new Map(items);
  for (const id of commit.removals) kept.delete(id);
  for (const item of commit.upserts) kept.set(item.id, item);
  return {
    vault: {
      ...{ generation, head },
      snapshotId: snapshot?.id ?? vault.snapshotId,
      snapshot: snapshot?.blob ?? vault.snapshot,
      changes: change === null ? changes : [...changes, { generation, blob: change }],
    },
    items: kept,
  };
}

/** One open vault with the database that it is committed to. */
export class TestVault {
  readonly person: Person;
  readonly logic: KeeperLogic;
  stored: StoredVault;

  constructor(person: Person, logic: KeeperLogic, stored: StoredVault) {
    this.person = person;
    this.logic = logic;
    this.stored = stored;
  }

  async write<C extends WritingCall>(call: C, input: KeeperInput<C>): Promise<KeeperOutput<C>['result']> {
    const { commit, result }: KeeperOutput<WritingCall> = await this.logic.handle<WritingCall>(call, input);
    await this.commit(commit);
    return result as KeeperOutput<C>['result'];
  }

  async commit(commit: VaultCommit): Promise<void> {
    this.stored = applied(this.stored, commit);
    await this.logic.handle('settle', { committed: true });
  }

  async compact(): Promise<void> {
    const commit = await this.logic.handle('compact', undefined);
    if (commit !== null) await this.commit(commit);
  }

  create(id: string, draft: Partial<ItemDraft> = {}): Promise<ItemSummary> {
    return this.write('create', { id, draft: draftOf(draft), now: atNoon });
  }

  update(id: string, revision: number, draft: Partial<ItemDraft>): Promise<ItemSummary> {
    return this.write('update', { id, revision, draft: draftOf(draft), secret: this.secretOf(id), now: atNoon + 1 });
  }

  mark(ids: readonly string[], mark: KeeperInput<'mark'>['mark']): Promise<readonly ItemSummary[]> {
    return this.write('mark', { items: ids.map((id) => ({ id, secret: this.secretOf(id) })), mark, now: atNoon + 2 });
  }

  secretOf(id: string): Uint8Array {
    return this.stored.items.get(id)?.secret ?? new Uint8Array();
  }

  reveal(id: string, fieldId: string): Promise<string> {
    return this.logic.handle('reveal', { id, fieldId, secret: this.secretOf(id) });
  }

  async names(query: Partial<ItemQuery> = {}): Promise<string[]> {
    const all = { view: { type: 'all' }, search: '', sort: 'name', offset: 0, limit: 500 } as const;
    const { rows } = await this.logic.handle('list', { query: { ...all, ...query }, now: atNoon });
    return rows.map((row) => row.name);
  }

  /** Another keeper with what is stored now, or with what the test put in its place. */
  async reopen(changes: Partial<KeeperInput<'openWithPassword'>> = {}): Promise<TestVault> {
    const logic = createKeeperLogic(keeperParts(`reopened ${this.stored.vault.generation}`));
    await logic.handle('openWithPassword', this.opening(changes));
    return new TestVault(this.person, logic, { ...this.stored, vault: changes.vault ?? this.stored.vault });
  }

  opening(changes: Partial<KeeperInput<'openWithPassword'>> = {}): KeeperInput<'openWithPassword'> {
    const { installationId, slot, password, deviceSecret, keys } = this.person;
    const { vault } = this.stored;
    const rest = { kdf: fastKdf, now: atNoon, anchor: null, acceptOlder: false } as const;
    return { installationId, slot, password, deviceSecret, keys, vault, ...rest, ...changes };
  }

  /** The vault's cipher as only its owner can derive it, to seal what the keeper itself never would. */
  async cipher(): Promise<VaultCipher> {
    const { ownerId, slot, password, deviceSecret } = this.person;
    const key = await openPasswordSlot({ ...keeperParts('cipher'), installationId, ownerId }, slot, password, deviceSecret);
    return vaultCipher(ownerId, key);
  }
}

/** A new person with an open, empty vault. */
export async function newVault(ownerId: string): Promise<TestVault> {
  const parts = keeperParts(ownerId);
  const logic = createKeeperLogic(parts);
  const { password, deviceSecret } = { password: `the password of ${ownerId}`, deviceSecret: parts.random(32) };
  const input = {
    installationId,
    ownerId,
    generation: 1,
    password,
    deviceSecret,
    secretId: `${ownerId}-secret`,
    kdf: fastKdf,
    now: atNoon,
  };
  const { passwordSlot, recoverySlot, recoveryCode, keys, vault } = await logic.handle('createVault', input);
  const person = { installationId, ownerId, password, deviceSecret, slot: passwordSlot, recoverySlot, recoveryCode, keys };
  return new TestVault(person, logic, { vault, items: new Map() });
}

/** An API key with a shown and two concealed fields, changed where the test says so. */
export const draftOf = (changes: Partial<ItemDraft> = {}): ItemDraft => ({
  kind: 'apiKey',
  name: 'Exchange',
  tags: [],
  favourite: false,
  expiresAt: null,
  fields: [
    { id: 'key', name: 'Key', type: 'hidden', value: 'canary-key' },
    { id: 'account', name: 'Account', type: 'text', value: 'desk 4' },
    { id: 'notes', name: 'Notes', type: 'multiline', value: 'canary-notes' },
  ],
  ...changes,
});
