import { Box, Button, Center, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { concealedTypes, type ItemCounts, type ItemDetail as Detail, type ItemKind, type ItemSummary } from '../../../src-shared/items.ts';
import { call, failureOf, onEvent } from '../../api.ts';
import { type Draft, draftOf, newDraft } from './draft.ts';
import { copyField } from './field-row.tsx';
import { ItemDetail } from './item-detail.tsx';
import { ItemEditor } from './item-editor.tsx';
import { ItemList } from './item-list.tsx';
import { KindPicker } from './kind-picker.tsx';
import { ListTools } from './list-tools.tsx';
import { Sidebar } from './sidebar.tsx';
import { type ItemFilter, useItems } from './use-items.ts';
import { useVaultKeys } from './use-vault-keys.ts';
import classes from './vault.module.css';

/** What the third pane shows. */
type Pane =
  | { readonly name: 'item'; readonly id: string | null }
  | { readonly name: 'pick' }
  | { readonly name: 'edit'; readonly start: Draft; readonly item: Detail | null };

const nothing: Pane = { name: 'item', id: null };

/** The vault in three panes: views, list, item. */
export function VaultScreen() {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<ItemFilter>({ view: { type: 'all' }, search: '', sort: 'name' });
  const [pane, setPane] = useState<Pane>(nothing);
  const [dirty, setDirty] = useState(false);
  const [asked, setAsked] = useState<(() => void) | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const items = useItems(filter);
  const counts = useCounts();
  const selectedId = pane.name === 'item' ? pane.id : null;

  /** Goes on at once, or after the person has let go of what is not saved. */
  const guard = (go: () => void): void => (dirty ? setAsked(() => go) : go());
  const show = (next: Pane): void =>
    guard(() => {
      setDirty(false);
      setPane(next);
    });
  const fieldName = useCallback((id: string): string => t(`vault.field.${id as 'key'}`), [t]);
  const edit = (item: Detail): void => setPane({ name: 'edit', item, start: draftOf(item) });
  const create = (kind: ItemKind, value?: string): void => {
    const draft = newDraft(kind, fieldName);
    const [first, ...others] = draft.fields;
    const filled = value === undefined || first === undefined ? draft : { ...draft, fields: [{ ...first, value }, ...others] };
    show({ name: 'edit', item: null, start: filled });
  };
  const complain = (error: unknown): void => {
    notifications.show({ color: 'red', message: t(`errors.${failureOf(error).code}.title`) });
  };
  const trash = async ({ id, name, trashedAt }: ItemSummary): Promise<void> => {
    if (trashedAt !== null) return;
    await call('items.trash', { ids: [id] });
    setPane(nothing);
    const notice = notifications.show({
      message: (
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm">{t('vault.detail.trashed', { name })}</Text>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => void call('items.restore', { ids: [id] }).then(() => notifications.hide(notice))}
          >
            {t('vault.detail.undo')}
          </Button>
        </Group>
      ),
    });
  };
  const copyFirst = async (): Promise<void> => {
    if (selectedId === null) return;
    const { fields } = await call('items.get', { id: selectedId });
    const field = fields.find(({ type, filled }) => filled && concealedTypes.has(type));
    if (field !== undefined) await copyField(selectedId, field.id, t);
  };
  const openSelected = (): void => {
    if (selectedId !== null) void call('items.get', { id: selectedId }).then(edit, complain);
  };
  useVaultKeys({
    onSearch: () => search.current?.focus(),
    onNew: () => show({ name: 'pick' }),
    onCopy: () => void copyFirst().catch(complain),
    onEscape: () => pane.name !== 'item' && show(nothing),
  });

  const empty = counts !== null && counts.all === 0 && counts.trash === 0;
  return (
    <div className={classes['panes']}>
      <Sidebar counts={counts} view={filter.view} onView={(view) => guard(() => setFilter({ ...filter, view }))} />
      <section className={classes['list']} aria-label={t('vault.list.label')}>
        <ListTools
          {...{ filter, search }}
          total={items.total}
          onFilter={setFilter}
          onNew={() => show({ name: 'pick' })}
          onNewWith={(value) => create('apiKey', value)}
        />
        <ItemList
          {...{ items, filter, selectedId }}
          onSelect={(id) => show({ name: 'item', id })}
          onOpen={openSelected}
          onTrash={(item) => void trash(item).catch(complain)}
        />
      </section>
      <section className={classes['detail']} aria-label={t('vault.detail.label')}>
        {pane.name === 'edit' && (
          <ItemEditor
            key={pane.item === null ? 'new' : `${pane.item.id}-${pane.item.revision}`}
            start={pane.start}
            item={pane.item}
            onDirty={setDirty}
            onSaved={(id) => setPane({ name: 'item', id })}
            onCancel={() => show({ name: 'item', id: pane.item?.id ?? null })}
          />
        )}
        {pane.name === 'pick' && <KindPicker title={t('vault.editor.newTitle')} onPick={create} />}
        {pane.name === 'item' && pane.id !== null && (
          <ItemDetail
            key={pane.id}
            id={pane.id}
            onEdit={edit}
            onTrash={(item) => void trash(item).catch(complain)}
            onSelect={(id) => show({ name: 'item', id })}
          />
        )}
        {pane.name === 'item' && pane.id === null && empty && (
          <KindPicker title={t('vault.list.emptyTitle')} text={t('vault.list.emptyText')} onPick={create} />
        )}
        {pane.name === 'item' && pane.id === null && !empty && (
          <Center h="100%">
            <Text c="dimmed" size="sm">
              {t('vault.detail.none')}
            </Text>
          </Center>
        )}
      </section>
      <DiscardQuestion
        opened={asked !== null}
        onKeep={() => setAsked(null)}
        onDiscard={() => {
          setAsked(null);
          asked?.();
        }}
      />
    </div>
  );
}

/** How many items each view has, kept in step with the vault. */
function useCounts(): ItemCounts | null {
  const [counts, setCounts] = useState<ItemCounts | null>(null);
  useEffect(() => {
    const load = (): void => void call('items.counts').then(setCounts, () => undefined);
    load();
    return onEvent('vault.changed', load);
  }, []);
  return counts;
}

function DiscardQuestion({
  opened,
  onKeep,
  onDiscard,
}: {
  readonly opened: boolean;
  readonly onKeep: () => void;
  readonly onDiscard: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onKeep} title={t('vault.editor.discardTitle')} centered>
      <Stack>
        <Box fz="sm">{t('vault.editor.discardText')}</Box>
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onKeep}>
            {t('vault.editor.keepEditing')}
          </Button>
          <Button color="red" onClick={onDiscard}>
            {t('vault.editor.discard')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
