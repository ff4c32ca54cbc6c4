import { ActionIcon, Tooltip } from '@mantine/core';
import { IconShieldHalf } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useAppStore } from '../../stores/app-store.ts';

/** Says, as long as it is so, that a file takes the place of the system's keychain; leads to where it is explained. */
export function ReducedProtection({ onExplain }: { readonly onExplain: () => void }) {
  const { t } = useTranslation();
  const reduced = useAppStore((state) => state.status?.keychain.kind === 'file');
  if (!reduced) return null;
  return (
    <Tooltip label={t('shell.reduced')} multiline maw={280} events={{ hover: true, focus: true, touch: true }}>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('shell.reduced')} onClick={onExplain}>
        <IconShieldHalf size={18} />
      </ActionIcon>
    </Tooltip>
  );
}
