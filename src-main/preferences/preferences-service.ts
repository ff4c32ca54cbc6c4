import type { Input } from '../../src-shared/contract/index.ts';
import { defaultPreferences, type Preferences, preferencesSchema } from '../../src-shared/models.ts';
import type { PreferenceLimits } from '../../src-shared/policy.ts';
import type { Database } from '../database/database.ts';

interface PreferencesParts {
  readonly database: Database;
  readonly policy: { readonly now: PreferenceLimits };
}

export type PreferencesService = ReturnType<typeof createPreferencesService>;

/** A person's preferences, kept by key and value inside the policy; a stored value that no longer fits falls back to its default. */
export function createPreferencesService({ database, policy }: PreferencesParts) {
  async function read(ownerId: string): Promise<Preferences> {
    const stored = await database.repositories.preferences.read(ownerId);
    const known = Object.entries(preferencesSchema.shape).flatMap(([key, schema]) => {
      const parsed = schema.safeParse(stored[key]);
      return parsed.success ? [[key, parsed.data]] : [];
    });
    const chosen: Preferences = { ...defaultPreferences, ...Object.fromEntries(known) };
    return {
      ...chosen,
      autoLockMinutes: Math.min(chosen.autoLockMinutes, policy.now.autoLockMaxMinutes),
      clipboardSeconds: Math.min(chosen.clipboardSeconds, policy.now.clipboardMaxSeconds),
    };
  }

  return {
    read,
    limits(): PreferenceLimits {
      const { autoLockMaxMinutes, clipboardMaxSeconds, deletionGraceDays, leaseMaxMinutes } = policy.now;
      return { autoLockMaxMinutes, clipboardMaxSeconds, deletionGraceDays, leaseMaxMinutes };
    },
    async write(ownerId: string, changes: Input<'preferences.set'>): Promise<Preferences> {
      const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
      await database.transaction((r) => r.preferences.write(ownerId, given));
      return read(ownerId);
    },
  };
}
