import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './preferences.module.css';

interface SettingLineProps {
  readonly label: string;
  /** What the choice means, or what bounds it. */
  readonly hint?: string | undefined;
  readonly children: ReactNode;
}

/** One choice: what it is about, and the control beside it. */
export function SettingLine({ label, hint, children }: SettingLineProps) {
  return (
    <Group justify="space-between" gap="xs">
      <div className={classes['settingTexts'] ?? ''}>
        <Text size="sm">{label}</Text>
        {hint !== undefined && (
          <Text size="xs" c="dimmed" mt={2}>
            {hint}
          </Text>
        )}
      </div>
      {children}
    </Group>
  );
}
