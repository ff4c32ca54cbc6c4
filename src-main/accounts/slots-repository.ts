import { type EntityManager, In, IsNull, Not } from 'typeorm';
import { slotEntity, type SlotRow } from './slots-entity.ts';

/** Slots, both live and retired ones. */
export function createSlotsRepository(manager: EntityManager) {
  const rows = manager.getRepository(slotEntity);
  return {
    list: (ownerId: string): Promise<SlotRow[]> => rows.findBy({ ownerId }),
    find: (ownerId: string, slotId: string): Promise<SlotRow | null> => rows.findOneBy({ ownerId, id: slotId }),
    insert: async (row: SlotRow): Promise<void> => void (await rows.insert(row)),
    retire: async (ownerId: string, slotId: string, at: number): Promise<void> =>
      void (await rows.update({ ownerId, id: slotId }, { retiredAt: at })),
    remove: async (ownerId: string, slotId: string): Promise<void> => void (await rows.delete({ ownerId, id: slotId })),
    removeAll: async (ownerId: string): Promise<void> => void (await rows.delete({ ownerId })),
    /** Takes every retired slot but these out and answers with them. */
    async removeRetired(ownerId: string, keptIds: readonly string[]): Promise<SlotRow[]> {
      const retired = await rows.findBy({ ownerId, retiredAt: Not(IsNull()), id: Not(In([...keptIds])) });
      for (const { id } of retired) await rows.delete({ ownerId, id });
      return retired;
    },
  };
}
