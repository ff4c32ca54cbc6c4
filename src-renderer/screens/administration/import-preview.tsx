import { Button, Checkbox, Group, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Input } from '../../../src-shared/contract/index.ts';
import { type ImportColumn, importColumns, type ImportPreview } from '../../../src-shared/people.ts';
import { Mark } from './frame.tsx';
import { ImportLines, outcomeTones } from './import-lines.tsx';
import classes from './import.module.css';
import { useTexts } from './use-texts.ts';

type Choice = Pick<Input<'people.previewImport'>, 'table' | 'mapping'>;

interface ImportPreviewProps {
  readonly preview: ImportPreview;
  readonly busy: boolean;
  /** Another table or mapping; what is null is guessed. */
  readonly onChoice: (choice: Choice) => void;
  readonly onOther: () => void;
  readonly onImport: () => void;
}

const outcomes = ['password', 'activation', 'skipped'] as const;

/** What a file holds and what would become of it, before anything is stored. */
export function ImportPreviewStep({ preview, busy, onChoice, onOther, onImport }: ImportPreviewProps) {
  const { t } = useTranslation();
  const texts = useTexts();
  const [onlyProblems, setOnlyProblems] = useState(false);
  const { totals, lines } = preview;
  const coming = totals.password + totals.activation;
  return (
    <Stack>
      <Source preview={preview} busy={busy} onChoice={onChoice} />
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={3} fz="var(--sr-text-lg)" mb={6}>
            {t('peopleImport.lines')}
          </Title>
          <Group gap={6} role="status">
            {outcomes
              .filter((outcome) => totals[outcome] > 0)
              .map((outcome) => (
                <Mark key={outcome} tone={outcomeTones[outcome]}>
                  {t(`peopleImport.totals.${outcome}`, { count: totals[outcome], number: texts.number(totals[outcome]) })}
                </Mark>
              ))}
          </Group>
        </div>
        <Checkbox
          size="sm"
          label={t('peopleImport.onlyProblems')}
          checked={onlyProblems}
          onChange={(event) => setOnlyProblems(event.currentTarget.checked)}
        />
      </Group>
      {lines.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('peopleImport.noLines')}
        </Text>
      ) : (
        <ImportLines key={`${preview.id} ${onlyProblems}`} lines={onlyProblems ? lines.filter(({ problem }) => problem !== null) : lines} />
      )}
      <Group justify="space-between">
        <Button variant="default" onClick={onOther} disabled={busy}>
          {t('peopleImport.other')}
        </Button>
        <Button onClick={onImport} disabled={coming === 0} loading={busy}>
          {t('peopleImport.go', { count: coming, number: texts.number(coming) })}
        </Button>
      </Group>
    </Stack>
  );
}

function Source({ preview, busy, onChoice }: Pick<ImportPreviewProps, 'preview' | 'busy' | 'onChoice'>) {
  const { t } = useTranslation();
  const { tables, table, columns, mapping } = preview;
  const map = (column: ImportColumn, value: string): void =>
    onChoice({ table, mapping: { ...mapping, [column]: value === '' ? null : value } });
  return (
    <>
      {tables.length > 0 && (
        <NativeSelect
          label={t('peopleImport.table')}
          w={280}
          disabled={busy}
          value={table ?? ''}
          onChange={(event) => onChoice({ table: event.currentTarget.value, mapping: null })}
          data={tables}
        />
      )}
      <fieldset className={classes['mappingSet']}>
        <legend>{t('peopleImport.mapping')}</legend>
        <div className={classes['mapping']}>
          {importColumns.map((column) => (
            <NativeSelect
              key={column}
              size="xs"
              label={t(`peopleImport.columns.${column}`)}
              disabled={busy}
              value={mapping[column] ?? ''}
              onChange={(event) => map(column, event.currentTarget.value)}
              data={[{ value: '', label: t('peopleImport.mappingNone') }, ...columns]}
            />
          ))}
        </div>
      </fieldset>
    </>
  );
}
