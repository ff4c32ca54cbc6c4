import type { FieldDraft, ItemDraft, ItemKind } from '../../../src-shared/items.ts';
import { kindTemplates } from '../../../src-shared/items.ts';
import { toItemDraft } from '../vault/draft.ts';
import type { FieldNames } from '../vault/field-names.ts';
import { serviceDraft } from '../vault/service-draft.ts';
import type { Guess } from './guess.ts';

/** The field of each kind that a whole pasted text belongs into. */
const whole: Partial<Readonly<Record<ItemKind, string>>> = {
  apiKey: 'key',
  sshKey: 'private-key',
  certificate: 'certificate',
  note: 'text',
};

/**
 * An item of a pasted text, its values in the fields where they belong; that of a service has the service's fields, and with it the
 * way to renew its key. An env set's variables are for its own form, which says of each line what becomes of it.
 */
export function firstDraft({ kind, known }: Guess, name: string, pasted: string, names: FieldNames): ItemDraft {
  const value = pasted.trim();
  if (known !== null) {
    const draft = serviceDraft(known.service, names);
    const fields = draft.fields.map((field) => (field.id === known.fieldId ? { ...field, value } : field));
    return toItemDraft({ ...draft, name, fields });
  }
  const values = Object.entries(kind === 'database' ? partsOf(value) : { [whole[kind] ?? 'text']: value });
  const fields = values.flatMap(([id, part]): FieldDraft[] => {
    const field = kindTemplates[kind].find((template) => template.id === id);
    return field === undefined || part === '' ? [] : [{ ...field, name: names.of(kind, id), value: part }];
  });
  return { kind, name: name.trim(), tags: [], favourite: false, expiresAt: null, fields };
}

/** A database's address in the parts that the kind has; where it can't be read, it stays whole. */
function partsOf(address: string): Readonly<Record<string, string>> {
  if (!URL.canParse(address)) return { host: address };
  const { hostname, port, pathname, username, password } = new URL(address);
  const plain = (part: string): string => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  };
  return { host: hostname, port, database: plain(pathname.slice(1)), username: plain(username), password: plain(password) };
}
