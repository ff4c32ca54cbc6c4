import { useCallback, useState } from 'react';
import type { ItemDetail, ItemKind } from '../../../src-shared/items.ts';
import type { Service } from '../../../src-shared/services/service.ts';
import { type Draft, draftOf, newDraft, withSecret } from './draft.ts';
import type { FieldNames } from './field-names.ts';
import { serviceDraft, withServiceFields } from './service-draft.ts';

/** What the third pane shows. A secret is one that was generated before there was an item for it. */
export type Pane =
  | { readonly name: 'item'; readonly id: string | null }
  | { readonly name: 'pick'; readonly secret: string | null }
  | { readonly name: 'edit'; readonly start: Draft; readonly item: ItemDetail | null };

const nothing: Pane = { name: 'item', id: null };
const idOf = (pane: Pane): string | null => (pane.name === 'item' ? pane.id : pane.name === 'edit' ? (pane.item?.id ?? null) : null);

/** The third pane, and the guard that asks before a half-typed form goes away. */
export function usePane(names: FieldNames) {
  const [pane, setPane] = useState<Pane>(nothing);
  const [dirty, setDirty] = useState(false);
  const [waiting, setWaiting] = useState<{ readonly go: () => void } | null>(null);

  /** Goes on at once, or after the person has let go of what is not saved. */
  const guard = useCallback((go: () => void): void => (dirty ? setWaiting({ go }) : go()), [dirty]);
  const show = useCallback((next: Pane): void => guard(() => setPane(next)), [guard]);
  const editing = (item: ItemDetail): Pane => ({ name: 'edit', item, start: withServiceFields(draftOf(item, names), names) });
  return {
    pane,
    selectedId: idOf(pane),
    guard,
    select: useCallback((id: string | null): void => show({ name: 'item', id }), [show]),
    pick: (secret: string | null): void => show({ name: 'pick', secret }),
    edit: (item: ItemDetail): void => show(editing(item)),
    create(kind: ItemKind, service?: Service): void {
      const draft = service === undefined ? newDraft(kind, names) : serviceDraft(service, names);
      const secret = pane.name === 'pick' ? pane.secret : null;
      setPane({ name: 'edit', item: null, start: secret === null ? draft : withSecret(draft, secret) });
    },
    /** What was typed is stored, or given up for the stored item. */
    saved: (id: string): void => setPane({ name: 'item', id }),
    reload: (item: ItemDetail): void => setPane(editing(item)),
    clear: (): void => setPane(nothing),
    /** The item left the list: the next one takes its place, unless the person has gone elsewhere. */
    replace: (id: string, next: string | null): void => setPane((before) => (idOf(before) === id ? { name: 'item', id: next } : before)),
    setDirty,
    question: {
      opened: waiting !== null,
      stay: (): void => setWaiting(null),
      go(): void {
        setWaiting(null);
        waiting?.go();
      },
    },
  };
}

export type PaneControl = ReturnType<typeof usePane>;
