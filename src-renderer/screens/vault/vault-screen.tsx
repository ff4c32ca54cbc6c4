import { Center, Modal, Text } from '@mantine/core';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemDetail as Detail, ItemKind, ItemSummary } from '../../../src-shared/items.ts';
import { type Draft, draftOf, newDraft, withSecret } from './draft.ts';
import { Generator } from './generator.tsx';
import { ItemDetail } from './item-detail.tsx';
import { ItemEditor } from './item-editor.tsx';
import { neighbourOf } from './item-pages.ts';
import { KindPicker } from './kind-picker.tsx';
import { ListPane } from './list-pane.tsx';
import { Question } from './question.tsx';
import { Sidebar } from './sidebar.tsx';
import { useFieldNames } from './field-names.ts';
import { useItemActions } from './use-item-actions.tsx';
import { type ItemFilter, useItemCounts, useItemRows, useVaultVersion } from './use-items.ts';
import { useVaultKeys } from './use-vault-keys.ts';
import classes from './vault.module.css';

/** What the third pane shows. A secret is one that was generated before there was an item for it. */
type Pane =
  | { readonly name: 'item'; readonly id: string | null }
  | { readonly name: 'pick'; readonly secret: string | null }
  | { readonly name: 'edit'; readonly start: Draft; readonly item: Detail | null };

/** An operator that has no word yet narrows nothing. */
const askedFor = (filter: ItemFilter): ItemFilter => ({ ...filter, search: filter.search.replace(/\b(tag|kind):$/i, '') });

const nothing: Pane = { name: 'item', id: null };
const idOf = (pane: Pane): string | null => (pane.name === 'item' ? pane.id : pane.name === 'edit' ? (pane.item?.id ?? null) : null);

