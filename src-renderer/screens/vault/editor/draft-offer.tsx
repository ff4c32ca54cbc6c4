import { Button, Group, Text } from '@mantine/core';
import { IconPencilPause } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { HeldHead } from '../../../../src-shared/held-draft.ts';
import { call } from '../../../api.ts';
import { useTranslation } from '../../../i18n/use-translation.ts';
import { type Draft, draftOf } from '../draft.ts';
import { useFieldNames } from '../field-names.ts';
import { timeText } from '../times.ts';
import type { ItemActions } from '../use-item-actions.tsx';
import type { PaneControl } from '../use-pane.ts';
import classes from '../vault.module.css';
import { draftIsKept, dropDraft } from './kept-drafts.ts';

/** What was being typed when the vault was locked; read once, right after unlocking. */
export function useKeptHead() {
  const [head, setHead] = useState<HeldHead | null>(null);
  useEffect(() => {
    let current = true;
    call('drafts.peek').then(
      (kept) => current && setHead(kept),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, []);
  return { head, done: () => setHead(null) };
}

interface DraftOfferProps {
  readonly head: HeldHead;
  readonly control: PaneControl;
  readonly actions: ItemActions;
  readonly onDone: () => void;
}

/** Offers to go on where a lock came in between. */
export function DraftOffer({ head, control, actions, onDone }: DraftOfferProps) {
  const { t, i18n } = useTranslation();
  const names = useFieldNames();
  const goOn = async (): Promise<void> => {
    const held = await actions.told(call('drafts.open'));
    if (held === null) return;
    const typed: Draft = held.draft;
    const stored = held.itemId === null ? null : await call('items.get', { id: held.itemId }).catch(() => null);
    draftIsKept();
    onDone();
    // The revision that the form was made from: where another one is stored by now, saving says so.
    if (stored !== null)
      control.resume({ start: draftOf(stored, names), typed, item: { ...stored, revision: held.revision ?? stored.revision } });
    else control.resume({ start: { ...typed, name: '', fields: [] }, typed, item: null });
  };
  const giveUp = (): void => {
    draftIsKept();
    dropDraft();
    onDone();
  };
  const name = head.name.trim() === '' ? t(`vault.kind.${head.kind}`) : head.name;
  return (
    <div className={classes['draftOffer']} role="status">
      <IconPencilPause size={20} aria-hidden="true" />
      <div>
        <Text size="sm" fw={600}>
          {t('items.draft.title', { name })}
        </Text>
        <Text size="xs" c="dimmed">
          {t('items.draft.text', { time: timeText(head.keptAt, i18n.language) })}
        </Text>
      </div>
      <Group gap="xs" wrap="nowrap" ml="auto">
        <Button size="compact-sm" variant="subtle" onClick={giveUp}>
          {t('vault.editor.discard')}
        </Button>
        <Button size="compact-sm" onClick={() => void goOn()}>
          {t('items.draft.goOn')}
        </Button>
      </Group>
    </div>
  );
}
