import { ActionIcon, Button, Group, PasswordInput, Popover, Text, Textarea, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash, IconWand } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { limits } from '../../../src-shared/limits.ts';
import type { DraftField } from './draft.ts';
import { Generator } from './generator.tsx';
import { TotpInput } from './totp-input.tsx';
import classes from './vault.module.css';

interface FieldEditorProps {
  readonly field: DraftField;
  /** The name is one of an environment variable. */
  readonly variable: boolean;
  /** Saving was tried: what is missing is marked. */
  readonly tried: boolean;
  readonly first: boolean;
  readonly last: boolean;
  readonly onChange: (field: DraftField) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** One field of the form: its name, its value and its place. */
export function FieldEditor({ field, variable, tried, first, last, onChange, onMove, onRemove }: FieldEditorProps) {
  const { t } = useTranslation();
  const inputId = useId();
  const name = field.name.trim() === '' ? t(`vault.fieldType.${field.type}`) : field.name;
  const missing = field.name.trim() === '';
  return (
    <div className={classes['fieldEditor']}>
      <div className={classes['fieldName']}>
        {field.offered ? (
          <Text component="label" htmlFor={inputId} size="sm" fw={500} flex={1} truncate>
            {field.name}
          </Text>
        ) : (
          <TextInput
            size="xs"
            flex={1}
            aria-label={t('vault.editor.fieldName')}
            placeholder={variable ? 'API_TOKEN' : t('vault.editor.fieldName')}
            classNames={variable ? { input: classes['mono'] ?? '' } : {}}
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
      {field.value === null ? (
        <div className={classes['kept']}>
          <Text size="sm" c="dimmed" flex={1}>
            {t('vault.editor.stored')}
          </Text>
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`${t('vault.editor.replace')}: ${name}`}
            onClick={() => onChange({ ...field, value: '' })}
          >
            {t('vault.editor.replace')}
          </Button>
        </div>
      ) : (
        <ValueInput id={inputId} name={name} field={field} value={field.value} onValue={(value) => onChange({ ...field, value })} />
      )}
      {field.stored && field.value !== null && (
        <Button size="compact-xs" variant="subtle" w="fit-content" onClick={() => onChange({ ...field, value: null })}>
          {t('vault.editor.keep')}
        </Button>
      )}
      {/* Behind the value, so that Tab leads from a name to its value; the style sheet shows them beside the name. */}
      <div className={classes['tools']}>
        <Tool label={t('vault.editor.up', { name })} disabled={first} onClick={() => onMove(-1)}>
          <IconArrowUp size={15} />
        </Tool>
        <Tool label={t('vault.editor.down', { name })} disabled={last} onClick={() => onMove(1)}>
          <IconArrowDown size={15} />
        </Tool>
        <Tool label={t('vault.editor.removeField', { name })} onClick={onRemove}>
          <IconTrash size={15} />
        </Tool>
      </div>
    </div>
  );
}

interface ToolProps {
  readonly label: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Tool({ label, disabled = false, onClick, children }: ToolProps) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="md"
      classNames={{ root: classes['tool'] ?? '' }}
      disabled={disabled}
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  );
}

interface ValueInputProps {
  readonly id: string;
  readonly name: string;
  readonly field: DraftField;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

function ValueInput({ id, name, field: { type }, value, onValue }: ValueInputProps) {
  const { t } = useTranslation();
  const [visible, setVisible] = useState(false);
  const input = {
    ...{ id, value, spellCheck: false, autoComplete: 'off', maxLength: limits.fieldValueMaxCharacters, 'aria-label': name },
    onChange: (event: { readonly currentTarget: { readonly value: string } }): void => onValue(event.currentTarget.value),
  };
  if (type === 'multiline') return <Textarea {...input} autosize minRows={3} maxRows={12} />;
  if (type === 'totp') return <TotpInput {...{ id, name, value, onValue }} />;
  if (type !== 'hidden') return <TextInput {...input} />;
  return (
    <Group gap={6} wrap="nowrap">
      <PasswordInput
        {...input}
        flex={1}
        classNames={{ innerInput: classes['mono'] ?? '' }}
        visible={visible}
        onVisibilityChange={setVisible}
        visibilityToggleButtonProps={{ tabIndex: 0, 'aria-label': t(visible ? 'vault.detail.hide' : 'vault.detail.reveal', { name }) }}
      />
      <GeneratorButton name={name} onUse={onValue} />
    </Group>
  );
}

export function GeneratorButton({ name, onUse }: { readonly name: string; readonly onUse: (value: string) => void }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const label = `${t('vault.editor.generate')}: ${name}`;
  const use = (value: string): void => {
    onUse(value);
    setOpened(false);
  };
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      middlewares={{ flip: false, shift: { crossAxis: true, padding: 8 } }}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <ActionIcon variant="default" size={36} aria-label={label} title={t('vault.editor.generate')} onClick={() => setOpened(!opened)}>
          <IconWand size={18} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('vault.generator.title')}>
        <Generator useLabel={t('vault.generator.use')} onUse={use} />
      </Popover.Dropdown>
    </Popover>
  );
}