/** The vault in three panes: views, list, item. */
export function VaultScreen() {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<ItemFilter>({ view: { type: 'all' }, search: '', sort: 'name' });
  const [pane, setPane] = useState<Pane>(nothing);
  const [dirty, setDirty] = useState(false);
  const [waiting, setWaiting] = useState<{ readonly go: () => void } | null>(null);
  const [purging, setPurging] = useState<ItemSummary | null>(null);
  const [generating, setGenerating] = useState(false);
  const searchRef = useRef<HTMLInputElement>(null);
  const listRef = useRef<HTMLDivElement>(null);
  const version = useVaultVersion();
  const counts = useItemCounts(version);
  const rows = useItemRows(askedFor(filter), version);
  const actions = useItemActions();
  const fieldNames = useFieldNames();
  const selectedId = idOf(pane);

  /** Goes on at once, or after the person has let go of what is not saved. */
  const guard = useCallback((go: () => void): void => (dirty ? setWaiting({ go }) : go()), [dirty]);
  const show = useCallback((next: Pane): void => guard(() => setPane(next)), [guard]);
  const select = useCallback((id: string | null): void => show({ name: 'item', id }), [show]);
  const edit = (item: Detail): void => show({ name: 'edit', item, start: draftOf(item, fieldNames) });
  const create = (kind: ItemKind): void => {
    const draft = newDraft(kind, fieldNames);
    const secret = pane.name === 'pick' ? pane.secret : null;
    setPane({ name: 'edit', item: null, start: secret === null ? draft : withSecret(draft, secret) });
  };
  const openById = async (id: string): Promise<void> => {
    const item = await actions.get(id);
    if (item !== null && item.trashedAt === null) edit(item);
  };
  /** Takes an item out of the list and moves on to the next one. */
  const remove = async (item: ItemSummary, away: (item: ItemSummary) => Promise<boolean>): Promise<void> => {
    const next = neighbourOf(rows.pages, item.id);
    if (await away(item)) setPane((before) => (idOf(before) === item.id ? { name: 'item', id: next } : before));
  };
  const removeOrAsk = (item: ItemSummary): void => (item.trashedAt === null ? void remove(item, actions.trash) : setPurging(item));

  useVaultKeys({
    onSearch: () => {
      searchRef.current?.focus();
      searchRef.current?.select();
    },
    onNew: () => show({ name: 'pick', secret: null }),
    onCopy: () => pane.name === 'item' && pane.id !== null && void actions.copyFirst(pane.id),
    onEscape: () => pane.name !== 'item' && select(selectedId),
  });

  const empty = counts !== null && counts.all === 0 && counts.trash === 0 && pane.name === 'item';
  return (
    <div className={classes['panes']}>
      <Sidebar
        counts={counts}
        view={filter.view}
        onView={(view) =>
          guard(() => {
            setFilter({ ...filter, view, search: '' });
            setPane(nothing);
          })
        }
      />
      {empty ? (
        <section className={classes['first']} aria-label={t('vault.list.emptyTitle')}>
          <KindPicker title={t('vault.list.emptyTitle')} text={t('vault.list.emptyText')} onPick={create} />
        </section>
      ) : (
        <ListPane
          {...{ counts, rows, filter, selectedId, searchRef, listRef }}
          onFilter={(changes) => setFilter({ ...filter, ...changes })}
          onSelect={select}
          onNew={() => show({ name: 'pick', secret: null })}
          onGenerator={() => setGenerating(true)}
          onOpen={(item) => void openById(item.id)}
          onDelete={removeOrAsk}
        />
      )}
      {!empty && (
        <section className={classes['detail']} aria-label={t('vault.detail.label')}>
          {pane.name === 'pick' && <KindPicker title={t('vault.editor.newTitle')} onPick={create} onCancel={() => select(null)} />}
          {pane.name === 'edit' && (
            <ItemEditor
              key={pane.item === null ? `new ${pane.start.kind}` : `${pane.item.id} ${pane.item.revision}`}
              start={pane.start}
              item={pane.item}
              tags={counts?.tags.map(({ tag }) => tag) ?? []}
              onDirty={setDirty}
              onSaved={(id) => setPane({ name: 'item', id })}
              onReload={(item) => setPane({ name: 'edit', item, start: draftOf(item, fieldNames) })}
              onCancel={() => select(pane.item?.id ?? null)}
            />
          )}
          {pane.name === 'item' &&
            (pane.id === null ? (
              <Center h="100%">
                <Text c="dimmed" size="sm">
                  {t('vault.detail.none')}
                </Text>
              </Center>
            ) : (
              <ItemDetail
                key={pane.id}
                id={pane.id}
                version={version}
                actions={actions}
                onEdit={edit}
                onRemove={removeOrAsk}
                onRestore={(item) => void remove(item, actions.restore)}
                onSelect={select}
                onTag={(tag) => setFilter({ ...filter, view: { type: 'tag', tag }, search: '' })}
              />
            ))}
        </section>
      )}
      <Modal opened={generating} onClose={() => setGenerating(false)} title={t('vault.generator.title')} size="auto" centered>
        <Generator
          useLabel={t('vault.generator.saveAs')}
          onUse={(secret) => {
            setGenerating(false);
            show({ name: 'pick', secret });
          }}
        />
      </Modal>
      <Question
        opened={waiting !== null}
        title={t('vault.editor.discardTitle')}
        text={t('vault.editor.discardText')}
        stay={t('vault.editor.keepEditing')}
        go={t('vault.editor.discard')}
        onStay={() => setWaiting(null)}
        onGo={() => {
          setWaiting(null);
          waiting?.go();
        }}
      />
      <Question
        opened={purging !== null}
        title={t('vault.detail.purgeTitle', { name: purging?.name ?? '' })}
        text={t('vault.detail.purgeText')}
        stay={t('action.cancel')}
        go={t('vault.detail.purge')}
        onStay={() => setPurging(null)}
        onGo={() => {
          setPurging(null);
          if (purging !== null) void remove(purging, actions.purge);
        }}
      />
    </div>
  );
}
