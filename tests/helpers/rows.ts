import { blankAccount } from '../../src-main/accounts/account-rows.ts';
import type { AccountRow } from '../../src-main/accounts/accounts-entity.ts';
import type { VaultCommit, VaultRows } from '../../src-main/keeper/keeper-protocol.ts';
import type { SessionRow } from '../../src-main/session/sessions-entity.ts';

/** Rows without any meaning, for tests of what the database does with rows. */
const bytes = (...values: number[]): Buffer => Buffer.from(values);

export const accountRow = (id: string): AccountRow => ({
  id,
  username: id,
  displayName: id,
  email: null,
  colour: 'blue',
  role: 'user',
  ...blankAccount,
  status: 'active',
  createdAt: 1,
  dropBoxPublic: bytes(1),
  identityPublic: bytes(2),
  mac: bytes(3),
});

export const sessionRow = (id: string, ownerId: string): SessionRow => ({
  id,
  ownerId,
  kind: 'desktop',
  client: 'Test window',
  createdAt: 1,
  lastActivityAt: 1,
  idleExpiresAt: 100,
  expiresAt: 1000,
  revokedAt: null,
});

export const vaultRows = (generation: number): VaultRows => ({
  generation,
  head: bytes(4, generation),
  snapshotId: 'snapshot',
  snapshot: bytes(5),
  changes: [],
});

/** The commit that follows `fromGeneration` and changes nothing but the head, except where the test says so. */
export const commitFrom = (fromGeneration: number, changes: Partial<VaultCommit> = {}): VaultCommit => ({
  fromGeneration,
  generation: fromGeneration + 1,
  head: bytes(4, fromGeneration + 1),
  change: null,
  snapshot: null,
  upserts: [],
  removals: [],
  ...changes,
});

export const sealedItem = (id: string, revision: number): VaultCommit['upserts'][number] => ({
  id,
  revision,
  summary: bytes(6, revision),
  secret: bytes(7, revision),
  createdAt: 1,
  updatedAt: revision,
});
