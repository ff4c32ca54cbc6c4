import { Button, Group, Stack, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { ItemDetail } from '../../../src-shared/items.ts';
import { serviceWithId } from '../../../src-shared/services/services.ts';
import { DateField } from '../../components/date-field.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { dayAfter, dayOf, endOfDay } from '../../components/days.ts';
import { useFieldNames } from './field-names.ts';
import { FieldRow } from './field-row.tsx';
import { Question } from './question.tsx';
import { RotationSteps } from './rotation-steps.tsx';
import classes from './rotation.module.css';
import { timeText } from './times.ts';
import type { ItemActions } from './use-item-actions.tsx';
import type { RotationActions } from './use-rotation.ts';
import { useRevealed } from './use-revealed.ts';

interface RunningProps {
  readonly item: ItemDetail;
  readonly fieldId: string;
  readonly startedAt: number;
  readonly actions: ItemActions;
  readonly rotation: RotationActions;
}

const previousRow = 'previous';

/** While a value is renewed: the old and the new one, the steps, and the two ways out. */
export function RotationRunning({ item, fieldId, startedAt, actions, rotation }: RunningProps) {
  const { t, i18n } = useTranslation();
  const names = useFieldNames();
  const [asking, setAsking] = useState<'confirm' | 'takeBack' | null>(null);
  const revealed = useRevealed(item.revision, (row) =>
    row === previousRow ? rotation.revealPrevious() : actions.reveal(item.id, fieldId),
  );
  const field = item.fields.find(({ id }) => id === fieldId);
  const row = (id: string, name: string, onCopy: () => Promise<boolean>) => (
    <FieldRow
      name={name}
      field={{ id, name, type: 'hidden', value: null, filled: true }}
      revealed={revealed.valueOf(id)}
      onReveal={() => void revealed.toggle(id)}
      onCopy={onCopy}
      onCopyReference={null}
    />
  );
  return (
    <section className={classes['running']} aria-label={t('rotation.title')}>
      <Group gap={8} wrap="nowrap" px="md" pt="sm">
        <IconRefresh size={18} aria-hidden="true" />
        <Text size="sm" fw={600}>
          {t('rotation.running', { name: names.shown(item.kind, fieldId, field?.name ?? '') })}{' '}
          <Text span size="sm" fw={400} c="dimmed">
            {t('rotation.since', { date: timeText(startedAt, i18n.language) })}
          </Text>
        </Text>
      </Group>
      <div className={classes['pair']}>
        {row(previousRow, t('rotation.old'), rotation.copyPrevious)}
        {row(fieldId, t('rotation.current'), () => actions.copy(item.id, fieldId))}
      </div>
      <Stack gap="sm" px="md" pb="md">
        <RotationSteps item={item} rotation={rotation} />
        {item.trashedAt === null && (
          <Group gap="xs">
            <Button size="compact-sm" onClick={() => setAsking('confirm')}>
              {t('rotation.confirm')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setAsking('takeBack')}>
              {t('rotation.takeBack')}
            </Button>
          </Group>
        )}
      </Stack>
      {asking === 'confirm' && <ConfirmDialog item={item} rotation={rotation} onClose={() => setAsking(null)} />}
      <Question
        opened={asking === 'takeBack'}
        title={t('rotation.takeBackTitle')}
        text={t('rotation.takeBackText')}
        stay={t('action.cancel')}
        go={t('rotation.takeBack')}
        onStay={() => setAsking(null)}
        onGo={() => {
          setAsking(null);
          void rotation.takeBack();
        }}
      />
    </section>
  );
}

/** Confirms, with a day on which the new value should be renewed in turn: after the service's interval where it has one. */
function ConfirmDialog({
  item,
  rotation,
  onClose,
}: {
  readonly item: ItemDetail;
  readonly rotation: RotationActions;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const days = serviceWithId(item.service)?.days ?? null;
  const [day, setDay] = useState<string | null>(() =>
    days === null ? dayOf(item.expiresAt !== null && item.expiresAt > Date.now() ? item.expiresAt : null) : dayAfter(days),
  );
  const [tried, setTried] = useState(false);
  const confirm = async (): Promise<void> => {
    setTried(true);
    if (day !== null && (await rotation.confirm(endOfDay(day)))) onClose();
  };
  return (
    <Dialog onClose={onClose} title={t('rotation.confirmTitle')}>
      <Stack>
        <Text size="sm">{t('rotation.confirmText')}</Text>
        <DateField label={t('rotation.expires')} width={190} day={day ?? ''} tried={tried} onDay={setDay} />
        {days !== null && (
          <Text size="xs" c="dimmed">
            {t('rotation.interval', { days })}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" data-autofocus onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button onClick={() => void confirm()}>{t('rotation.confirm')}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
