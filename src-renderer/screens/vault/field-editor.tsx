import { ActionIcon, Box, Button, Group, NativeSelect, Popover, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDice5, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { concealedTypes, type FieldType, fieldTypes } from '../../../src-shared/items.ts';
import { PasswordField } from '../../components/password-field.tsx';
import type { DraftField } from './draft.ts';
import { Generator } from './generator.tsx';

interface FieldEditorProps {
  readonly field: DraftField;
  readonly first: boolean;
  readonly last: boolean;
  readonly onChange: (field: DraftField) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** One field of the form: its name, type, value and place. */
export function FieldEditor({ field, first, last, onChange, onMove, onRemove }: FieldEditorProps) {
  const { t } = useTranslation();
  const { name } = field;
  // A stored value may not become a shown one, so a kept field changes only among the hidden types.
  const types = fieldTypes.filter((type) => !field.stored || field.value !== null || concealedTypes.has(type));
  return (
    <Stack gap={6}>
      <Group gap={6} wrap="nowrap">
        <TextInput
          size="xs"
          flex={1}
          aria-label={t('vault.editor.fieldName')}
          value={name}
          maxLength={100}
          onChange={(event) => onChange({ ...field, name: event.currentTarget.value })}
          error={name.trim() === '' ? t('vault.editor.fieldNameRequired') : null}
        />
        <NativeSelect
          size="xs"
          w={150}
          aria-label={`${name}: ${t('vault.editor.fields')}`}
          value={field.type}
          onChange={(event) => onChange({ ...field, type: event.currentTarget.value as FieldType })}
          data={types.map((type) => ({ value: type, label: t(`vault.fieldType.${type}`) }))}
        />
        <ActionIcon variant="subtle" color="gray" disabled={first} aria-label={t('vault.editor.up', { name })} onClick={() => onMove(-1)}>
          <IconArrowUp size={16} />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" disabled={last} aria-label={t('vault.editor.down', { name })} onClick={() => onMove(1)}>
          <IconArrowDown size={16} />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" aria-label={t('vault.editor.removeField', { name })} onClick={onRemove}>
          <IconTrash size={16} />
        </ActionIcon>
      </Group>
      {field.value === null ? (
        <Group justify="space-between" px="sm" py={6} bg="var(--sr-rail)" bdrs="sm">
          <Text size="sm" c="dimmed">
            {t('vault.editor.stored')}
          </Text>
          <Button size="compact-xs" variant="default" onClick={() => onChange({ ...field, value: '' })}>
            {t('vault.editor.replace')}
          </Button>
        </Group>
      ) : (
        <ValueInput field={field} value={field.value} onValue={(value) => onChange({ ...field, value })} />
      )}
      {field.stored && field.value !== null && (
        <Button size="compact-xs" variant="subtle" w="fit-content" onClick={() => onChange({ ...field, value: null })}>
          {t('vault.editor.keep')}
        </Button>
      )}
    </Stack>
  );
}

function ValueInput({
  field,
  value,
  onValue,
}: {
  readonly field: DraftField;
  readonly value: string;
  readonly onValue: (value: string) => void;
}) {
  if (field.type === 'multiline') {
    const change = (event: { currentTarget: { value: string } }): void => onValue(event.currentTarget.value);
    return <Textarea aria-label={field.name} autosize minRows={3} maxRows={10} value={value} onChange={change} spellCheck={false} />;
  }
  if (field.type !== 'hidden' && field.type !== 'totp') {
    return <TextInput aria-label={field.name} value={value} onChange={(event) => onValue(event.currentTarget.value)} spellCheck={false} />;
  }
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      <Box flex={1}>
        <PasswordField aria-label={field.name} value={value} onValue={onValue} />
      </Box>
      {field.type === 'hidden' && <GeneratorButton onUse={onValue} />}
    </Group>
  );
}

function GeneratorButton({ onUse }: { readonly onUse: (value: string) => void }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const use = (value: string): void => {
    onUse(value);
    setOpened(false);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" withArrow shadow="md" trapFocus>
      <Popover.Target>
        <ActionIcon variant="default" size={36} aria-label={t('vault.editor.generate')} onClick={() => setOpened(!opened)}>
          <IconDice5 size={18} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Generator useLabel={t('vault.generator.use')} onUse={use} />
      </Popover.Dropdown>
    </Popover>
  );
}
