import type { EntityManager } from 'typeorm';
import { policyEntity, type PolicyRow } from './policy-entity.ts';

export function createPolicyRepository(manager: EntityManager) {
  const rows = manager.getRepository(policyEntity);
  return {
    find: (id: string): Promise<PolicyRow | null> => rows.findOneBy({ id }),
    save: async (row: PolicyRow): Promise<void> => void (await rows.upsert(row, ['id'])),
  };
}
