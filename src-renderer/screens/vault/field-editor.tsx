import { Text, TextInput } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { limits } from '../../../src-shared/limits.ts';
import type { DraftField } from './draft.ts';
import { FieldExtras } from './editor/field-extras.tsx';
import { nameOf } from './editor/field-name.ts';
import { FieldTools } from './editor/field-tools.tsx';
import { FieldValue } from './editor/field-value.tsx';
import classes from './vault.module.css';

interface FieldEditorProps {
  readonly field: DraftField;
  /** Saving was tried: what is missing is marked. */
  readonly tried: boolean;
  readonly first: boolean;
  readonly last: boolean;
  readonly onChange: (field: DraftField) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** One field of the form: its name, its value, its type and its place. */
export function FieldEditor({ field, tried, first, last, onChange, onMove, onRemove }: FieldEditorProps) {
  const { t } = useTranslation();
  const inputId = useId();
  const name = nameOf(field, t);
  const missing = field.name.trim() === '';
  return (
    <div className={classes['fieldEditor']}>
      <div className={classes['fieldName']}>
        {field.offered ? (
          <Text component="label" htmlFor={inputId} size="sm" fw={500} flex={1} truncate>
            {name}
          </Text>
        ) : (
          <TextInput
            size="xs"
            flex={1}
            aria-label={t('vault.editor.fieldName')}
            placeholder={t('vault.editor.fieldName')}
            spellCheck={false}
            autoFocus={field.name === '' && !first}
            value={field.name}
            maxLength={limits.fieldNameMaxCharacters}
            data-empty={missing || undefined}
            onChange={(event) => onChange({ ...field, name: event.currentTarget.value })}
            error={tried && missing ? t('vault.editor.fieldNameRequired') : null}
          />
        )}
      </div>
      <div>
        <FieldValue id={inputId} {...{ name, field, onChange }} extras={<FieldExtras name={name} field={field} onChange={onChange} />} />
      </div>
      {/* Behind the value, so that Tab leads from a name to its value; the style sheet shows them beside the name. */}
      <FieldTools {...{ field, first, last, onMove, onRemove }} onType={field.offered ? null : (type) => onChange({ ...field, type })} />
    </div>
  );
}
