import type { ErrorCode, Failure } from '../../src-shared/errors.ts';
import type { ItemCounts, ItemDetail, ItemDraft, ItemPage, ItemQuery, ItemSummary, TotpCode } from '../../src-shared/items.ts';
import type { ItemMark } from '../../src-shared/marks.ts';
import type { SshKeyAnswer, SshKeyView } from '../../src-shared/ssh-keys.ts';
import type { NotificationFacts, NotificationTrigger } from '../../src-shared/notifications.ts';
import type { SeenHead } from '../audit/audit-head.ts';
import type { AuditHead, AuditRecord, KdfParameters, PersonKeys, Slot } from '../crypto/formats.ts';
import type { HealthCalls } from './health-protocol.ts';
import type { AttachmentCalls } from './attachments-protocol.ts';
import type { HistoryCalls } from './history-protocol.ts';
import type { RecordSummary } from './record-index.ts';
import type { ReferenceCalls } from './references-protocol.ts';

/** One vault as it lies in the database, all of it sealed. */
export interface VaultRows {
  readonly generation: number;
  readonly head: Uint8Array;
  readonly snapshotId: string;
  readonly snapshot: Uint8Array;
  /** In order of generation; generations need not be consecutive, the hashes link them. */
  readonly changes: readonly { readonly generation: number; readonly blob: Uint8Array }[];
}

/** Both sealed parts of one item or record. */
export interface SealedItem {
  readonly id: string;
  readonly revision: number;
  readonly summary: Uint8Array;
  readonly secret: Uint8Array;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** An item or record by its sealed secret part, as it is stored; the keeper opens it. */
export interface StoredSecret {
  readonly id: string;
  readonly secret: Uint8Array;
}

/** What one transaction writes; it holds only if the stored generation still is `fromGeneration`. */
export interface VaultCommit {
  readonly fromGeneration: number;
  readonly generation: number;
  readonly head: Uint8Array;
  /** A new entry of the change log, stored under `generation`. */
  readonly change: Uint8Array | null;
  /** A compaction: replaces the snapshot and empties the change log. */
  readonly snapshot: { readonly id: string; readonly blob: Uint8Array } | null;
  readonly upserts: readonly SealedItem[];
  readonly removals: readonly string[];
}

interface VaultInput {
  readonly vault: VaultRows;
  readonly keys: PersonKeys;
  /** The newest generation that the keychain has seen; null where none was written yet. */
  readonly anchor: number | null;
  readonly acceptOlder: boolean;
}

interface RecordPlace {
  readonly collection: string;
  readonly key: string;
}

interface PasswordInput {
  readonly password: string;
  readonly deviceSecret: Uint8Array;
}

export interface NewSlotInput extends PasswordInput {
  readonly secretId: string;
  readonly kdf: KdfParameters;
  readonly now: number;
}

export interface Opened {
  readonly generation: number;
  /** The audit head that was sealed in this vault last, and when; null in a vault that never saw one. */
  readonly witnessed: SeenHead | null;
  /** A stronger slot to store in place of the one that was used; null where it is strong enough. */
  readonly upgradedSlot: Slot | null;
}

/** A vault as it was just made, or sealed anew under another key. */
export interface MadeVault {
  readonly passwordSlot: Slot;
  readonly recoverySlot: Slot;
  readonly recoveryCode: string;
  readonly keys: PersonKeys;
  readonly vault: VaultRows;
}

/** A record with its value. */
export type StoredRecord = RecordSummary & { readonly value: string };

/** Every request of main with its answer. One keeper serves one person and one opening. */
export interface KeeperCalls extends ReferenceCalls, HistoryCalls, AttachmentCalls, HealthCalls {
  /** Makes a person: vault key, both slots, key pairs, an empty vault that begins with `generation`. The keeper is open afterwards. */
  createVault: {
    input: { readonly installationId: string; readonly ownerId: string; readonly generation: number } & NewSlotInput;
    output: MadeVault;
  };
  /**
   * createVault for somebody who signs in with the password of another system for the first time: `hash` is bcrypt's of there.
   * Throws wrongPassword, after the same derivation as any other opening; dataDamaged for a hash that is none.
   */
  createFromHash: { input: KeeperCalls['createVault']['input'] & { readonly hash: string }; output: MadeVault };
  /** Throws wrongPassword, dataDamaged, dataFromNewerVersion, dataOlderThanSeen. */
  openWithPassword: {
    input: { readonly installationId: string; readonly slot: Slot; readonly kdf: KdfParameters; readonly now: number } & PasswordInput &
      VaultInput;
    output: Opened;
  };
  /** Throws wrongRecoveryCode and as above. Makes the slot for the new password on the way. */
  openWithCode: {
    input: { readonly installationId: string; readonly slot: Slot; readonly code: string; readonly newPassword: NewSlotInput } & VaultInput;
    output: Opened & { newSlot: Slot };
  };
  /** The work of openWithPassword for a name that nobody has; always throws wrongPassword. */
  openNothing: { input: { readonly password: string; readonly kdf: KdfParameters }; output: never };
  /** Throws wrongPassword, dataDamaged. */
  verifyPassword: { input: { readonly installationId: string; readonly slot: Slot } & PasswordInput; output: undefined };
  newPasswordSlot: { input: NewSlotInput; output: Slot };
  /**
   * Seals the whole vault under a new key, with new slots and the same key pairs; this keeper goes on with the old one and has
   * to be ended once the rows are stored. `secrets` are those of every item. Throws dataDamaged, busy.
   */
  rekey: {
    input: { readonly secrets: readonly StoredSecret[] } & NewSlotInput;
    output: MadeVault & { items: readonly SealedItem[] };
  };
  newRecoverySlot: { input: { readonly now: number }; output: { slot: Slot; recoveryCode: string } };

