import { AppError } from '../../src-shared/errors.ts';
import { type HeldDraft, heldDraftSchema, type HeldHead } from '../../src-shared/held-draft.ts';
import type { OpenVault } from './open-vault.ts';
import type { RecordsService, StoredRecord } from './records-service.ts';

const place = { collection: 'strongroom.drafts', key: 'item' } as const;

/**
 * The one form that is open, as a record in its person's vault: under the same seals as an item, gone with it when the vault is
 * re-keyed or erased, and out of reach of programs. So a lock, a closed window or a power cut takes nothing that was typed.
 */
export function createDraftsService({ records }: { readonly records: RecordsService }) {
  const held = ({ value }: StoredRecord): HeldDraft => heldDraftSchema.parse(JSON.parse(value));

  return {
    /** Throws limitReached where it is too long, keeperStopped. */
    keep: async (vault: OpenVault, draft: HeldDraft): Promise<void> =>
      void (await records.put(vault, { ...place, value: JSON.stringify(draft), expect: 'any' })),

    /** Which form is kept, without what is in its fields; null where there is none. Throws dataDamaged. */
    async peek(vault: OpenVault): Promise<HeldHead | null> {
      const stored = await records.read(vault, place.collection, place.key);
      if (stored === null) return null;
      const { itemId, draft } = held(stored);
      return { itemId, kind: draft.kind, name: draft.name, keptAt: stored.updatedAt };
    },

    /** Throws notFound, dataDamaged, and vaultLocked where the vault was closed meanwhile. */
    async open(vault: OpenVault): Promise<HeldDraft> {
      const stored = await records.read(vault, place.collection, place.key);
      if (vault.closed) throw new AppError('vaultLocked');
      if (stored === null) throw new AppError('notFound', { what: 'draft' });
      return held(stored);
    },

    discard: async (vault: OpenVault): Promise<void> => void (await records.remove(vault, { ...place, expect: 'any' })),
  };
}
