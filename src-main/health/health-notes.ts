import { z } from 'zod';
import { findingKeySchema, type HealthPoint, healthPointSchema } from '../../src-shared/health.ts';
import { idSchema, timeSchema } from '../../src-shared/models.ts';
import type { Repositories } from '../database/database.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { RecordsService } from '../vault/records-service.ts';

const collection = 'strongroom.health';

const notes = {
  /** One point per local day, the oldest first. */
  scores: z.strictObject({ v: z.literal(1), points: z.array(healthPointSchema) }),
  /** Finding → when somebody said that they know of it. */
  accepted: z.strictObject({ v: z.literal(1), keys: z.record(findingKeySchema, timeSchema) }),
  /** Item → the date that was spoken of, and how many days before it last. `worse`: when a worse score was told, and against which. */
  told: z.strictObject({
    v: z.literal(1),
    expiry: z.record(idSchema, z.strictObject({ at: timeSchema, days: z.number().int().nonnegative() })),
    worse: z.strictObject({ at: timeSchema, score: z.number().int() }).nullable(),
  }),
} as const;

type Notes = { readonly [K in keyof typeof notes]: z.infer<(typeof notes)[K]> };
const empty: Notes = { scores: { v: 1, points: [] }, accepted: { v: 1, keys: {} }, told: { v: 1, expiry: {}, worse: null } };

export type Point = HealthPoint;
export type HealthNotes = ReturnType<typeof createHealthNotes>;

/**
 * What health remembers, sealed in the person's own vault: opened once for each opening of the vault and kept beside it after that.
 * A note of a later version, or one that isn't what it should be, counts as none and is left alone until there is something new to write.
 */
export function createHealthNotes({ records }: { readonly records: Pick<RecordsService, 'read' | 'put'> }) {
  const known = new WeakMap<OpenVault, Partial<{ [K in keyof Notes]: Notes[K] }>>();
  const of = (vault: OpenVault): Partial<{ [K in keyof Notes]: Notes[K] }> => {
    const its = known.get(vault) ?? {};
    known.set(vault, its);
    return its;
  };

  return {
    async read<K extends keyof Notes>(vault: OpenVault, key: K): Promise<Notes[K]> {
      const ready: Notes[K] | undefined = of(vault)[key];
      if (ready !== undefined) return ready;
      const stored = await records.read(vault, collection, key);
      const note = stored === null ? empty[key] : parsed(key, stored.value);
      of(vault)[key] = note;
      return note;
    },
    /** `alongside` goes with it into the same transaction. */
    async write<K extends keyof Notes>(
      vault: OpenVault,
      key: K,
      note: Notes[K],
      alongside?: (r: Repositories) => Promise<void>,
    ): Promise<void> {
      await records.put(vault, { collection, key, value: JSON.stringify(note), expect: 'any' }, alongside);
      of(vault)[key] = note;
    },
  };
}

function parsed<K extends keyof Notes>(key: K, value: string): Notes[K] {
  try {
    return notes[key].parse(JSON.parse(value)) as Notes[K];
  } catch {
    return empty[key];
  }
}
