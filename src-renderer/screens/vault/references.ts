import { formatReference } from '../../../src-shared/agent/references.ts';
import { type FieldView, type ItemDetail, kindTemplates } from '../../../src-shared/items.ts';

/** A name that stands in a `.env` file and on a command line as it is. */
export const isSimple = (name: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name);

const alike = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** What stands for a field's value in a file: by name where the name is simple and leads here alone, else by id. */
export function referenceOf(item: ItemDetail, field: FieldView, nameIsUnique: boolean): string {
  return formatReference(isSimple(item.name) && nameIsUnique ? item.name : item.id, fieldPart(item, field));
}

/** The ids of the app's own fields are words; those of a person's fields are only numbered. */
function fieldPart({ kind, fields }: ItemDetail, field: FieldView): string {
  const name = field.name.trim();
  const offered = kind !== 'envSet' && kindTemplates[kind].some(({ id }) => id === field.id);
  const taken = fields.some((other) => other.id !== field.id && (other.id === name || alike(other.name.trim(), name)));
  return offered || taken || !isSimple(name) ? field.id : name;
}
