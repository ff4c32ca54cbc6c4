import { Button, Group, PasswordInput, Select, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { FieldView, ItemDetail } from '../../../src-shared/items.ts';
import { limits } from '../../../src-shared/limits.ts';
import { Dialog } from '../../components/dialog.tsx';
import { GeneratorButton } from './editor/field-value.tsx';
import { useFieldNames } from './field-names.ts';
import { RotationSteps } from './rotation-steps.tsx';
import type { RotationActions } from './use-rotation.ts';
import classes from './vault.module.css';

interface RotationDialogProps {
  readonly item: ItemDetail;
  /** The hidden fields that hold something; at least one. */
  readonly fields: readonly FieldView[];
  /** The field to begin with, where it is one of these. */
  readonly first: string;
  readonly rotation: RotationActions;
  readonly onClose: () => void;
}

/** The way to a new value: where, how, and the value itself, which lives here until it is in place. */
export function RotationDialog({ item, fields, first, rotation, onClose }: RotationDialogProps) {
  const { t } = useTranslation();
  const names = useFieldNames();
  const [fieldId, setFieldId] = useState((fields.find(({ id }) => id === first) ?? fields[0])?.id ?? '');
  const [value, setValue] = useState('');
  const [visible, setVisible] = useState(false);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [same, setSame] = useState(false);

  const start = async (): Promise<void> => {
    setTried(true);
    if (value === '' || busy) return;
    setBusy(true);
    const answer = await rotation.start(fieldId, value);
    if (answer === 'started') return onClose();
    setSame(answer === 'same');
    setBusy(false);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void start();
  };
  return (
    <Dialog
      onClose={onClose}
      title={t('rotation.dialog', { name: item.name })}
      withCloseButton
      closeButtonProps={{ 'aria-label': t('action.close') }}
      size="lg"
    >
      <Stack gap="md">
        <RotationSteps item={item} rotation={rotation} />
        <form onSubmit={submit} autoComplete="off" noValidate>
          <Stack gap="md">
            {fields.length > 1 && (
              <Select
                label={t('rotation.field')}
                data={fields.map((field) => ({ value: field.id, label: names.shown(item.kind, field.id, field.name) }))}
                allowDeselect={false}
                value={fieldId}
                onChange={(next) => next !== null && setFieldId(next)}
              />
            )}
            <Group gap={6} wrap="nowrap" align="flex-end">
              <PasswordInput
                flex={1}
                label={t('rotation.newValue')}
                classNames={{ innerInput: classes['mono'] ?? '' }}
                data-autofocus
                spellCheck={false}
                autoComplete="off"
                maxLength={limits.fieldValueMaxCharacters}
                visible={visible}
                onVisibilityChange={setVisible}
                visibilityToggleButtonProps={{
                  tabIndex: 0,
                  'aria-label': t(visible ? 'vault.detail.hide' : 'vault.detail.reveal', { name: t('rotation.newValue') }),
                }}
                value={value}
                onChange={(event) => {
                  setSame(false);
                  setValue(event.currentTarget.value);
                }}
                error={tried && value === '' ? t('rotation.required') : same ? t('rotation.same') : null}
              />
              <GeneratorButton name={t('rotation.newValue')} onUse={setValue} />
            </Group>
            <Group justify="space-between" gap="xs">
              <Text size="xs" c="dimmed" flex="1 1 160px">
                {t('rotation.keeps')}
              </Text>
              <Button variant="default" onClick={onClose}>
                {t('action.cancel')}
              </Button>
              <Button type="submit" loading={busy}>
                {t('rotation.start')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Stack>
    </Dialog>
  );
}
