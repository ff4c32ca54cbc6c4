import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { ImportReport } from '../../../src-shared/people.ts';
import { ImportLines } from './import-lines.tsx';
import { Slips } from './slip.tsx';
import { useTexts } from './use-texts.ts';

/** What was imported, the codes to hand over, and what was left out. */
export function ImportReportStep({ report, onDone }: { readonly report: ImportReport; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const texts = useTexts();
  const { imported, activations, skipped } = report;
  return (
    <Stack>
      <div className="no-print">
        <Text fw={600} role="status">
          {t('peopleImport.report', { count: imported, number: texts.number(imported) })}
        </Text>
        <Text size="sm" c="dimmed">
          {t('peopleImport.later')}
        </Text>
      </div>
      {activations.length > 0 && (
        <>
          <Title order={3} fz="var(--sr-text-lg)" className="no-print">
            {t('administration.slip.title', { count: activations.length })}
          </Title>
          <Slips slips={activations.map((activation) => ({ activation, displayName: null }))} />
        </>
      )}
      {skipped.length > 0 && (
        <Stack gap="xs" className="no-print">
          <Title order={3} fz="var(--sr-text-lg)">
            {t('peopleImport.skipped')}
          </Title>
          <ImportLines lines={skipped} />
        </Stack>
      )}
      <Group justify="flex-end" className="no-print">
        <Button data-autofocus onClick={onDone}>
          {activations.length > 0 ? t('administration.slip.handed', { count: activations.length }) : t('action.done')}
        </Button>
      </Group>
    </Stack>
  );
}
