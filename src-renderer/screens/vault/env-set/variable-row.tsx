import { ActionIcon, Button, Group, Text, TextInput } from '@mantine/core';
import { IconLink, IconLinkOff } from '@tabler/icons-react';
import { type ClipboardEvent, useId } from 'react';
import { limits } from '../../../../src-shared/limits.ts';
import { useTranslation } from '../../../i18n/use-translation.ts';
import type { DraftField } from '../draft.ts';
import { FieldExtras } from '../editor/field-extras.tsx';
import { nameOf } from '../editor/field-name.ts';
import { FieldTools } from '../editor/field-tools.tsx';
import { FieldValue } from '../editor/field-value.tsx';
import vault from '../vault.module.css';
import classes from './env-set.module.css';
import type { NameProblem } from './names.ts';
import { ReferencePicker } from './reference-picker.tsx';
import { isForReference, isOnlyForRun, looksLikeEnvFile, withTyped } from './variables.ts';

/** The same in every language. */
const exampleName = 'API_TOKEN';

interface VariableRowProps {
  readonly field: DraftField;
  readonly problem: NameProblem | null;
  readonly tried: boolean;
  readonly first: boolean;
  readonly last: boolean;
  /** The set itself, which no variable of it leads to. */
  readonly ownId: string | null;
  readonly onChange: (field: DraftField) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
  /** Several lines were pasted where a name belongs. */
  readonly onFile: (text: string) => void;
}

/** One variable: its name beside its value, or beside what it stands for. */
export function VariableRow(props: VariableRowProps) {
  const { field, problem, tried, first, last, ownId, onChange, onMove, onRemove, onFile } = props;
  const { t } = useTranslation();
  const inputId = useId();
  const name = nameOf(field, t);
  const marked = problem !== null && (tried || problem !== 'missing');
  const onPaste = (event: ClipboardEvent): void => {
    const text = event.clipboardData.getData('text');
    if (!looksLikeEnvFile(text)) return;
    event.preventDefault();
    onFile(text);
  };
  return (
    <div className={classes['row']}>
      <TextInput
        className={classes['name']}
        aria-label={t('vault.editor.fieldName')}
        placeholder={exampleName}
        classNames={{ input: vault['mono'] ?? '' }}
        spellCheck={false}
        autoCapitalize="off"
        autoFocus={field.name === '' && !first}
        value={field.name}
        maxLength={limits.fieldNameMaxCharacters}
        data-empty={problem !== null || undefined}
        onPaste={onPaste}
        onChange={(event) => onChange({ ...field, name: event.currentTarget.value })}
        error={marked && t(`items.env.problem.${problem}`, { name: field.name.trim() })}
        description={isOnlyForRun(field.name) ? t('items.env.onlyForRun') : undefined}
        inputWrapperOrder={['input', 'error', 'description']}
      />
      <div className={classes['value']}>
        {isForReference(field) ? (
          <Group gap={6} wrap="nowrap" className={classes['reference']}>
            <IconLink size={16} aria-hidden="true" />
            <Text size="sm" className={classes['address']} flex={1} title={field.value ?? ''}>
              {field.value}
            </Text>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('items.env.ownValue', { name })}
              title={t('items.env.ownValueHint')}
              onClick={() => onChange({ ...field, type: 'hidden', value: '' })}
            >
              <IconLinkOff size={16} />
            </ActionIcon>
          </Group>
        ) : (
          <FieldValue
            id={inputId}
            {...{ name, field }}
            onChange={(next) => onChange(next.value === null ? next : withTyped(next, next.value))}
            extras={
              <>
                <FieldExtras name={name} field={field} onChange={onChange} />
                <ReferencePicker name={name} ownId={ownId} onPick={(value) => onChange(withTyped(field, value))} />
              </>
            }
          />
        )}
      </div>
      <FieldTools {...{ field, first, last, onMove, onRemove }} onType={null} />
    </div>
  );
}

/** What taking a file over has done, and the one step back. */
export function TakenOver({ count, onBack }: { readonly count: number; readonly onBack: () => void }) {
  const { t } = useTranslation();
  return (
    <Group justify="space-between" wrap="nowrap" className={classes['taken']} role="status">
      <Text size="sm">{t('items.env.taken', { count })}</Text>
      <Button size="compact-sm" variant="default" onClick={onBack}>
        {t('items.env.takeBack')}
      </Button>
    </Group>
  );
}
