import type { MigrationInterface } from 'typeorm';
import { FirstVault1763650000000 } from './1763650000000-first-vault.ts';

/** Every migration, oldest first; a database with one that isn't here is from a newer version. */
export const migrations: readonly (new () => MigrationInterface)[] = [FirstVault1763650000000];
