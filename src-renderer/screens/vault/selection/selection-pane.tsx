import { Button, Progress as Bar, Stack, Text, Title } from '@mantine/core';
import {
  IconCalendar,
  IconLink,
  IconRestore,
  IconStar,
  IconStarOff,
  IconTag,
  IconTagOff,
  IconTrash,
  IconTrashX,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { ItemCounts } from '../../../../src-shared/items.ts';
import { useTranslation } from '../../../i18n/use-translation.ts';
import { Question } from '../question.tsx';
import vault from '../vault.module.css';
import { ExpiryChoice, TagChoice } from './choices.tsx';
import classes from './selection.module.css';
import type { Bulk, Progress } from './use-bulk.ts';
import type { Selection } from './use-selection.ts';

interface SelectionPaneProps {
  readonly selection: Selection;
  readonly bulk: Bulk;
  /** What is chosen lies in the trash. */
  readonly inTrash: boolean;
  readonly counts: ItemCounts | null;
  readonly onCopyReferences: (ids: readonly string[]) => void;
}

/** What can be done with all that is chosen. */
export function SelectionPane({ selection, bulk, inTrash, counts, onCopyReferences }: SelectionPaneProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const ids = [...selection.ids];
  const count = ids.length;
  const purge = async (): Promise<void> => {
    setAsking(false);
    if ((await bulk.purge(ids)) > 0) selection.clear();
  };
  const away = async (work: Promise<number>): Promise<void> => {
    if ((await work) > 0) selection.clear();
  };
  const disabled = count === 0 || bulk.progress !== null;
  const button = { variant: 'default', disabled, justify: 'flex-start', fullWidth: true } as const;
  return (
    <div className={vault['page']} role="group" aria-label={t('items.bulk.label')}>
      <div className={classes['head']}>
        <Title order={2} fz="var(--sr-text-2xl)" role="status">
          {t('items.bulk.chosen', { count })}
        </Title>
        <Button variant="default" flex="none" onClick={selection.clear}>
          {t('items.bulk.end')}
        </Button>
      </div>
      <Text size="sm" c="dimmed" mb="md">
        {t('items.bulk.hint')}
      </Text>
      {bulk.progress !== null && <Running progress={bulk.progress} onCallOff={bulk.callOff} />}
      <Stack gap="xs" maw={360}>
        {inTrash ? (
          <>
            <Button
              {...button}
              leftSection={<IconRestore size={18} />}
              onClick={() => void away(bulk.restore(ids, (done) => t('items.did.restoredMany', { count: done })))}
            >
              {t('vault.detail.restore')}
            </Button>
            <Button
              {...button}
              classNames={{ label: vault['danger'] ?? '' }}
              leftSection={<IconTrashX size={18} />}
              onClick={() => setAsking(true)}
            >
              {t('vault.detail.purge')}
            </Button>
          </>
        ) : (
          <>
            <TagChoice
              title={t('items.bulk.addTag')}
              icon={<IconTag size={18} />}
              tags={counts?.tags.map(({ tag }) => tag) ?? []}
              free
              disabled={disabled}
              onChoose={(tag) =>
                void bulk.mark(ids, { addTags: [tag], removeTags: [] }, (done) => t('items.did.tagged', { count: done, tag }))
              }
            />
            <TagChoice
              title={t('items.bulk.removeTag')}
              icon={<IconTagOff size={18} />}
              tags={counts?.tags.map(({ tag }) => tag) ?? []}
              disabled={disabled}
              onChoose={(tag) =>
                void bulk.mark(ids, { addTags: [], removeTags: [tag] }, (done) => t('items.did.untagged', { count: done, tag }))
              }
            />
            <Button
              {...button}
              leftSection={<IconStar size={18} />}
              onClick={() => void bulk.mark(ids, { favourite: true }, (done) => t('items.did.favoured', { count: done }))}
            >
              {t('vault.detail.favour')}
            </Button>
            <Button
              {...button}
              leftSection={<IconStarOff size={18} />}
              onClick={() => void bulk.mark(ids, { favourite: false }, (done) => t('items.did.unfavoured', { count: done }))}
            >
              {t('vault.detail.unfavour')}
            </Button>
            <ExpiryChoice
              icon={<IconCalendar size={18} />}
              disabled={disabled}
              onChoose={(expiresAt) => void bulk.mark(ids, { expiresAt }, (done) => t('items.did.expiry', { count: done }))}
            />
            <Button {...button} leftSection={<IconLink size={18} />} onClick={() => onCopyReferences(ids)}>
              {t('items.bulk.copyReferences')}
            </Button>
            <Button
              {...button}
              leftSection={<IconTrash size={18} />}
              onClick={() => void away(bulk.trash(ids, (done) => t('items.did.trashedMany', { count: done })))}
            >
              {t('vault.detail.trash')}
            </Button>
          </>
        )}
      </Stack>
      <Question
        opened={asking}
        title={t('items.bulk.purgeTitle', { count })}
        text={t('vault.detail.purgeText')}
        stay={t('action.cancel')}
        go={t('items.bulk.purge', { count })}
        onStay={() => setAsking(false)}
        onGo={() => void purge()}
      />
    </div>
  );
}

function Running({ progress: { done, total }, onCallOff }: { readonly progress: Progress; readonly onCallOff: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={classes['running']} role="status">
      <Text size="sm">{t('items.bulk.progress', { done, total })}</Text>
      <Bar value={(100 * done) / total} aria-label={t('items.bulk.progress', { done, total })} />
      <Button size="compact-sm" variant="default" onClick={onCallOff}>
        {t('action.cancel')}
      </Button>
    </div>
  );
}