  list: { input: { readonly query: ItemQuery; readonly now: number; readonly atWindow?: boolean }; output: ItemPage };
  /** What the index says of these items, those in the trash too. Throws notFound. */
  summaries: { input: { readonly ids: readonly string[] }; output: ItemSummary[] };
  /** The items that this one names, null for one that has gone for good, and those that name it. Throws notFound. */
  linked: {
    input: { readonly id: string };
    output: { links: { id: string; item: ItemSummary | null }[]; backlinks: ItemSummary[] };
  };
  counts: { input: { readonly now: number }; output: ItemCounts };
  /** Puts an item first among those of the view `recent`; null forgets all of them. Throws notFound. */
  noteOpened: { input: { readonly id: string | null }; output: undefined };
  /** `secret` is the stored blob of that item; a blob other than the one the index names is dataDamaged. Throws notFound. */
  get: { input: StoredSecret; output: ItemDetail };
  reveal: { input: StoredSecret & { readonly fieldId: string }; output: string };

  /** Throws invalidInput where the field makes no codes; `now` in epoch milliseconds. */
  totp: {
    input: StoredSecret & { readonly fieldId: string; readonly now: number };
    output: TotpCode;
  };
  /** The value that a running renewal keeps; notFound where there is none. */
  revealPrevious: { input: StoredSecret; output: string };
  /** The public half of the first multi-line or hidden field that holds a private key. */
  sshKey: { input: StoredSecret; output: SshKeyAnswer };
  generateSshKey: { input: { readonly comment: string }; output: SshKeyView & { privateKey: string } };
  describeSshKey: { input: { readonly privateKey: string }; output: SshKeyAnswer };

  /** Writes answer with a commit that stays pending until `settle`; another write meanwhile is `busy`. */
  create: { input: { readonly id: string; readonly draft: ItemDraft; readonly now: number }; output: Proposal<ItemSummary> };
  /** Throws notFound, conflict (another revision is stored), dataDamaged. */
  update: {
    input: SeenItem & { readonly draft: ItemDraft };
    output: Proposal<ItemSummary>;
  };
  /** Throws notFound, conflict (another revision, or a renewal under way), invalidInput (nothing new), dataDamaged. */
  startRotation: { input: SeenItem & { readonly fieldId: string; readonly value: string }; output: Proposal<ItemSummary> };
  confirmRotation: { input: SeenItem & { readonly expiresAt?: number | null | undefined }; output: Proposal<ItemSummary> };
  takeBackRotation: { input: SeenItem; output: Proposal<ItemSummary> };
  duplicate: {
    input: StoredSecret & { readonly newId: string; readonly now: number };
    output: Proposal<ItemSummary>;
  };
  /** Sets what a summary alone holds, on many items at once. */
  mark: {
    input: {
      readonly items: readonly StoredSecret[];
      readonly mark: ItemMark | { readonly trashed: boolean };
      readonly now: number;
    };
    output: Proposal<readonly ItemSummary[]>;
  };
  /** Which items went to the trash before this time. */
  trashedBefore: { input: { readonly before: number }; output: string[] };
  /** Only items in the trash; throws notFound for others. */
  purge: { input: { readonly ids: readonly string[] }; output: Proposal<undefined> };
  /** A stretch of one collection in the order of the keys, and how many it has. */
  records: {
    input: { readonly collection: string; readonly offset: number; readonly limit: number };
    output: { readonly total: number; readonly records: readonly RecordSummary[] };
  };
  collections: { input: undefined; output: { collection: string; count: number }[] };
  /** Null where there is none. */
  findRecord: { input: { readonly collection: string; readonly key: string }; output: RecordSummary | null };
  /** Throws notFound, dataDamaged. */
  openRecords: { input: { readonly records: readonly StoredSecret[] }; output: StoredRecord[] };
  /** `id` is for a record that isn't there yet. Throws conflict where something else than `expect` is stored, limitReached. */
  putRecord: {
    input: { readonly id: string; readonly value: string; readonly expect: 'any' | 'absent' | number; readonly now: number } & RecordPlace;
    output: Proposal<RecordSummary>;
  };
  /** Throws notFound, conflict; answers with what is removed. */
  removeRecord: { input: { readonly expect: 'any' | number } & RecordPlace; output: Proposal<RecordSummary> };

