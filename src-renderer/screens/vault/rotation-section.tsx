import { Button, Group, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { ItemDetail, ItemKind } from '../../../src-shared/items.ts';
import { serviceWithId } from '../../../src-shared/services/services.ts';
import { RotationDialog } from './rotation-dialog.tsx';
import { RotationRunning } from './rotation-running.tsx';
import { expiryOf } from './times.ts';
import type { ItemActions } from './use-item-actions.tsx';
import { useRotation } from './use-rotation.ts';

/** The kinds whose hidden values somebody issues. */
const renewable: ReadonlySet<ItemKind> = new Set(['apiKey', 'login', 'database', 'envSet']);

/** The renewal of an item: what is under way, or the way to begin one. */
export function RotationSection({ item, actions }: { readonly item: ItemDetail; readonly actions: ItemActions }) {
  const { t } = useTranslation();
  const rotation = useRotation(item);
  const [opened, setOpened] = useState(false);
  if (item.rotation !== null) return <RotationRunning {...item.rotation} {...{ item, actions, rotation }} />;
  const fields = item.fields.filter(({ type, filled }) => type === 'hidden' && filled);
  if (item.trashedAt !== null || fields.length === 0 || !renewable.has(item.kind)) return null;
  const days = serviceWithId(item.service)?.days ?? null;
  const due = item.expiresAt !== null && expiryOf(item.expiresAt, Date.now()) !== 'later';
  return (
    <Group gap="sm" mt="md" component="section" aria-label={t('rotation.title')}>
      <Button
        size="compact-sm"
        variant={due ? 'filled' : 'default'}
        leftSection={<IconRefresh size={16} />}
        onClick={() => setOpened(true)}
      >
        {t(due || item.expiresAt !== null ? 'rotation.renew' : 'rotation.renewValue')}
      </Button>
      {days !== null && (
        <Text size="xs" c="dimmed">
          {t('rotation.interval', { days })}
        </Text>
      )}
      {opened && <RotationDialog {...{ item, fields, rotation }} onClose={() => setOpened(false)} />}
    </Group>
  );
}
