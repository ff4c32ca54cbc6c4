import { Button, Group } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { limits } from '../../../../src-shared/limits.ts';
import { useTranslation } from '../../../i18n/use-translation.ts';
import { type Draft, type DraftField, moveField, withField } from '../draft.ts';
import { FieldList } from '../editor/field-list.tsx';
import classes from './env-set.module.css';
import { FileDialog } from './file-dialog.tsx';
import { TakenOver, VariableRow } from './variable-row.tsx';
import { nameProblem } from './names.ts';

interface VariablesEditorProps {
  readonly draft: Draft;
  readonly tried: boolean;
  readonly ownId: string | null;
  /** The text of a `.env` that the form begins with. */
  readonly pasted?: string | undefined;
  readonly onDraft: (draft: Draft) => void;
}

/** The variables of an env set as a table, and the way in for a whole `.env`. */
export function VariablesEditor({ draft, tried, ownId, pasted: first, onDraft }: VariablesEditorProps) {
  const { t } = useTranslation();
  const [pasted, setPasted] = useState(first ?? null);
  const [taken, setTaken] = useState<{ readonly before: readonly DraftField[]; readonly count: number } | null>(null);
  const table = useRef<HTMLDivElement>(null);
  const way = useRef<HTMLButtonElement>(null);
  const { fields } = draft;
  const regain = useEffectEvent((): void => {
    // What led to the file, or took it back, is gone: the name is what is missing still, or there is the way to another file.
    if (pasted !== null || document.activeElement !== document.body) return;
    if (draft.name.trim() === '') table.current?.closest('form')?.querySelector('input')?.focus();
    else way.current?.focus();
  });
  useEffect(() => regain(), [pasted, taken]);
  const setField = (at: number, field: DraftField | null): void =>
    onDraft({ ...draft, fields: fields.flatMap((before, index) => (index === at ? (field === null ? [] : [field]) : [before])) });
  return (
    <div ref={table} className={classes['table']}>
      {taken !== null && (
        <TakenOver
          count={taken.count}
          onBack={() => {
            onDraft({ ...draft, fields: taken.before });
            setTaken(null);
          }}
        />
      )}
      <FieldList fields={fields} onMove={(from, to) => onDraft(moveField(draft, from, to - from))}>
        {(field, at) => (
          <VariableRow
            {...{ field, tried, ownId }}
            problem={nameProblem(fields, field)}
            first={at === 0}
            last={at === fields.length - 1}
            onChange={(next) => setField(at, next)}
            onMove={(by) => onDraft(moveField(draft, at, by))}
            onRemove={() => setField(at, null)}
            onFile={setPasted}
          />
        )}
      </FieldList>
      <Group gap={4} p="xs">
        {fields.length < limits.itemMaxFields && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={16} />}
            onClick={() => onDraft(withField(draft, 'hidden'))}
          >
            {t('items.env.add')}
          </Button>
        )}
        <Button ref={way} variant="subtle" size="compact-sm" leftSection={<IconFileImport size={16} />} onClick={() => setPasted('')}>
          {t('items.env.open')}
        </Button>
      </Group>
      {pasted !== null && (
        <FileDialog
          start={pasted}
          draft={draft}
          onClose={() => setPasted(null)}
          onTake={({ draft: next, changes }) => {
            setTaken({ before: fields, count: changes });
            onDraft(next);
            setPasted(null);
          }}
        />
      )}
    </div>
  );
}
