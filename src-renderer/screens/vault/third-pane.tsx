import { Button, Center, Text } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { ItemCounts, ItemSummary } from '../../../src-shared/items.ts';
import { announce } from '../../components/announcer.tsx';
import { DraftOffer, type useKeptHead } from './editor/draft-offer.tsx';
import { ItemDetail } from './item-detail.tsx';
import { ItemEditor } from './item-editor.tsx';
import { KindPicker } from './kind-picker.tsx';
import { SelectionPane } from './selection/selection-pane.tsx';
import type { Bulk } from './selection/use-bulk.ts';
import { useCopyReferences } from './selection/use-copy-references.ts';
import type { Selection } from './selection/use-selection.ts';
import type { ItemActions } from './use-item-actions.tsx';
import type { PaneControl } from './use-pane.ts';
import classes from './vault.module.css';

interface ThirdPaneProps {
  readonly control: PaneControl;
  /** The chosen item, as far as the list holds it. */
  readonly shownId: string | null;
  readonly counts: ItemCounts | null;
  readonly version: number;
  readonly selection: Selection;
  readonly bulk: Bulk;
  /** A form that a lock came in between. */
  readonly kept: ReturnType<typeof useKeptHead>;
  readonly inTrash: boolean;
  readonly actions: ItemActions;
  readonly onRemove: (item: ItemSummary) => void;
  /** What a pane without an item shows: the first steps, while they are wanted. */
  readonly started: ReactNode;
  readonly onRestore: (item: ItemSummary) => void;
  readonly onTag: (tag: string) => void;
}

/** An item, its form, the kinds of a new one, or nothing yet. */
export function ThirdPane(props: ThirdPaneProps) {
  const { control, shownId, counts, version, actions, started, selection, bulk, kept, inTrash, onRemove, onRestore, onTag } = props;
  const { t } = useTranslation();
  const { pane, select } = control;
  const copyReferences = useCopyReferences(actions);
  if (selection.active && pane.name === 'item') {
    return (
      <section className={classes['detail']} aria-label={t('vault.detail.label')}>
        <SelectionPane {...{ selection, bulk, inTrash, counts }} onCopyReferences={(ids) => void copyReferences(ids)} />
      </section>
    );
  }
  return (
    <section className={classes['detail']} aria-label={t('vault.detail.label')}>
      {/* Shown where there is room for one pane only. */}
      <Button
        className={classes['toList'] ?? ''}
        variant="subtle"
        size="compact-sm"
        leftSection={<IconChevronLeft size={16} />}
        onClick={() => select(null)}
      >
        {t('vault.list.label')}
      </Button>
      {kept.head !== null && pane.name !== 'edit' && <DraftOffer head={kept.head} onDone={kept.done} {...{ control, actions }} />}
      {pane.name === 'pick' && <KindPicker title={t('vault.editor.newTitle')} onPick={control.create} onCancel={() => select(null)} />}
      {pane.name === 'edit' && (
        <ItemEditor
          key={pane.item === null ? `new ${pane.start.kind}` : `${pane.item.id} ${pane.item.revision}`}
          start={pane.start}
          typed={pane.typed}
          pasted={pane.pasted}
          at={pane.at}
          item={pane.item}
          tags={counts?.tags.map(({ tag }) => tag) ?? []}
          onDirty={control.setDirty}
          onSaved={(saved, typed) => {
            if (pane.item !== null) actions.edited(saved, pane.start, typed);
            control.saved(saved.id);
            announce(t('vault.editor.saved'));
          }}
          onReload={control.reload}
          onCancel={() => select(pane.item?.id ?? null)}
        />
      )}
      {pane.name === 'item' && shownId !== null && (
        <ItemDetail
          key={shownId}
          id={shownId}
          {...{ version, actions, onRemove, onRestore, onTag }}
          onEdit={(item) => control.edit(item)}
          onSelect={select}
        />
      )}
      {pane.name === 'item' && shownId === null && (
        <>
          {started}
          <Center h={started === null ? '100%' : 120}>
            <Text c="dimmed" size="sm">
              {t('vault.detail.none')}
            </Text>
          </Center>
        </>
      )}
    </section>
  );
}
