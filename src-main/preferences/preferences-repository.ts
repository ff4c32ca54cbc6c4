import type { EntityManager } from 'typeorm';
import { preferenceEntity } from './preferences-entity.ts';

export function createPreferencesRepository(manager: EntityManager) {
  const rows = manager.getRepository(preferenceEntity);
  return {
    /** What is stored, unchecked; a value that is no JSON counts as not stored. */
    async read(ownerId: string): Promise<Readonly<Record<string, unknown>>> {
      const stored = await rows.findBy({ ownerId });
      return Object.fromEntries(stored.flatMap(({ key, value }) => parsed(key, value)));
    },
    /** Active people whose choice, or `otherwise` where they have made none, is a number above `most`. */
    async ownersAbove(key: string, otherwise: number, most: number): Promise<string[]> {
      const found: { id: string }[] = await manager.query(
        `SELECT a.id FROM accounts a LEFT JOIN preferences p ON p.owner_id = a.id AND p.key = ?
        WHERE a.status = 'active' AND a.role <> 'guest' AND coalesce(cast(p.value AS integer), ?) > ? ORDER BY lower(a.display_name), a.id`,
        [key, otherwise, most],
      );
      return found.map(({ id }) => id);
    },
    async write(ownerId: string, values: Readonly<Record<string, unknown>>): Promise<void> {
      for (const [key, value] of Object.entries(values))
        await rows.upsert({ ownerId, key, value: JSON.stringify(value) }, ['ownerId', 'key']);
    },
  };
}

function parsed(key: string, value: string): [string, unknown][] {
  try {
    return [[key, JSON.parse(value)]];
  } catch {
    return [];
  }
}
