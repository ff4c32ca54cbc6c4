import { z } from 'zod';
import type { Input } from '../../src-shared/contract/index.ts';
import { AppError } from '../../src-shared/errors.ts';
import { limits } from '../../src-shared/limits.ts';
import { type SavedFilter, savedFilterSchema } from '../../src-shared/saved-filters.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { RecordsService } from '../vault/records-service.ts';

interface SavedFilterParts {
  readonly records: RecordsService;
  readonly newId: () => string;
}

const collection = 'strongroom.filters';
const storedSchema = z.strictObject({ v: z.literal(1), ...savedFilterSchema.omit({ id: true }).shape });

/** Filters with names, sealed in the vault of the administrator who made them: what somebody looks for is nobody else's business. */
export function createSavedFilters({ records, newId }: SavedFilterParts) {
  /** By name. Throws dataDamaged where one isn't as it was written. */
  async function list(vault: OpenVault): Promise<SavedFilter[]> {
    const stored = await records.readAll(vault, collection);
    return stored.map(({ record, value }) => filterFrom(record.key, value)).toSorted((a, b) => a.name.localeCompare(b.name));
  }

  return {
    list,
    /** Throws limitReached, and notFound where the one to be changed is gone. */
    async put(vault: OpenVault, { id, name, content }: Input<'filters.put'>): Promise<SavedFilter> {
      const known = await records.list(vault, collection);
      if (id !== null && !known.some(({ record }) => record.key === id)) throw new AppError('notFound', { what: 'filter' });
      if (id === null && known.length >= limits.savedFiltersMax) throw new AppError('limitReached', { what: 'filters' });
      const filter = { id: id ?? newId(), name, content };
      await records.put(vault, { collection, key: filter.id, value: JSON.stringify({ v: 1, name, content }), expect: 'any' });
      return filter;
    },
    /** Throws notFound. */
    async remove(vault: OpenVault, id: string): Promise<void> {
      if (!(await records.remove(vault, { collection, key: id, expect: 'any' }))) throw new AppError('notFound', { what: 'filter' });
    },
  };
}

function filterFrom(id: string, value: string): SavedFilter {
  try {
    const { v: _, ...filter } = storedSchema.parse(JSON.parse(value));
    return { id, ...filter };
  } catch {
    throw new AppError('dataDamaged', { what: 'filter' });
  }
}
