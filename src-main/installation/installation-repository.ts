import type { EntityManager } from 'typeorm';
import { installationEntity, type InstallationRow } from './installation-entity.ts';

/** The single row that says which installation this database is. */
export function createInstallationRepository(manager: EntityManager) {
  const rows = manager.getRepository(installationEntity);
  return {
    find: async (): Promise<InstallationRow | null> => (await rows.find({ take: 1 }))[0] ?? null,
    insert: async (row: InstallationRow): Promise<void> => void (await rows.insert(row)),
    update: async (changes: Partial<InstallationRow>): Promise<void> => void (await rows.updateAll(changes)),
  };
}
