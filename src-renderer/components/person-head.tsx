import { Box, Group, Text, Title } from '@mantine/core';
import type { Tile } from '../../src-shared/models.ts';
import { PersonAvatar } from './person-avatar.tsx';

/** Whose vault is about to be opened. */
export function PersonHead({ person }: { readonly person: Pick<Tile, 'displayName' | 'username' | 'colour' | 'picture'> }) {
  return (
    <Group gap="md" wrap="nowrap">
      <PersonAvatar person={person} size={56} />
      <Box miw={0}>
        <Title order={2} fz="lg" lineClamp={1}>
          {person.displayName}
        </Title>
        <Text size="sm" c="dimmed" truncate>
          {person.username}
        </Text>
      </Box>
    </Group>
  );
}
