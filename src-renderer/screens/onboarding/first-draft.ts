import type { FieldDraft, ItemDraft, ItemKind } from '../../../src-shared/items.ts';
import { kindTemplates } from '../../../src-shared/items.ts';
import { limits } from '../../../src-shared/limits.ts';
import type { FieldNames } from '../vault/field-names.ts';

/** The field of each kind that a whole pasted text belongs into. */
const whole: Partial<Readonly<Record<ItemKind, string>>> = {
  apiKey: 'key',
  sshKey: 'private-key',
  certificate: 'certificate',
  note: 'text',
};

/** An item of a pasted text, its values in the fields where they belong. */
export function firstDraft(kind: ItemKind, name: string, pasted: string, names: FieldNames): ItemDraft {
  const values =
    kind === 'envSet' ? [] : Object.entries(kind === 'database' ? partsOf(pasted.trim()) : { [whole[kind] ?? 'text']: pasted.trim() });
  const fields = values.flatMap(([id, value]): FieldDraft[] => {
    const field = kindTemplates[kind].find((known) => known.id === id);
    return field === undefined || value === '' ? [] : [{ ...field, name: names.of(kind, id), value }];
  });
  const shared = { kind, name: name.trim(), tags: [], favourite: false, expiresAt: null };
  return { ...shared, fields: kind === 'envSet' ? variablesOf(pasted) : fields };
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

/** NAME=value lines as fields; comments, `export` and quotes around a value go. */
function variablesOf(text: string): FieldDraft[] {
  return text
    .split(/\r?\n/)
    .flatMap((line) => {
      const [, name = '', value = ''] = /^\s*(?:export\s+)?([A-Za-z_]\w*)=(.*)$/.exec(line) ?? [];
      return name === '' ? [] : [{ name, value: value.trim().replace(/^(["'])(.*)\1$/, '$2') }];
    })
    .slice(0, limits.itemMaxFields)
    .map(({ name, value }, at) => ({ id: `variable-${at + 1}`, name, type: 'hidden' as const, value }));
}
