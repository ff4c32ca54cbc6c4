import {
  concealedTypes,
  type FieldType,
  type ItemDetail,
  type ItemDraft,
  type ItemKind,
  kindTemplates,
} from '../../../src-shared/items.ts';

/** A field under edit; `value: null` keeps what is stored. */
export interface DraftField {
  readonly id: string;
  readonly name: string;
  readonly type: FieldType;
  readonly value: string | null;
  /** There is a stored value that the person has not seen and need not type again. */
  readonly stored: boolean;
}

export interface Draft extends Omit<ItemDraft, 'fields'> {
  readonly fields: readonly DraftField[];
}

/** An empty item of a kind; `nameOf` names the template's fields in the person's language. */
export const newDraft = (kind: ItemKind, nameOf: (fieldId: string) => string): Draft => ({
  kind,
  name: '',
  tags: [],
  favourite: false,
  expiresAt: null,
  fields: kindTemplates[kind].map(({ id, type }) => ({ id, type, name: nameOf(id), value: '', stored: false })),
});

export const draftOf = ({ kind, name, tags, favourite, expiresAt, fields }: ItemDetail): Draft => ({
  kind,
  name,
  tags,
  favourite,
  expiresAt,
  fields: fields.map(({ id, name: fieldName, type, value, filled }) => {
    const stored = filled && concealedTypes.has(type);
    return { id, type, name: fieldName, stored, value: stored ? null : (value ?? '') };
  }),
});

export const addedField = (name: string): DraftField => ({ id: crypto.randomUUID(), name, type: 'hidden', value: '', stored: false });

/** What is sent: without the marks that only the form needs. */
export const toItemDraft = ({ fields, ...draft }: Draft): ItemDraft => ({
  ...draft,
  name: draft.name.trim(),
  fields: fields.map(({ id, name, type, value }) => ({ id, name: name.trim(), type, value })),
});

/** What keeps this draft from being saved. */
export const draftProblem = ({ name, fields }: Draft): 'name' | 'fieldName' | null => {
  if (name.trim() === '') return 'name';
  return fields.some((field) => field.name.trim() === '') ? 'fieldName' : null;
};

/** The draft with one field moved up (-1) or down (1). */
export function moveField(draft: Draft, at: number, by: -1 | 1): Draft {
  const fields = [...draft.fields];
  const [field] = fields.splice(at, 1);
  if (field === undefined) return draft;
  fields.splice(at + by, 0, field);
  return { ...draft, fields };
}