  /** Folds the change log into a new snapshot; null where there is nothing to fold. */
  compact: { input: undefined; output: VaultCommit | null };
  settle: { input: { readonly committed: boolean }; output: undefined };

  /**
   * Checks that these rows, the first of them being the witnessed one where a witness exists, continue the chain up to the last one.
   * Where retention has removed that row, the walk begins with `cut`, the last row that was removed, and has to come to the row that
   * names it; null otherwise, and for every later stretch. A row that was witnessed lately can't have been removed: pastRewritten. Called repeatedly for long stretches; answers with the first problem or null.
   */
  checkAudit: {
    input: { readonly auditKey: Uint8Array; readonly cut: AuditHead | null; readonly rows: readonly AuditRecord[]; readonly now: number };
    output: { code: 'rowChanged' | 'rowMissing' | 'pastRewritten'; sequence: number } | null;
  };
  /** Seals the head that checkAudit arrived at into the vault, with the time, and signs the head (Ed25519, 64 bytes). */
  sealWitness: { input: { readonly head: AuditHead; readonly now: number }; output: { commit: VaultCommit; signature: Uint8Array } };

  /**
   * Who this person is, signed for one audience: a compact JWS (RFC 7515, EdDSA) whose `kid` and `sub` are the person's id,
   * with iss, aud, iat, exp and jti, and azp where a program asked. `now` in epoch milliseconds.
   */
  signIdentity: {
    input: {
      readonly issuer: string;
      readonly audience: string;
      readonly program: string | null;
      readonly now: number;
      readonly seconds: number;
    };
    output: string;
  };

  /** What was sealed to this person's drop-box, in the order of the input; one that doesn't open says why instead of hiding the others. */
  openSealed: {
    input: { readonly sealed: readonly { readonly id: string; readonly blob: Uint8Array }[] };
    output: readonly OpenedNotification[];
  };
}

export type OpenedNotification = { readonly id: string } & (
  { readonly content: { readonly trigger: NotificationTrigger; readonly facts: NotificationFacts } } | { readonly failure: ErrorCode }
);

/** A stored item with the revision that the person saw, and the time of the change. */
export interface SeenItem extends StoredSecret {
  readonly revision: number;
  readonly now: number;
}

export interface Proposal<T> {
  readonly commit: VaultCommit;
  readonly result: T;
}

export type KeeperCall = keyof KeeperCalls;
/** The calls that answer with a proposal to commit. */
export type WritingCall = { [C in KeeperCall]: KeeperCalls[C]['output'] extends Proposal<unknown> ? C : never }[KeeperCall];
export type KeeperInput<C extends KeeperCall> = KeeperCalls[C]['input'];
export type KeeperOutput<C extends KeeperCall> = KeeperCalls[C]['output'];

export interface KeeperRequest {
  readonly id: number;
  readonly call: KeeperCall;
  readonly input: unknown;
}
export type KeeperResponse = { readonly id: number } & (
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: Failure }
);

/** The pipe to one child process, whichever way the host forks it. */
export interface KeeperChannel {
  post(message: KeeperRequest): void;
  onMessage(listener: (message: KeeperResponse) => void): void;
  onExit(listener: () => void): void;
  kill(): void;
}
