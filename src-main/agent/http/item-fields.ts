import type { FieldDraft, FieldView, ItemDetail, ItemDraft } from '../../../src-shared/items.ts';

/** The field of this id, else of this name, else of this name whatever its case: as references go by. */
export const fieldNamed = (fields: readonly FieldView[], field: string): FieldView | undefined =>
  fields.find(({ id }) => id === field) ??
  fields.find(({ name }) => name === field) ??
  fields.find(({ name }) => name.toLowerCase() === field.toLowerCase());

/** What is stored stays where `values` doesn't name it; what is new is concealed. */
function fieldsWith(fields: readonly FieldView[], values: Readonly<Record<string, string>>, newId: () => string): FieldDraft[] {
  const changed = new Map<string, string>();
  const added: FieldDraft[] = [];
  for (const [name, value] of Object.entries(values)) {
    const field = fieldNamed(fields, name);
    if (field === undefined) added.push({ id: newId(), name, type: 'hidden', value });
    else changed.set(field.id, value);
  }
  return [...fields.map(({ id, name, type, value }) => ({ id, name, type, value: changed.get(id) ?? value })), ...added];
}

export const newItem = (name: string, values: Readonly<Record<string, string>>, newId: () => string): ItemDraft => ({
  ...{ kind: 'apiKey', name, tags: [], favourite: false, askBeforeUse: false, expiresAt: null },
  fields: fieldsWith([], values, newId),
});

const draftOf = ({ kind, name, tags, favourite, askBeforeUse, expiresAt }: ItemDetail, fields: FieldDraft[]): ItemDraft => ({
  ...{ kind, name, tags, favourite, askBeforeUse, expiresAt, fields },
});

export const withValues = (item: ItemDetail, values: Readonly<Record<string, string>>, newId: () => string): ItemDraft =>
  draftOf(item, fieldsWith(item.fields, values, newId));

export const withoutField = (item: ItemDetail, fieldId: string): ItemDraft =>
  draftOf(
    item,
    item.fields.filter(({ id }) => id !== fieldId).map(({ id, name, type, value }) => ({ id, name, type, value })),
  );
