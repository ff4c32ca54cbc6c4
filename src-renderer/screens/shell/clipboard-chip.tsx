import { Badge } from '@mantine/core';
import { IconClipboard } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useCountdown } from '../../components/use-countdown.ts';
import { useClipboardStore } from '../../stores/clipboard-store.ts';

/** How long the copied value stays on the clipboard. */
export function ClipboardChip() {
  const { t } = useTranslation();
  const seconds = useCountdown(useClipboardStore((state) => state.clearsAt));
  if (seconds === 0) return null;
  return (
    <Badge variant="light" tt="none" fw={500} size="lg" leftSection={<IconClipboard size={14} />}>
      {t('shell.clipboard', { seconds })}
    </Badge>
  );
}
