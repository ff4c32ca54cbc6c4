import { Button, Group, Modal, ScrollArea, Skeleton, Stack, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { VersionField, VersionView } from '../../../src-shared/history.ts';
import type { ItemDetail } from '../../../src-shared/items.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useFieldNames } from './field-names.ts';
import { FieldRow } from './field-row.tsx';
import classes from './history.module.css';
import { Question } from './question.tsx';
import { timeText } from './times.ts';
import { useHistory } from './use-history.ts';
import type { ItemActions } from './use-item-actions.tsx';
import { useRevealed } from './use-revealed.ts';

interface HistoryDialogProps {
  readonly item: ItemDetail;
  readonly actions: ItemActions;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Earlier versions beside the present one: what is different, and the way back. */
export function HistoryDialog({ item, actions, opened, onClose }: HistoryDialogProps) {
  const { t, i18n } = useTranslation();
  const history = useHistory(item, actions, opened);
  const [chosen, setChosen] = useState<number | null>(null);
  const [clearing, setClearing] = useState(false);
  const version = history.versions?.find(({ revision }) => revision === chosen) ?? history.versions?.[0];
  const closeIf = (done: boolean): void => void (done && onClose());
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="xl"
      centered
      title={t('history.title', { name: item.name })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Stack gap="md">
        {history.failure !== null && <FailureNotice failure={history.failure} />}
        {history.versions === null && history.failure === null && <Skeleton h={220} radius="md" aria-label={t('app.loading')} />}
        {version !== undefined && (
          <div className={classes['panes']}>
            <div className={classes['versions']} role="group" aria-label={t('history.versions')}>
              {history.versions?.map(({ revision, at, name }) => (
                <UnstyledButton
                  key={revision}
                  className={classes['version']}
                  aria-pressed={revision === version.revision}
                  onClick={() => setChosen(revision)}
                >
                  <Text size="sm" fw={500}>
                    {t('history.until', { date: timeText(at, i18n.language) })}
                  </Text>
                  {name !== item.name && (
                    <Text size="xs" c="dimmed" truncate>
                      {name}
                    </Text>
                  )}
                </UnstyledButton>
              ))}
            </div>
            <Version key={version.revision} {...{ item, version, history }} />
          </div>
        )}
        <Group justify="space-between">
          <Button variant="default" onClick={() => setClearing(true)}>
            {t('history.clear')}
          </Button>
          <Button
            disabled={version === undefined}
            onClick={() => version !== undefined && void history.restore(version.revision).then(closeIf)}
          >
            {t('history.restore')}
          </Button>
        </Group>
      </Stack>
      <Question
        opened={clearing}
        title={t('history.clearTitle', { name: item.name })}
        text={t('history.clearText')}
        stay={t('action.cancel')}
        go={t('history.clear')}
        onStay={() => setClearing(false)}
        onGo={() => {
          setClearing(false);
          void history.clear().then(closeIf);
        }}
      />
    </Modal>
  );
}

interface VersionProps {
  readonly item: ItemDetail;
  readonly version: VersionView;
  readonly history: ReturnType<typeof useHistory>;
}

function Version({ item, version, history }: VersionProps) {
  const { t } = useTranslation();
  const names = useFieldNames();
  const revealed = useRevealed(version.revision, (fieldId) => history.reveal(version.revision, fieldId));
  return (
    <ScrollArea.Autosize mah="50vh" className={classes['fields'] ?? ''} type="auto">
      {version.fields.map((field) => (
        <div key={field.id}>
          <FieldRow
            name={names.shown(item.kind, field.id, field.name)}
            field={field}
            revealed={revealed.valueOf(field.id)}
            onReveal={() => void revealed.toggle(field.id)}
            onCopy={() => history.copy(version.revision, field.id)}
            onCopyReference={null}
          />
          <Difference difference={field.difference} />
        </div>
      ))}
      {version.absent.length > 0 && (
        <Text size="xs" className={classes['difference'] ?? ''}>
          {t('history.absent', { names: version.absent.join(', ') })}
        </Text>
      )}
    </ScrollArea.Autosize>
  );
}

function Difference({ difference }: Pick<VersionField, 'difference'>) {
  const { t } = useTranslation();
  if (difference === 'same') return null;
  return (
    <Text size="xs" className={classes['difference'] ?? ''}>
      {t(`history.difference.${difference}`)}
    </Text>
  );
}
