import { PasswordInput, type PasswordInputProps, Text } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';

interface PasswordFieldProps extends Omit<PasswordInputProps, 'onChange' | 'value'> {
  readonly value: string;
  readonly onValue: (value: string) => void;
}

/** A password input with a show toggle that says when caps lock is on. */
export function PasswordField({ value, onValue, description, ...input }: PasswordFieldProps) {
  const { t } = useTranslation();
  const [capsLock, setCapsLock] = useState(false);
  const watch = (event: KeyboardEvent): void => setCapsLock(event.getModifierState('CapsLock'));
  return (
    <div>
      <PasswordInput
        {...input}
        value={value}
        description={description}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onValue(event.currentTarget.value)}
        onKeyDown={watch}
        onKeyUp={watch}
        visibilityToggleFocusable
        visibilityToggleButtonProps={{ 'aria-label': t('action.show') }}
      />
      <Text size="xs" c="orange.8" role="status" mt={capsLock ? 4 : 0}>
        {capsLock ? t('account.capsLock') : ''}
      </Text>
    </div>
  );
}
