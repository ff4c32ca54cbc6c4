import { z } from 'zod';
import { AppError } from '../../src-shared/errors.ts';
import { concealedTypes, fieldTypeSchema, type FieldView, type ItemDraft } from '../../src-shared/items.ts';
import { tagOf } from '../crypto/aead.ts';
import { fingerprint, openPart, type Part, type VaultCipher } from '../crypto/vault-keys.ts';
import { decodeJson, toBase64, versionField } from './sealed-json.ts';
import type { IndexEntry, ItemEntry } from './vault-index.ts';

const secretSchema = z.strictObject({
  ...versionField,
  fields: z.array(z.strictObject({ id: z.string(), name: z.string(), type: fieldTypeSchema, value: z.string() })),
});

/** One field with its value, as it lies under the seal. */
export type SecretField = z.infer<typeof secretSchema>['fields'][number];

/**
 * What lies under the seal of a stored blob. A blob that isn't the very one that the index names, an older revision or
 * another item's included, is dataDamaged.
 */
export function openIndexed(vault: VaultCipher, part: Part, { summary, secretTag }: IndexEntry, blob: Uint8Array): Uint8Array {
  if (toBase64(tagOf(blob)) !== secretTag) throw new AppError('dataDamaged', { what: part === 'secret' ? 'item' : part });
  return openPart(vault, part, summary.id, summary.revision, blob);
}

/** The fields of the item whose stored blob this is. Throws as openIndexed. */
export function openSecret(vault: VaultCipher, entry: ItemEntry, blob: Uint8Array): SecretField[] {
  const plain = openIndexed(vault, 'secret', entry, blob);
  try {
    return decodeJson(plain, secretSchema, 'item').fields;
  } finally {
    plain.fill(0);
  }
}

/** The fields of a draft with what it keeps (value null) taken from the stored ones. Throws invalidInput. */
export function fieldsOf(draft: ItemDraft, stored: readonly SecretField[]): SecretField[] {
  return draft.fields.map(({ id, name, type, value }) => {
    const kept = stored.find((field) => field.id === id);
    // SECURITY: keeping a concealed value under a shown type would reveal it without a reveal.
    if (value === null && kept !== undefined && concealedTypes.has(kept.type) && !concealedTypes.has(type)) {
      throw new AppError('invalidInput', { what: `fields.${id}` });
    }
    return { id, name, type, value: value ?? kept?.value ?? '' };
  });
}

const subtitleCharacters = 100;

/** The first shown value: never one of a concealed type. */
export function subtitleOf(fields: readonly SecretField[]): string {
  const shown = fields.find(({ type, value }) => !concealedTypes.has(type) && value.trim() !== '');
  return shown?.value.trim().slice(0, subtitleCharacters) ?? '';
}

export const fingerprintsOf = (vault: VaultCipher, fields: readonly SecretField[]): Record<string, string> =>
  Object.fromEntries(
    fields.filter(({ type, value }) => type === 'hidden' && value !== '').map(({ id, value }) => [id, fingerprint(vault, value)]),
  );

export const viewsOf = (fields: readonly SecretField[]): FieldView[] =>
  fields.map(({ id, name, type, value }) => ({ id, name, type, value: concealedTypes.has(type) ? null : value, filled: value !== '' }));
