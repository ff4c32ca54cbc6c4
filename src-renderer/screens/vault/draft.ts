import {
  concealedTypes,
  type FieldType,
  type ItemDetail,
  type ItemDraft,
  type ItemKind,
  kindTemplates,
} from '../../../src-shared/items.ts';
import { serviceWithId } from '../../../src-shared/services/services.ts';
import { nameProblem } from './env-set/names.ts';
import type { FieldNames } from './field-names.ts';

/** A field under edit; `value: null` keeps what is stored. */
export interface DraftField {
  readonly id: string;
  readonly name: string;
  readonly type: FieldType;
  readonly value: string | null;
  /** There is a stored value that the person has not seen and need not type again. */
  readonly stored: boolean;
  /** The app offers it with this kind, under a name of its own; left empty, it isn't kept. */
  readonly offered: boolean;
}

export interface Draft extends Omit<ItemDraft, 'fields' | 'askBeforeUse'> {
  readonly askBeforeUse: boolean;
  readonly fields: readonly DraftField[];
}

const offeredField = (kind: ItemKind, names: FieldNames, { id, type }: { readonly id: string; readonly type: FieldType }): DraftField => ({
  ...{ id, type, value: '', stored: false },
  name: names.of(kind, id),
  offered: kind !== 'envSet',
});

/** An empty item of a kind. */
export const newDraft = (kind: ItemKind, names: FieldNames): Draft => ({
  ...{ kind, name: '', tags: [], favourite: false, askBeforeUse: false, expiresAt: null },
  fields: kindTemplates[kind].map((field) => offeredField(kind, names, field)),
});

/** A stored item as the form needs it: its fields in their order, and those of its kind that it leaves empty in their places. */
export function draftOf(item: ItemDetail, names: FieldNames): Draft {
  const { kind, name, tags, favourite, askBeforeUse, service, expiresAt, links, fields } = item;
  const own = fields.map((field): DraftField => {
    const stored = field.filled && concealedTypes.has(field.type);
    const offered = names.isOwn(kind, field.id, field.name);
    return {
      id: field.id,
      type: field.type,
      name: names.shown(kind, field.id, field.name),
      stored,
      offered,
      value: stored ? null : (field.value ?? ''),
    };
  });
  // A well-known service has fields of its own.
  const shown = kind === 'envSet' || serviceWithId(service) !== null ? own : withOffered(own, kind, names);
  return { kind, name, tags, favourite, askBeforeUse, service, expiresAt, links, fields: shown };
}

/** Puts each field that is missing behind the one that its kind has before it, else to the top. */
function withOffered(own: readonly DraftField[], kind: ItemKind, names: FieldNames): readonly DraftField[] {
  const fields = [...own];
  const placeOf = (id: string | undefined): number => fields.findIndex((field) => field.id === id);
  for (const [at, offered] of kindTemplates[kind].entries()) {
    if (placeOf(offered.id) < 0) fields.splice(placeOf(kindTemplates[kind][at - 1]?.id) + 1, 0, offeredField(kind, names, offered));
  }
  return fields;
}

/** The draft with a value in the field that such a value belongs into. */
export function withSecret(draft: Draft, value: string): Draft {
  const target =
    draft.fields.find(({ type }) => type === 'hidden') ?? draft.fields.find(({ type }) => type === 'multiline') ?? draft.fields[0];
  return { ...draft, fields: draft.fields.map((field) => (field === target ? { ...field, value } : field)) };
}

/** The draft with one more, empty field of the person's own. */
export function withField(draft: Draft, type: FieldType): Draft {
  const ids = new Set(draft.fields.map(({ id }) => id));
  let number = draft.fields.length + 1;
  while (ids.has(`field-${number}`)) number += 1;
  const field: DraftField = { id: `field-${number}`, name: '', type, value: '', stored: false, offered: false };
  return { ...draft, fields: [...draft.fields, field] };
}

/**
 * What is sent: without the marks that only the form needs, and without what was offered and left empty. A stored value that was to be
 * replaced stays where nothing was typed in its place: only removing the field loses it. Variables may be empty.
 */
export const toItemDraft = ({ fields, ...draft }: Draft): ItemDraft => ({
  ...draft,
  name: draft.name.trim(),
  fields: fields
    .map((field) => (draft.kind !== 'envSet' && leftToReplace(field) ? { ...field, value: null } : field))
    .filter(({ offered, value }) => !offered || value !== '')
    .map(({ id, name, type, value }) => ({ id, name: name.trim(), type, value })),
});

const leftToReplace = ({ stored, type, value }: DraftField): boolean => stored && value === '' && concealedTypes.has(type);

/** What keeps this draft from being saved. */
export const draftProblem = ({ kind, name, fields }: Draft): 'name' | 'fieldName' | null => {
  if (name.trim() === '') return 'name';
  const wrong = (field: DraftField): boolean => (kind === 'envSet' ? nameProblem(fields, field) !== null : field.name.trim() === '');
  return fields.some(wrong) ? 'fieldName' : null;
};

/** The draft with one field moved by so many places, up where negative. */
export function moveField(draft: Draft, at: number, by: number): Draft {
  const fields = [...draft.fields];
  const [field] = fields.splice(at, 1);
  if (field === undefined) return draft;
  fields.splice(at + by, 0, field);
  return { ...draft, fields };
}

/** Whether two drafts would store the same. */
export const sameDraft = (a: Draft, b: Draft): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * What stores `start` again over `typed`, without anybody having to fetch a value: null where a hidden one was replaced or removed,
 * which only the history has.
 */
export function wayBack(start: Draft, typed: Draft): ItemDraft | null {
  const keeps = ({ id, stored }: DraftField): boolean =>
    !stored || typed.fields.some((field) => field.id === id && field.value === null && concealedTypes.has(field.type));
  return start.fields.every(keeps) ? toItemDraft(start) : null;
}
