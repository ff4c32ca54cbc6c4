import { z } from 'zod';
import { AppError } from '../../src-shared/errors.ts';
import {
  attachmentViewSchema,
  concealedTypes,
  fieldTypeSchema,
  type FieldView,
  type ItemDetail,
  type ItemDraft,
  type ItemSummary,
  playbookSchema,
} from '../../src-shared/items.ts';
import { limits } from '../../src-shared/limits.ts';
import { timeSchema } from '../../src-shared/models.ts';
import { parseTotpSetup } from '../../src-shared/totp-setup.ts';
import { tagOf } from '../crypto/aead.ts';
import { fingerprint, openPart, type Part, type VaultCipher } from '../crypto/vault-keys.ts';
import { decodeJson, encodeJson, toBase64, versionField } from './sealed-json.ts';
import { judgedWhenSaved } from './strength.ts';
import type { IndexEntry, ItemEntry } from './vault-index.ts';

/** Written since items have a history, attachments and rotation; the version before had fields alone. */
const secretVersion = 2;

const fieldSchema = z.strictObject({ id: z.string(), name: z.string(), type: fieldTypeSchema, value: z.string() });
const secretSchema = z.strictObject({
  v: z.union([versionField.v, z.literal(secretVersion)]),
  fields: z.array(fieldSchema),
  /** Earlier versions, the newest first; `at` is when the next one took its place. */
  past: z
    .array(z.strictObject({ revision: z.number().int().positive(), at: timeSchema, name: z.string(), fields: z.array(fieldSchema) }))
    .default([]),
  /** `key`: 32 bytes in base64, of this one file. */
  attachments: z.array(attachmentViewSchema.extend({ key: z.string() })).default([]),
  /** While a value is renewed: which field's, the value before, and since when. */
  rotation: z.strictObject({ fieldId: z.string(), previous: z.string(), startedAt: timeSchema }).nullable().default(null),
  playbook: playbookSchema.nullable().default(null),
});

/** What lies under the seal of an item. */
export type SecretContent = Readonly<Omit<z.infer<typeof secretSchema>, 'v'>>;
/** One field with its value. */
export type SecretField = SecretContent['fields'][number];
export type PastVersion = SecretContent['past'][number];

export const onlyFields = (fields: SecretField[]): SecretContent => ({ fields, past: [], attachments: [], rotation: null, playbook: null });

/**
 * What lies under the seal of a stored blob. A blob that isn't the very one that the index names, an older revision or
 * another item's included, is dataDamaged.
 */
export function openIndexed(vault: VaultCipher, part: Part, { summary, secretTag }: IndexEntry, blob: Uint8Array): Uint8Array {
  if (toBase64(tagOf(blob)) !== secretTag) throw new AppError('dataDamaged', { what: part === 'secret' ? 'item' : part });
  return openPart(vault, part, summary.id, summary.revision, blob);
}

/** What is in the item whose stored blob this is. Throws as openIndexed. */
export function openSecret(vault: VaultCipher, entry: ItemEntry, blob: Uint8Array): SecretContent {
  const plain = openIndexed(vault, 'secret', entry, blob);
  try {
    const { v: _version, ...content } = decodeJson(plain, secretSchema, 'item', secretVersion);
    return content;
  } finally {
    plain.fill(0);
  }
}

/** What is sealed for it: without what is empty, so that most items stay small. */
export function encodeSecret({ fields, past, attachments, rotation, playbook }: SecretContent): Uint8Array {
  const more = {
    ...(past.length > 0 ? { past } : {}),
    ...(attachments.length > 0 ? { attachments } : {}),
    ...(rotation === null ? {} : { rotation }),
    ...(playbook === null ? {} : { playbook }),
  };
  return encodeJson({ fields, ...more }, secretVersion);
}

const sizeOf = (version: PastVersion): number => JSON.stringify(version).length;

/** The history with one more version in front; the oldest go where it gets too long or too large. */
export function withPast(past: readonly PastVersion[], version: PastVersion): PastVersion[] {
  let room = limits.versionsMaxCharacters;
  const fitting = [version, ...past].slice(0, limits.versionsMax);
  const end = fitting.findIndex((each) => (room -= sizeOf(each)) < 0);
  return end < 0 ? fitting : fitting.slice(0, end);
}

/** The fields of a draft with what it keeps (value null) taken from the stored ones. Throws invalidInput. */
export function fieldsOf(draft: ItemDraft, stored: readonly SecretField[]): SecretField[] {
  return draft.fields.map(({ id, name, type, value }) => {
    const kept = stored.find((field) => field.id === id);
    // SECURITY: keeping a concealed value under a shown type would reveal it without a reveal.
    if (value === null && kept !== undefined && concealedTypes.has(kept.type) && !concealedTypes.has(type)) {
      throw new AppError('invalidInput', { what: `fields.${id}` });
    }
    const next = value ?? kept?.value ?? '';
    // What was stored before this was checked stays storable.
    const changed = kept?.type !== type || kept.value !== next;
    if (type === 'totp' && next !== '' && changed && parseTotpSetup(next) === null)
      throw new AppError('invalidInput', { what: `fields.${id}`, reason: 'totp' });
    return { id, name, type, value: next };
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

/** Texts of several lines that a kind is made of are no notes. */
const noNotes: ReadonlySet<string> = new Set(['private-key', 'certificate']);

/** What a search can ask for that only the fields tell. */
export function holdsOf(fields: readonly SecretField[]): ItemEntry['holds'] {
  const filled = fields.filter(({ value }) => value !== '');
  return [
    ...(filled.some(({ type }) => type === 'totp') ? (['totp'] as const) : []),
    ...(filled.some(({ type, id }) => type === 'multiline' && !noNotes.has(id)) ? (['note'] as const) : []),
  ];
}

export const viewsOf = (fields: readonly SecretField[]): FieldView[] =>
  fields.map(({ id, name, type, value }) => ({ id, name, type, value: concealedTypes.has(type) ? null : value, filled: value !== '' }));

/** What a screen shows of an item: no concealed value, no key of a file. */
export const detailOf = (summary: ItemSummary, { fields, past, attachments, rotation, playbook }: SecretContent): ItemDetail => ({
  ...summary,
  fields: viewsOf(fields),
  attachments: attachments.map(({ key: _key, ...shown }) => shown),
  rotation: rotation === null ? null : { fieldId: rotation.fieldId, startedAt: rotation.startedAt },
  playbook,
  versions: past.length,
});

interface Before {
  readonly fields: readonly SecretField[];
  readonly values: ItemEntry['values'];
  /** Epoch milliseconds: no value is younger. */
  readonly updatedAt: number;
}

/** When each hidden value became what it is, and how strong it is; one that stays keeps its time. `before` is null for a new item. */
export const valuesOf = (fields: readonly SecretField[], before: Before | null, now: number): ItemEntry['values'] =>
  Object.fromEntries(
    fields
      .filter(({ type, value }) => type === 'hidden' && value !== '')
      .map(({ id, value }) => {
        const stays = before?.fields.some((field) => field.id === id && field.value === value) ?? false;
        const kept = stays ? before?.values[id] : undefined;
        if (kept !== undefined && kept.strength !== null) return [id, kept];
        const changedAt = kept?.changedAt ?? (stays ? (before?.updatedAt ?? now) : now);
        return [id, { changedAt, ...judgedWhenSaved(value) }];
      }),
  );
