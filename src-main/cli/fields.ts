import { kindTemplates, offeredFieldNames } from '../../src-shared/item-kinds.ts';
import type { FieldDraft, FieldType, ItemKind } from '../../src-shared/items.ts';

/** `private-key`, `Private key` and `privateKey` mean the same. */
const plain = (text: string): string => text.toLowerCase().replaceAll(/[-_\s]/g, '');

export const isField = ({ id, name }: { readonly id: string; readonly name: string }, text: string): boolean =>
  id === text || name === text || plain(id) === plain(text) || plain(name) === plain(text);

/** The fields that a kind starts with, as the app names them; those of an env set are its variables. */
export const offeredFields = (kind: ItemKind): readonly { readonly id: string; readonly name: string; readonly type: FieldType }[] =>
  kind === 'envSet' ? [] : kindTemplates[kind].map(({ id, type }) => ({ id, name: offeredFieldNames[id] ?? id, type }));

export const offeredField = (kind: ItemKind, text: string) => offeredFields(kind).find((field) => isField(field, text));

/** A field that its kind offers, else a hidden one of that name. */
export function newField(kind: ItemKind, name: string, value: string): FieldDraft {
  const offered = offeredField(kind, name);
  const type: FieldType = offered?.type ?? (value.includes('\n') ? 'multiline' : 'hidden');
  return { id: offered?.id ?? '', name: offered?.name ?? name, type, value };
}

/** Gives each field that has none yet an id of its own. */
export function numbered(fields: readonly FieldDraft[]): FieldDraft[] {
  const taken = new Set(fields.map(({ id }) => id));
  let next = 1;
  return fields.map((field) => {
    if (field.id !== '') return field;
    while (taken.has(`field-${next}`)) next += 1;
    const id = `field-${next}`;
    taken.add(id);
    return { ...field, id };
  });
}
