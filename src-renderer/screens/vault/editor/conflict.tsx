import { Alert, Button, Group } from '@mantine/core';
import { useTranslation } from '../../../i18n/use-translation.ts';

/** Somebody else has stored another revision: theirs or mine. */
export function Conflict({ onReload, onOverwrite }: { readonly onReload: () => void; readonly onOverwrite: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert color="yellow" role="alert" title={t('vault.editor.conflict')}>
      <Group gap="xs">
        <Button size="compact-sm" variant="default" onClick={onReload}>
          {t('vault.editor.reload')}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={onOverwrite}>
          {t('vault.editor.overwrite')}
        </Button>
      </Group>
    </Alert>
  );
}
