import type { Input } from '../../src-shared/contract/index.ts';
import { defaultPreferences, type Preferences, preferencesSchema } from '../../src-shared/models.ts';
import type { Database } from '../database/database.ts';

export type PreferencesService = ReturnType<typeof createPreferencesService>;

/** A person's preferences, kept by key and value; a stored value that no longer fits falls back to its default. */
export function createPreferencesService(database: Database) {
  async function read(ownerId: string): Promise<Preferences> {
    const stored = await database.repositories.preferences.read(ownerId);
    const known = Object.entries(preferencesSchema.shape).flatMap(([key, schema]) => {
      const parsed = schema.safeParse(stored[key]);
      return parsed.success ? [[key, parsed.data]] : [];
    });
    return { ...defaultPreferences, ...Object.fromEntries(known) };
  }

  return {
    read,
    async write(ownerId: string, changes: Input<'preferences.set'>): Promise<Preferences> {
      const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
      await database.transaction((r) => r.preferences.write(ownerId, given));
      return read(ownerId);
    },
  };
}
