import { z } from 'zod';
import { AppError } from '../../src-shared/errors.ts';
import { limits } from '../../src-shared/limits.ts';
import { type SavedSearch, savedSearchSchema, type SearchDraft } from '../../src-shared/searches.ts';
import type { OpenVault } from './open-vault.ts';
import type { RecordsService } from './records-service.ts';

/** One record for all of them: they are few, and their order is theirs together. */
const place = { collection: 'strongroom.searches', key: 'all' } as const;
const storedSchema = z.object({ v: z.literal(1), searches: z.array(savedSearchSchema) });

interface SearchesParts {
  readonly records: RecordsService;
  readonly newId: () => string;
}

interface Saved {
  readonly searches: SavedSearch[];
}

interface Stored extends Saved {
  readonly expect: 'absent' | number;
}

/** A person's saved searches, sealed in their vault. Everything here throws keeperStopped, dataDamaged. */
export function createSearchesService({ records, newId }: SearchesParts) {
  async function read(vault: OpenVault): Promise<Stored> {
    const record = await records.read(vault, place.collection, place.key);
    return record === null ? { searches: [], expect: 'absent' } : { searches: parsed(record.value), expect: record.revision };
  }

  /** Throws conflict where another window has written meanwhile. */
  async function write(vault: OpenVault, expect: Stored['expect'], searches: SavedSearch[]): Promise<Saved> {
    await records.put(vault, { ...place, value: JSON.stringify({ v: 1, searches }), expect });
    return { searches };
  }

  return {
    list: async (vault: OpenVault): Promise<Saved> => ({ searches: (await read(vault)).searches }),

    /** Throws notFound, limitReached, conflict. */
    async save(vault: OpenVault, draft: SearchDraft): Promise<Saved> {
      const { searches, expect } = await read(vault);
      const changed = { ...draft, id: draft.id ?? newId() };
      if (draft.id !== null) {
        if (!searches.some(({ id }) => id === draft.id)) throw new AppError('notFound', { what: 'search' });
        return write(
          vault,
          expect,
          searches.map((search) => (search.id === changed.id ? changed : search)),
        );
      }
      if (searches.length >= limits.savedSearchesMax) throw new AppError('limitReached', { what: 'searches' });
      return write(vault, expect, [...searches, changed]);
    },

    /** One that isn't there is gone already. Throws conflict. */
    async remove(vault: OpenVault, id: string): Promise<Saved> {
      const { searches, expect } = await read(vault);
      const left = searches.filter((search) => search.id !== id);
      return left.length === searches.length ? { searches } : write(vault, expect, left);
    },
  };
}

function parsed(text: string): SavedSearch[] {
  try {
    return storedSchema.parse(JSON.parse(text)).searches;
  } catch {
    throw new AppError('dataDamaged', { what: 'searches' });
  }
}
