import { Button, Center, Text } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { ItemCounts, ItemSummary } from '../../../src-shared/items.ts';
import { announce } from '../../components/announcer.tsx';
import { ItemDetail } from './item-detail.tsx';
import { ItemEditor } from './item-editor.tsx';
import { KindPicker } from './kind-picker.tsx';
import type { ItemActions } from './use-item-actions.tsx';
import type { PaneControl } from './use-pane.ts';
import classes from './vault.module.css';

interface ThirdPaneProps {
  readonly control: PaneControl;
  /** The chosen item, as far as the list holds it. */
  readonly shownId: string | null;
  readonly counts: ItemCounts | null;
  readonly version: number;
  readonly actions: ItemActions;
  readonly onRemove: (item: ItemSummary) => void;
  /** What a pane without an item shows: the first steps, while they are wanted. */
  readonly started: ReactNode;
  readonly onRestore: (item: ItemSummary) => void;
  readonly onTag: (tag: string) => void;
}

/** An item, its form, the kinds of a new one, or nothing yet. */
export function ThirdPane({ control, shownId, counts, version, actions, started, onRemove, onRestore, onTag }: ThirdPaneProps) {
  const { t } = useTranslation();
  const { pane, select } = control;
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
      {pane.name === 'pick' && <KindPicker title={t('vault.editor.newTitle')} onPick={control.create} onCancel={() => select(null)} />}
      {pane.name === 'edit' && (
        <ItemEditor
          key={pane.item === null ? `new ${pane.start.kind}` : `${pane.item.id} ${pane.item.revision}`}
          start={pane.start}
          item={pane.item}
          tags={counts?.tags.map(({ tag }) => tag) ?? []}
          onDirty={control.setDirty}
          onSaved={(id) => {
            control.saved(id);
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
          onEdit={control.edit}
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
