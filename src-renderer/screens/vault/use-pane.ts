import { useCallback, useRef, useState } from 'react';
import type { ItemDetail, ItemKind } from '../../../src-shared/items.ts';
import type { Service } from '../../../src-shared/services/service.ts';
import { type Draft, draftOf, newDraft, withSecret } from './draft.ts';
import { dropDraft } from './editor/kept-drafts.ts';
import type { FieldNames } from './field-names.ts';
import { serviceDraft, withServiceFields } from './service-draft.ts';

/** A form: what is stored, and what was typed into it before, where it is gone on with. */
interface Form {
  readonly start: Draft;
  readonly typed?: Draft;
  readonly item: ItemDetail | null;
  /** The text of a `.env` to begin an env set with; '' for none yet. */
  readonly pasted?: string;
  /** The field that somebody came for, in place of the first one. */
  readonly at?: 'expiry' | undefined;
}

/** What the third pane shows. A secret is one that was generated before there was an item for it. */
export type Pane =
  | { readonly name: 'item'; readonly id: string | null }
  | { readonly name: 'pick'; readonly secret: string | null }
  | ({ readonly name: 'edit' } & Form);

const nothing: Pane = { name: 'item', id: null };
const idOf = (pane: Pane): string | null => (pane.name === 'item' ? pane.id : pane.name === 'edit' ? (pane.item?.id ?? null) : null);

/** The third pane, and the guard that asks before a half-typed form goes away. */
export function usePane(names: FieldNames) {
  const [pane, setPane] = useState<Pane>(nothing);
  /** No state: a form that comes back from behind another page says so in the same moment in which something may want it gone. */
  const dirty = useRef(false);
  const [waiting, setWaiting] = useState<{ readonly go: () => void } | null>(null);

  /** Goes on at once, or after the person has let go of what is not saved. */
  const guard = useCallback((go: () => void): void => (dirty.current ? setWaiting({ go }) : go()), []);
  const show = useCallback((next: Pane): void => guard(() => setPane(next)), [guard]);
  const editing = (item: ItemDetail, at?: 'expiry'): Pane => ({
    ...{ name: 'edit', item, at },
    start: withServiceFields(draftOf(item, names), names),
  });
  return {
    pane,
    selectedId: idOf(pane),
    guard,
    select: useCallback((id: string | null): void => show({ name: 'item', id }), [show]),
    pick: (secret: string | null): void => show({ name: 'pick', secret }),
    edit: (item: ItemDetail, at?: 'expiry'): void => show(editing(item, at)),
    /** Goes on with a form that a lock came in between. */
    resume: (form: Form): void => show({ name: 'edit', ...form }),
    /** Closes a form for something that takes its place, as `guard` does. */
    leave: (go: () => void): void =>
      guard(() => {
        setPane((before) => ({ name: 'item', id: idOf(before) }));
        go();
      }),
    create(kind: ItemKind, service?: Service): void {
      const draft = service === undefined ? newDraft(kind, names) : serviceDraft(service, names);
      const secret = pane.name === 'pick' ? pane.secret : null;
      setPane({ name: 'edit', item: null, start: secret === null ? draft : withSecret(draft, secret) });
    },
    /** A new env set with the way in for a whole `.env` open, and what was pasted already. */
    createFrom: (pasted: string): void => show({ name: 'edit', item: null, start: newDraft('envSet', names), pasted }),
    /** What was typed is stored, or given up for the stored item. */
    saved(id: string): void {
      dropDraft();
      setPane({ name: 'item', id });
    },
    reload: (item: ItemDetail): void => setPane(editing(item)),
    clear: (): void => setPane(nothing),
    /** The item left the list: the next one takes its place, unless the person has gone elsewhere. */
    replace: (id: string, next: string | null): void => setPane((before) => (idOf(before) === id ? { name: 'item', id: next } : before)),
    setDirty: useCallback((now: boolean): void => {
      dirty.current = now;
    }, []),
    question: {
      opened: waiting !== null,
      stay: (): void => setWaiting(null),
      go(): void {
        dropDraft();
        setWaiting(null);
        waiting?.go();
      },
    },
  };
}

export type PaneControl = ReturnType<typeof usePane>;
