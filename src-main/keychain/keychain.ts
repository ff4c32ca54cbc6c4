import type { KeychainStatus } from '../../src-shared/models.ts';

/**
 * Where the machine's share of the keys lies. Entries hold raw bytes.
 * read, write and remove throw AppError keychainUnavailable, keychainLocked; read also keychainEntryMissing.
 */
export interface Keychain {
  readonly kind: KeychainStatus['kind'];
  /** Writes an entry, reads it back and deletes it. */
  probe(): Promise<KeychainStatus['state']>;
  read(entry: string): Promise<Uint8Array>;
  write(entry: string, value: Uint8Array): Promise<void>;
  /** Removing what is not there is no failure. */
  remove(entry: string): Promise<void>;
}

export const deviceSecretEntry = (installationId: string, ownerId: string, secretId: string): string =>
  `device:${installationId}:${ownerId}:${secretId}`;
export const anchorEntry = (installationId: string, ownerId: string): string => `anchor:${installationId}:${ownerId}`;
export const auditHeadEntry = (installationId: string): string => `audit-head:${installationId}`;
/** There from the first policy on that was stored. */
export const policyEntry = (installationId: string): string => `policy-stored:${installationId}`;
export const installationKeyEntry = (installationId: string, key: InstallationKey): string => `installation:${installationId}:${key}`;

export const installationKeys = ['audit', 'account-rows', 'api-tokens', 'fingerprints', 'backup'] as const;
export type InstallationKey = (typeof installationKeys)[number];
