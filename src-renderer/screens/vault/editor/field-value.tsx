import { ActionIcon, Button, Group, PasswordInput, Popover, Text, Textarea, TextInput } from '@mantine/core';
import { IconWand } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { limits } from '../../../../src-shared/limits.ts';
import { useTranslation } from '../../../i18n/use-translation.ts';
import type { DraftField } from '../draft.ts';
import { Generator } from '../generator.tsx';
import { TotpInput } from '../totp-input.tsx';
import classes from '../vault.module.css';

interface FieldValueProps {
  readonly id: string;
  readonly name: string;
  readonly field: DraftField;
  readonly onChange: (field: DraftField) => void;
  /** Beside the input: what can fill it. */
  readonly extras?: ReactNode;
}

/** The value of a field under edit; one that is stored and hidden is not fetched, only kept or replaced. */
export function FieldValue({ id, name, field, onChange, extras }: FieldValueProps) {
  const { t } = useTranslation();
  // The button that was pressed goes: the focus is where the other one, or the input, takes its place.
  const [switched, setSwitched] = useState(false);
  const change = (value: string | null): void => {
    setSwitched(true);
    onChange({ ...field, value });
  };
  if (field.value === null) {
    return (
      <div className={classes['kept']}>
        <Text size="sm" c="dimmed" flex={1}>
          {t('vault.editor.stored')}
        </Text>
        <Button
          size="compact-xs"
          variant="default"
          aria-label={`${t('vault.editor.replace')}: ${name}`}
          autoFocus={switched}
          onClick={() => change('')}
        >
          {t('vault.editor.replace')}
        </Button>
      </div>
    );
  }
  return (
    <>
      <Group gap={6} wrap="nowrap" align="flex-start">
        <ValueInput {...{ id, name, field, value: field.value, focused: switched }} onValue={(value) => onChange({ ...field, value })} />
        {extras}
      </Group>
      {field.stored && (
        <Button size="compact-xs" variant="subtle" w="fit-content" mt={2} onClick={() => change(null)}>
          {t('vault.editor.keep')}
        </Button>
      )}
    </>
  );
}

/** What is written in letters of one width, line by line. */
const armoured: ReadonlySet<string> = new Set(['private-key', 'certificate']);

interface ValueInputProps {
  readonly id: string;
  readonly name: string;
  readonly field: DraftField;
  readonly value: string;
  /** It takes the focus when it shows. */
  readonly focused: boolean;
  readonly onValue: (value: string) => void;
}

function ValueInput({ id, name, field, value, focused, onValue }: ValueInputProps) {
  const { t } = useTranslation();
  const { type } = field;
  const [visible, setVisible] = useState(false);
  const input = {
    ...{ id, value, flex: 1, spellCheck: false, autoComplete: 'off', maxLength: limits.fieldValueMaxCharacters, 'aria-label': name },
    autoFocus: focused,
    onChange: (event: { readonly currentTarget: { readonly value: string } }): void => onValue(event.currentTarget.value),
  };
  if (type === 'totp') return <TotpInput {...{ id, name, value, focused, onValue }} />;
  const classNames = { input: armoured.has(field.id) ? (classes['armoured'] ?? '') : '' };
  if (type === 'multiline') return <Textarea {...input} classNames={classNames} autosize minRows={3} maxRows={12} />;
  if (type !== 'hidden') return <TextInput {...input} />;
  return (
    <PasswordInput
      {...input}
      classNames={{ innerInput: classes['mono'] ?? '' }}
      visible={visible}
      onVisibilityChange={setVisible}
      visibilityToggleButtonProps={{ tabIndex: 0, 'aria-label': t(visible ? 'vault.detail.hide' : 'vault.detail.reveal', { name }) }}
    />
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
