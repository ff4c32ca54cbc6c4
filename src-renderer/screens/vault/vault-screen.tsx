import { Modal } from '@mantine/core';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { runCommand, useCommand } from '../../commands/running.ts';
import { usePageStore, type VaultWish } from '../../stores/page-store.ts';
import type { ItemSummary } from '../../../src-shared/items.ts';
import { HealthEntry } from '../health/health-entry.tsx';
import { announce } from '../../components/announcer.tsx';
import { useAppStore } from '../../stores/app-store.ts';
import { type FirstSteps, GettingStarted } from '../onboarding/getting-started.tsx';
import onboarding from '../onboarding/onboarding.module.css';
import { useFieldNames } from './field-names.ts';
import { Generator } from './generator.tsx';
import { neighbourOf } from './item-pages.ts';
import { KindPicker } from './kind-picker.tsx';
import { ListPane } from './list-pane.tsx';
import { useKeptHead } from './editor/draft-offer.tsx';
import { guarded } from './selection/guarded.ts';
import { useBulk } from './selection/use-bulk.ts';
import { useSelection } from './selection/use-selection.ts';
import { Sidebar } from './sidebar.tsx';
import { useTagActions } from './sidebar/use-tag-actions.ts';
import { ThirdPane } from './third-pane.tsx';
import { useUndo } from './undo.tsx';
import { useItemActions } from './use-item-actions.tsx';
import { focusQuietly, useFirstFocus, useFirstHit, useFocusAfter } from './use-first-hit.ts';
import { useHeld } from './use-held.ts';
import { type ItemFilter, useItemCounts, useItemRows, useVaultVersion } from './use-items.ts';
import { useLinkTarget } from './use-link-target.ts';
import { usePane } from './use-pane.ts';
import { DiscardQuestion, PurgeQuestion } from './vault-questions.tsx';
import { useNoteOpened } from './use-note-opened.ts';
import { useVaultKeys } from './use-vault-keys.ts';
import { SavedSearches } from './saved-searches.tsx';
import classes from './vault.module.css';

/** An operator that has no word yet narrows nothing. */
const askedFor = (filter: ItemFilter): ItemFilter => ({
  ...filter,
  search: filter.search.replace(/(?:^|\s)-?(?:tag|kind|is|has|expires|changed|created):[<>]?$/i, ''),
});

const nowhere = (): void => undefined;

