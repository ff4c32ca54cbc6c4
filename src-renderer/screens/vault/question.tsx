import { Button, Group, Stack, Text } from '@mantine/core';
import { Dialog } from '../../components/dialog.tsx';
import classes from './vault.module.css';

interface QuestionProps {
  readonly opened: boolean;
  readonly title: string;
  readonly text: string;
  readonly stay: string;
  readonly go: string;
  readonly onStay: () => void;
  readonly onGo: () => void;
}

/** Asks before something is lost. Staying is the default; Escape stays too. Gone at once: a key that asks anew finds nothing on its way out. */
export function Question({ opened, title, text, stay, go, onStay, onGo }: QuestionProps) {
  if (!opened) return null;
  return (
    <Dialog onClose={onStay} title={title}>
      <Stack>
        <Text size="sm">{text}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" data-autofocus onClick={onStay}>
            {stay}
          </Button>
          <Button variant="default" classNames={{ label: classes['danger'] ?? '' }} onClick={onGo}>
            {go}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
