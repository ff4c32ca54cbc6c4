import { Modal, VisuallyHidden } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useCallback, useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import type { SessionState } from '../../../src-shared/models.ts';
import { limits } from '../../../src-shared/limits.ts';
import { combinationOf } from '../../commands/combination.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { usePageStore } from '../../stores/page-store.ts';
import { useItemActions } from '../vault/use-item-actions.tsx';
import { matching, type PaletteEntry } from './entries.ts';
import { PaletteHints } from './palette-hints.tsx';
import { PaletteList } from './palette-list.tsx';
import { chosenOf, type ItemChosen, useItemEntries } from './item-actions.ts';
import classes from './palette.module.css';
import { useGroups } from './use-groups.ts';
import { useOpener } from './use-opener.ts';

/**
 * Everything there is, by typing: items, actions, people, settings.
 * SECURITY: it lives in this component alone. It knows names and never a value; copying is main's, as elsewhere.
 */
export function Palette({ session }: { readonly session: Extract<SessionState, { status: 'unlocked' }> }) {
  const { t } = useTranslation();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const show = usePageStore((state) => state.show);
  const actions = useItemActions();
  const itemEntries = useItemEntries(actions);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const [wanted, setWanted] = useState(false);
  /** The item whose actions are shown in place of everything. */
  const [chosen, setChosen] = useState<ItemChosen | null>(null);
  const found = useGroups(session.account, chosen === null ? query : '');
  const groups =
    chosen === null
      ? found.groups
      : [{ title: t('palette.actionsOf', { name: chosen.item.name }), entries: matching(itemEntries(chosen), query) }];
  const entries = groups.flatMap((group) => group.entries);
  const index = Math.min(at, Math.max(entries.length - 1, 0));
  const active = entries[index];
  useOpener();
  // At once and without a transition: whoever types on after the key types into it.
  const begin = useCallback((node: HTMLInputElement | null): void => {
    input.current = node;
    node?.focus();
  }, []);

  const close = (): void => show(null);
  const run = (entry: PaletteEntry): void => {
    close();
    // The focus is back where it was before the entry may lead it elsewhere.
    setTimeout(() => void Promise.resolve(entry.run()).catch(() => undefined), 0);
  };
  const settled = found.settled || chosen !== null;
  // Enter means what was typed last: it waits for the items of that.
  const fulfil = useEffectEvent((): void => {
    setWanted(false);
    if (active !== undefined) run(active);
  });
  useEffect(() => {
    if (wanted && settled) fulfil();
  }, [wanted, settled]);
  const toActions = async ({ item }: PaletteEntry): Promise<void> => {
    const detail = item === undefined ? null : await actions.get(item.id);
    if (item === undefined || detail === null) return;
    setChosen(chosenOf(item, detail));
    setQuery('');
    setAt(0);
    input.current?.focus();
  };
  const back = (): void => {
    setChosen(null);
    setQuery('');
    setAt(0);
  };
  const copy = (work: (id: string) => Promise<boolean>, id: string): void => {
    close();
    void work(id);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const { selectionStart, selectionEnd, value } = event.currentTarget;
    const combination = combinationOf(event.nativeEvent);
    const item = (chosen?.item ?? active?.item)?.id;
    const atEnd = selectionStart === value.length && selectionEnd === value.length;
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const step = steps[combination ?? ''];
    if (step !== undefined && entries.length > 0) {
      const next = index + step;
      setAt(Math.abs(step) === 1 ? (next + entries.length) % entries.length : Math.min(Math.max(next, 0), entries.length - 1));
    } else if (combination === 'Enter') setWanted(true);
    else if (combination === 'ArrowRight' && atEnd && chosen === null && active?.item !== undefined) void toActions(active);
    else if (
      chosen !== null &&
      (combination === 'Escape' || (value === '' && (combination === 'ArrowLeft' || combination === 'Backspace')))
    )
      back();
    else if (combination === 'Escape' || combination === 'Mod+K') close();
    else if (combination === 'Mod+C' && selectionStart === selectionEnd && item !== undefined) copy(actions.copyFirst, item);
    else if (combination === 'Mod+Shift+C' && item !== undefined) copy(actions.copyFirstReference, item);
    else return;
    event.preventDefault();
  };

  return (
    <Modal.Root
      opened
      onClose={close}
      closeOnEscape={false}
      returnFocus={false}
      transitionProps={{ duration: 0 }}
      size={620}
      yOffset="9vh"
      classNames={{ content: classes['content'] ?? '' }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t('palette.title')}>
        <Modal.Body p={0} className={classes['body'] ?? ''}>
          <div className={classes['head']}>
            <IconSearch size={20} aria-hidden="true" />
            <input
              ref={begin}
              className={classes['input']}
              role="combobox"
              aria-expanded="true"
              aria-autocomplete="list"
              aria-controls={listId}
              aria-label={chosen === null ? t('palette.input') : t('palette.actionsOf', { name: chosen.item.name })}
              aria-activedescendant={active === undefined ? undefined : `${listId}-${index}`}
              placeholder={chosen === null ? t('palette.input') : t('palette.actionsOf', { name: chosen.item.name })}
              value={query}
              maxLength={limits.searchMaxCharacters}
              autoComplete="off"
              spellCheck={false}
              data-autofocus
              onChange={(event) => {
                setQuery(event.currentTarget.value);
                setAt(0);
              }}
              onKeyDown={onKeyDown}
            />
          </div>
          <PaletteList
            {...{ listId, groups, index, onRun: run }}
            onHover={setAt}
            onMore={(entry) => void toActions(entry)}
            empty={settled ? t('palette.nothing', { search: query.trim() }) : ''}
          />
          <VisuallyHidden role="status">{query.trim() === '' ? '' : t('palette.count', { count: entries.length })}</VisuallyHidden>
          <PaletteHints inItem={chosen !== null} onItem={active?.item !== undefined} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
