import { Button, Group, Modal, Stack, Text } from '@mantine/core';
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

/** Asks before something is lost. Staying is the default; Escape stays too. */
export function Question({ opened, title, text, stay, go, onStay, onGo }: QuestionProps) {
  return (
    <Modal
      opened={opened}
      onClose={onStay}
      title={title}
      withCloseButton={false}
      centered
      styles={{ title: { fontWeight: 600, overflowWrap: 'anywhere' } }}
    >
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
    </Modal>
  );
}
