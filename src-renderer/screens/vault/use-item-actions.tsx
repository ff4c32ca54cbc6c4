import { useMemo } from 'react';
import { type Translate, useTranslation } from '../../i18n/use-translation.ts';
import { concealedTypes, type FieldView, type ItemDetail, type ItemSummary } from '../../../src-shared/items.ts';
import type { ItemMark, MarkedItems } from '../../../src-shared/marks.ts';
import { call } from '../../api.ts';
import { tellingIn } from '../../components/use-tell.ts';
import { type Draft, wayBack } from './draft.ts';
import { referenceOf } from './references.ts';
import type { Undo } from './undo.tsx';

/** What can be done with an item from anywhere on the screen; a failure is told and answered with null or false. */
export interface ItemActions {
  get(id: string): Promise<ItemDetail | null>;
  /** Has main put one value on the clipboard and says how long it stays. */
  copy(id: string, fieldId: string): Promise<boolean>;
  /** The same with the present one-time code of a field. */
  copyCode(id: string, fieldId: string): Promise<boolean>;
  /** The same with a value that the generator has made. */
  copyMade(value: string): Promise<boolean>;
  /** Copies text that is no secret, and says so. */
  copyText(text: string, said: string): Promise<boolean>;
  /** Copies the first concealed value of an item. */
  copyFirst(id: string): Promise<boolean>;
  /** Copies what stands for a field's value in a file; the value stays where it is. */
  copyReference(item: ItemDetail, field: FieldView): Promise<boolean>;
  /** The same with the first concealed value of an item, else its first filled field. */
  copyFirstReference(id: string): Promise<boolean>;
  reveal(id: string, fieldId: string): Promise<string | null>;
  favour(item: ItemSummary): Promise<boolean>;
  /** One mark on one item; `said` is what was done, as a sentence. */
  mark(id: string, mark: ItemMark, said: string): Promise<boolean>;
  /** The copy's id. */
  duplicate(id: string): Promise<string | null>;
  trash(item: ItemSummary): Promise<boolean>;
  restore(item: ItemSummary): Promise<boolean>;
  purge(item: ItemSummary): Promise<boolean>;
  /** Something was saved by the form: offers the way back where no value has to be fetched for it. */
  edited(saved: ItemSummary, start: Draft, typed: Draft): void;
  /** An earlier version took the place of this revision: offers the way back to it. */
  broughtBack(restored: ItemSummary, replaced: number): void;
  /** Works through the groups that lead back. */
  putBack(groups: readonly MarkedItems[]): Promise<boolean>;
  /** Tells of a failure; null then. */
  told<T>(work: Promise<T>): Promise<T | null>;
}

/** The first concealed value: what an item is kept for. */
export const mainFieldOf = (item: ItemDetail | null): FieldView | undefined =>
  item?.fields.find(({ type, filled }) => filled && concealedTypes.has(type));

/** Where nothing that changes an item is offered, there is nothing to take back. */
const noUndo: Undo = { did: () => undefined, last: async () => undefined };

export function useItemActions(undo: Undo = noUndo): ItemActions {
  const { t } = useTranslation();
  return useMemo(() => actionsIn(t, undo), [t, undo]);
}

function actionsIn(t: Translate, undo: Undo): ItemActions {
  const { told, done, tellCopied, copied } = tellingIn(t);
  const copyText = async (text: string, said: string): Promise<boolean> => {
    const answer = await told(call('generator.copy', { value: text }));
    if (answer !== null) tellCopied(said);
    return answer !== null;
  };
  const copy = (id: string, fieldId: string): Promise<boolean> => copied(call('items.copy', { id, fieldId }));
  const copyCode = (id: string, fieldId: string): Promise<boolean> => copied(call('items.copyTotp', { id, fieldId }));
  const copyReference = async (item: ItemDetail, field: FieldView): Promise<boolean> => {
    // Where nobody can say whether the name leads here alone, the id does.
    const namesakes = await call('items.find', { item: item.name }).catch(() => []);
    const reference = referenceOf(item, field, namesakes.length === 1);
    return copyText(reference, t('vault.detail.referenceCopied', { reference }));
  };
  const trashed = (ids: string[]): Promise<boolean> => done(call('items.trash', { ids }));
  const restored = (ids: string[]): Promise<boolean> => done(call('items.restore', { ids }));
  const putBack = async (groups: readonly MarkedItems[]): Promise<boolean> => {
    for (const { ids, mark } of groups) if (!(await done(call('items.mark', { ids: [...ids], mark })))) return false;
    return true;
  };
  const mark = async (id: string, change: ItemMark, said: string, quiet = false): Promise<boolean> => {
    const answer = await told(call('items.mark', { ids: [id], mark: change }));
    if (answer !== null && answer.undo.length > 0) undo.did({ said, quiet, back: () => putBack(answer.undo) });
    return answer !== null;
  };
  return {
    ...{ copy, copyCode, copyText, putBack, told, mark },
    copyMade: (value) => copied(call('generator.copy', { value })),
    get: (id) => told(call('items.get', { id })),
    async copyFirst(id) {
      const item = await told(call('items.get', { id }));
      const field = mainFieldOf(item);
      return field !== undefined && (field.type === 'totp' ? copyCode(id, field.id) : copy(id, field.id));
    },
    copyReference,
    async copyFirstReference(id) {
      const item = await told(call('items.get', { id }));
      const field = mainFieldOf(item) ?? item?.fields.find(({ filled }) => filled);
      return item !== null && field !== undefined && item.trashedAt === null && copyReference(item, field);
    },
    reveal: async (id, fieldId) => (await told(call('items.reveal', { id, fieldId })))?.value ?? null,
    favour: ({ id, name, favourite }) => mark(id, { favourite: !favourite }, t('items.did.favourite', { name }), true),
    duplicate: async (id) => (await told(call('items.duplicate', { id })))?.id ?? null,
    async trash({ id, name }) {
      const moved = await trashed([id]);
      if (moved) undo.did({ said: t('vault.detail.trashed', { name }), back: () => restored([id]) });
      return moved;
    },
    async restore({ id, name }) {
      const moved = await restored([id]);
      if (moved) undo.did({ said: t('items.did.restored', { name }), back: () => trashed([id]) });
      return moved;
    },
    purge: ({ id }) => done(call('items.purge', { ids: [id] })),
    edited({ id, revision, name }, start, typed) {
      const draft = wayBack(start, typed);
      if (draft !== null)
        undo.did({ said: t('items.did.edited', { name }), back: () => done(call('items.update', { id, revision, draft })) });
    },
    broughtBack: ({ id, revision }, replaced) =>
      undo.did({ said: t('history.restored'), back: () => done(call('history.restore', { id, revision, version: replaced })) }),
  };
}
