import { Button, Group, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { ItemDetail } from '../../../src-shared/items.ts';
import { serviceWithId } from '../../../src-shared/services/services.ts';
import { usePageStore } from '../../stores/page-store.ts';
import { isRenewable } from './renewable.ts';
import { RotationDialog } from './rotation-dialog.tsx';
import { RotationRunning } from './rotation-running.tsx';
import { expiryOf } from './times.ts';
import type { ItemActions } from './use-item-actions.tsx';
import { useRotation } from './use-rotation.ts';

/** The renewal of an item: what is under way, or the way to begin one. */
export function RotationSection({ item, actions }: { readonly item: ItemDetail; readonly actions: ItemActions }) {
  const { t } = useTranslation();
  const rotation = useRotation(item);
  /** Which field's dialog is open; '' for the first that can be renewed. */
  const [opened, setOpened] = useState<string | null>(null);
  const { renewal, renewalDone } = usePageStore();
  useEffect(() => {
    if (renewal?.id !== item.id) return;
    renewalDone();
    setOpened(renewal.fieldId);
  }, [renewal, renewalDone, item.id]);
  const place = useRef<HTMLDivElement>(null);
  const running = item.rotation !== null;
  const was = useRef({ running, opened });
  useEffect(() => {
    const same = was.current.running === running && was.current.opened === opened;
    was.current = { running, opened };
    // What was pressed has made way for the next step.
    if (!same && document.activeElement === document.body) place.current?.querySelector('button')?.focus();
  }, [running, opened]);
  if (item.rotation !== null)
    return (
      <div ref={place}>
        <RotationRunning {...item.rotation} {...{ item, actions, rotation }} />
      </div>
    );
  const fields = item.fields.filter(({ type, filled }) => type === 'hidden' && filled);
  if (item.trashedAt !== null || fields.length === 0 || !isRenewable(item.kind)) return null;
  const days = serviceWithId(item.service)?.days ?? null;
  const due = item.expiresAt !== null && expiryOf(item.expiresAt, Date.now()) !== 'later';
  return (
    <Group ref={place} gap="sm" mt="md" component="section" aria-label={t('rotation.title')}>
      <Button size="compact-sm" variant={due ? 'filled' : 'default'} leftSection={<IconRefresh size={16} />} onClick={() => setOpened('')}>
        {t(due || item.expiresAt !== null ? 'rotation.renew' : 'rotation.renewValue')}
      </Button>
      {days !== null && (
        <Text size="xs" c="dimmed">
          {t('rotation.interval', { days })}
        </Text>
      )}
      {opened !== null && <RotationDialog {...{ item, fields, rotation }} first={opened} onClose={() => setOpened(null)} />}
    </Group>
  );
}
