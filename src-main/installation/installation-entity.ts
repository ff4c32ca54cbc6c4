import { EntitySchema } from 'typeorm';
import type { KeychainStatus } from '../../src-shared/models.ts';
import { blob, integer, nullable, primary, text } from '../database/columns.ts';

export interface InstallationRow {
  readonly id: string;
  readonly createdAt: number;
  readonly keychainKind: KeychainStatus['kind'];
  /** The backup key under the installation recovery code. */
  readonly recoveryBlob: Uint8Array;
  readonly installationCodeConfirmedAt: number | null;
}

export const installationEntity = new EntitySchema<InstallationRow>({
  name: 'installation',
  columns: {
    id: text('id', primary),
    createdAt: integer('created_at'),
    keychainKind: text('keychain_kind'),
    recoveryBlob: blob('recovery_blob'),
    installationCodeConfirmedAt: integer('installation_code_confirmed_at', nullable),
  },
});
