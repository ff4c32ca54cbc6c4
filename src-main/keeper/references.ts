import type { Reference } from '../../src-shared/agent/references.ts';
import { AppError } from '../../src-shared/errors.ts';
import { concealedTypes, type ItemSummary } from '../../src-shared/items.ts';
import type { KeeperInput } from './keeper-protocol.ts';
import type { Located, NamedField, OpenedField } from './references-protocol.ts';
import { openSecret, type SecretField } from './secret-part.ts';
import type { VaultIndex } from './vault-index.ts';
import type { VaultState } from './vault-state.ts';

/** Names that a person takes for the same, however a keyboard composes them. */
const folded = (name: string): string => name.normalize('NFC').toLowerCase();

/** Finds the items that a name means; what one version of the index needs is worked out once. */
export class ItemLookup {
  readonly #index: VaultIndex;
  #version = -1;
  readonly #byName = new Map<string, ItemSummary[]>();

  constructor(index: VaultIndex) {
    this.#index = index;
  }

  /** By id, else by name, else by name whatever its case; none that is in the trash. */
  find(item: string): ItemSummary[] {
    const known = this.#index.find(item)?.summary;
    if (known !== undefined && known.trashedAt === null) return [known];
    this.#refresh();
    const alike = this.#byName.get(folded(item)) ?? [];
    const exact = alike.filter(({ name }) => name === item);
    return exact.length > 0 ? exact : [...alike];
  }

  #refresh(): void {
    if (this.#version === this.#index.version) return;
    this.#byName.clear();
    for (const { summary } of this.#index.entries()) {
      if (summary.trashedAt !== null) continue;
      const name = folded(summary.name);
      const namesakes = this.#byName.get(name);
      if (namesakes === undefined) this.#byName.set(name, [summary]);
      else namesakes.push(summary);
    }
    this.#version = this.#index.version;
  }
}

export const locate = ({ lookup }: VaultState, { references }: KeeperInput<'locate'>): Located[] =>
  references.map(({ item, field }: Reference, at) => ({ item: theOnly(lookup.find(item), 'item', at), field }));

/**
 * The fields' values, in their order.
 * SECURITY: looked up anew, since whoever waited for consent may find the item in the trash.
 */
export function revealMany({ cipher, index }: VaultState, { secrets, fields }: KeeperInput<'revealMany'>): OpenedField[] {
  const blobs = new Map(secrets.map(({ id, secret }) => [id, secret]));
  const opened = new Map<string, SecretField[]>();
  return fields.map(({ id, field }, at) => {
    const entry = index.get(id);
    if (entry.summary.trashedAt !== null) throw new AppError('notFound', { what: 'item', reason: String(at) });
    const its = opened.get(id) ?? openSecret(cipher, entry, blobs.get(id) ?? new Uint8Array()).fields;
    opened.set(id, its);
    const { id: fieldId, name, value } = theOnly(field === null ? mainFields(its) : namedFields(its, field), 'field', at);
    return { fieldId, fieldName: name, value };
  });
}

/** Which fields these are, without what is in them. */
export const nameMany = (state: VaultState, input: KeeperInput<'nameMany'>): NamedField[] =>
  revealMany(state, input).map(({ fieldId, fieldName }) => ({ fieldId, fieldName }));

/** By id, else by name, else by name whatever its case. */
function namedFields(fields: readonly SecretField[], wanted: string): SecretField[] {
  const fits = [
    (field: SecretField) => field.id === wanted,
    (field: SecretField) => field.name === wanted,
    (field: SecretField) => folded(field.name) === folded(wanted),
  ];
  return fits.map((fit) => fields.filter(fit)).find((found) => found.length > 0) ?? [];
}

/** The fields that an item of a known kind is there for, by their ids. */
const mainIds = ['key', 'password', 'secret', 'private-key', 'text'];

/** The field that a reference means which names none: one where it is clear, else all that it could be. */
function mainFields(fields: readonly SecretField[]): SecretField[] {
  const filled = fields.filter(({ value }) => value !== '');
  const concealed = filled.filter(({ type }) => concealedTypes.has(type));
  if (concealed.length === 1) return concealed;
  const main = mainIds.map((id) => filled.find((field) => field.id === id)).find((field) => field !== undefined);
  return main === undefined ? filled : [main];
}

/** Throws notFound and ambiguous; `at` is the place in the list that was asked for. */
function theOnly<T>(found: readonly T[], what: 'item' | 'field', at: number): T {
  const [first, second] = found;
  if (first === undefined) throw new AppError('notFound', { what, reason: String(at) });
  if (second !== undefined) throw new AppError('ambiguous', { what, reason: String(at) });
  return first;
}
