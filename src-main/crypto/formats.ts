/** The shapes that leave the crypto core. All byte strings are plain Uint8Arrays, all times epoch milliseconds. */

export interface KdfParameters {
  readonly algorithm: 'argon2id';
  /** KiB; floor 65,536 and cap 1,048,576, checked whenever a slot is read. */
  readonly memoryKib: number;
  readonly iterations: number;
  readonly parallelism: number;
}

/** One way to open a vault: a password, or the recovery code. */
export interface Slot {
  readonly id: string;
  readonly ownerId: string;
  readonly kind: 'password' | 'recovery';
  /** Null for a recovery code, whose 160 random bits need no stretching. */
  readonly kdf: KdfParameters | null;
  readonly salt: Uint8Array;
  /** Names the keychain entry that holds the device secret; null for a recovery code. */
  readonly secretId: string | null;
  /** The vault key, sealed. */
  readonly wrapped: Uint8Array;
  /** bcrypt over a key derived beside the slot key: tells a wrong password from a damaged slot. Null for a recovery code. */
  readonly verifier: string | null;
  readonly createdAt: number;
}

/** A person's key pairs; the private halves are sealed under the vault key. */
export interface PersonKeys {
  readonly ownerId: string;
  /** X25519, 32 bytes. */
  readonly dropBoxPublic: Uint8Array;
  readonly dropBoxPrivate: Uint8Array;
  /** Ed25519, 32 bytes. */
  readonly identityPublic: Uint8Array;
  readonly identityPrivate: Uint8Array;
}

/** One line of the audit log as it is chained. */
export interface AuditRecord {
  readonly sequence: number;
  /** Counts up when the installation keys were lost and a new chain had to begin. */
  readonly epoch: number;
  readonly at: number;
  readonly actorId: string | null;
  readonly action: string;
  readonly targetKind: string | null;
  readonly targetId: string | null;
  readonly outcome: 'ok' | 'failed' | 'denied';
  readonly client: string;
  /** What changed, before and after; null for most. */
  readonly detail: string | null;
  /** HMAC-SHA-256(auditKey, previous hash ‖ canonical row), 32 bytes. */
  readonly hash: Uint8Array;
}

export interface AuditHead {
  readonly epoch: number;
  readonly sequence: number;
  readonly hash: Uint8Array;
}
