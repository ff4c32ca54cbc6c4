import type { MigrationInterface } from 'typeorm';
import { FirstVault1763650000000 } from './1763650000000-first-vault.ts';
import { People1763800000000 } from './1763800000000-people.ts';
import { Agent1764000000000 } from './1764000000000-agent.ts';
import { Usage1764100000000 } from './1764100000000-usage.ts';

export type Migration = new () => MigrationInterface;

/** Every migration, oldest first; a database with one that isn't here is from a newer version. */
export const migrations: readonly Migration[] = [FirstVault1763650000000, People1763800000000, Agent1764000000000, Usage1764100000000];
