import { ActionIcon, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

interface IconActionProps {
  /** What it does and to what; shown when it is pointed at, and heard. */
  readonly label: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

/** An icon to press, beside what it acts on. */
export function IconAction({ label, onClick, children }: IconActionProps) {
  return (
    <Tooltip label={label} openDelay={400}>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