/** The vault in three panes: views, list, item. */
export function VaultScreen({ onRecovery = nowhere, onPeople = nowhere }: Partial<Pick<FirstSteps, 'onRecovery' | 'onPeople'>>) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<ItemFilter>({ view: { type: 'all' }, search: '', sort: 'name' });
  const [purging, setPurging] = useState<ItemSummary | null>(null);
  const [generating, setGenerating] = useState(false);
  const searchRef = useRef<HTMLInputElement>(null);
  const listRef = useRef<HTMLDivElement>(null);
  const version = useVaultVersion();
  const counts = useItemCounts(version);
  const rows = useItemRows(askedFor(filter), version);
  const undo = useUndo();
  const actions = useItemActions(undo);
  const bulk = useBulk(actions, undo);
  const tagActions = useTagActions(bulk, actions);
  const kept = useKeptHead();
  const control = usePane(useFieldNames());
  const { pane, selectedId, select, pick } = control;
  const shownId = useHeld(rows, JSON.stringify([filter.view, filter.search]), selectedId);
  const chosen = useSelection(rows, askedFor(filter), shownId);
  const selection = guarded(chosen, control);
  const firstHit = useFirstHit(rows, ({ id }) => {
    select(id);
    if (listRef.current !== null) focusQuietly(listRef.current);
  });
  useFirstFocus(rows, listRef);
  useFocusAfter(pane.name !== 'item' ? 'form' : selection.active ? 'selection' : null, { rows, listRef, searchRef });

  const openById = async (id: string, at?: 'expiry'): Promise<void> => {
    const item = await actions.get(id);
    if (item !== null && item.trashedAt === null) control.edit(item, at);
  };
  /** Takes an item out of the list and moves on to the next one. */
  const remove = async (item: ItemSummary, away: (item: ItemSummary) => Promise<boolean>): Promise<void> => {
    const next = neighbourOf(rows.pages, item.id);
    if (!(await away(item))) return;
    control.replace(item.id, next);
    // A list without rows goes, and would take the focus with it.
    if (next === null) searchRef.current?.focus();
  };
  const removeOrAsk = (item: ItemSummary): void => (item.trashedAt === null ? void remove(item, actions.trash) : setPurging(item));

  const toSearch = (): void => {
    searchRef.current?.focus();
    searchRef.current?.select();
  };
  const showFilter = (next: ItemFilter): void =>
    control.guard(() => {
      setFilter(next);
      control.clear();
    });
  /** In the list of everything, so that it is beside what it shows. */
  const showItem = (id: string, edit: boolean | 'expiry'): void =>
    control.guard(() => {
      setFilter({ ...filter, view: { type: 'all' }, search: '' });
      control.saved(id);
      if (listRef.current !== null) focusQuietly(listRef.current);
      if (edit !== false) void openById(id, edit === true ? undefined : edit);
    });
  const { wish, wishDone } = usePageStore();
  const fulfil = useEffectEvent((wanted: VaultWish) => {
    wishDone();
    if (wanted.name === 'view') showFilter({ view: wanted.view, search: wanted.search, sort: wanted.sort ?? filter.sort });
    else if (wanted.name === 'item') showItem(wanted.id, wanted.edit ?? false);
    else runCommand(wanted.name);
  });
  useEffect(() => {
    if (wish !== null) fulfil(wish);
  }, [wish]);
  const item = pane.name === 'item' ? shownId : null;
  useNoteOpened(item);
  useCommand('search', toSearch);
  useCommand('newItem', () => pick(null));
  useCommand('generator', () => setGenerating(true));
  useCommand('edit', () => item !== null && openById(item), item !== null);
  useCommand('copyReference', () => item !== null && actions.copyFirstReference(item), item !== null);
  useVaultKeys({
    onCopy: () => !selection.active && item !== null && void actions.copyFirst(item),
    onEscape: () => (selection.active ? selection.clear() : pane.name !== 'item' && select(selectedId)),
  });

  useLinkTarget((target) =>
    control.guard(() => {
      setFilter({ ...filter, view: { type: 'all' }, search: target.type === 'name' ? target.name : '' });
      if (target.type === 'item') control.saved(target.id);
      else control.clear();
    }),
  );
  const [toList, setToList] = useState(false);
  useEffect(() => {
    // The list takes the place of the card that the first thing was pasted into.
    if (!toList || listRef.current === null) return;
    focusQuietly(listRef.current);
    setToList(false);
  }, [toList, rows]);
  const steps = useAppStore((state) => state.preferences.gettingStarted);
  const started = steps ? (
    <div className={onboarding['first']}>
      <GettingStarted
        {...{ onRecovery, onPeople }}
        begun={counts !== null && counts.all + counts.trash > 0}
        onSaved={(id) => {
          select(id);
          setToList(true);
          announce(t('vault.editor.saved'));
        }}
        onEnvSet={control.createFrom}
      />
    </div>
  ) : null;
  const empty = kept.head === null && counts !== null && counts.all === 0 && counts.trash === 0 && pane.name === 'item';
  return (
    <div className={classes['panes']} data-shows={pane.name === 'item' && shownId === null && !selection.active ? 'list' : 'detail'}>
      <Sidebar {...{ counts, tagActions }} view={filter.view} onView={(view) => showFilter({ ...filter, view, search: '' })}>
        <HealthEntry version={version} />
        <SavedSearches version={version} filter={filter} onShow={showFilter} />
      </Sidebar>
      {empty ? (
        <section className={classes['first']} aria-label={t('vault.list.emptyTitle')}>
          {started}
          <KindPicker first={!steps} title={t('vault.list.emptyTitle')} text={t('vault.list.emptyText')} onPick={control.create} />
        </section>
      ) : (
        <>
          <ListPane
            {...{ counts, rows, filter, searchRef, listRef, selection }}
            selectedId={shownId}
            onFilter={(changes) => {
              firstHit.callOff();
              setFilter({ ...filter, ...changes });
            }}
            onFirst={firstHit.take}
            onSelect={select}
            onNew={() => pick(null)}
            onGenerator={() => setGenerating(true)}
            onOpen={(item) => void openById(item.id)}
            onDelete={removeOrAsk}
          />
          <ThirdPane
            {...{ control, shownId, counts, version, actions, selection, bulk, kept, started }}
            inTrash={filter.view.type === 'trash'}
            onRemove={removeOrAsk}
            onRestore={(item) => void remove(item, actions.restore)}
            onTag={(tag) => setFilter({ ...filter, view: { type: 'tag', tag }, search: '' })}
          />
        </>
      )}
      <Modal
        opened={generating}
        onClose={() => setGenerating(false)}
        title={t('vault.generator.title')}
        closeButtonProps={{ 'aria-label': t('action.close') }}
        size="auto"
        centered
      >
        <Generator
          useLabel={t('vault.generator.saveAs')}
          onCopy={(value) => void actions.copyMade(value)}
          onUse={(secret) => {
            setGenerating(false);
            pick(secret);
          }}
        />
      </Modal>
      <DiscardQuestion question={control.question} />
      <PurgeQuestion item={purging} onStay={() => setPurging(null)} onGo={(item) => void remove(item, actions.purge)} />
    </div>
  );
}
