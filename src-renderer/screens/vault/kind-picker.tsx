import { Box, SimpleGrid, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type ItemKind, itemKinds } from '../../../src-shared/items.ts';
import { KindIcon } from './kind-icon.tsx';
import classes from './vault.module.css';

interface KindPickerProps {
  readonly title: string;
  readonly text?: string;
  readonly onPick: (kind: ItemKind) => void;
}

/** The kinds of items, each with what it is for; also what an empty vault shows. */
export function KindPicker({ title, text, onPick }: KindPickerProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="lg" className={classes['page']}>
      <Box>
        <Title order={1} fz="1.3rem">
          {title}
        </Title>
        {text !== undefined && (
          <Text c="dimmed" size="sm" mt={4}>
            {text}
          </Text>
        )}
      </Box>
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="sm">
        {itemKinds.map((kind) => (
          <UnstyledButton key={kind} className={classes['kind']} onClick={() => onPick(kind)}>
            <span className={classes['badge']}>
              <KindIcon kind={kind} />
            </span>
            <Box miw={0}>
              <Text size="sm" fw={600}>
                {t(`vault.kind.${kind}`)}
              </Text>
              <Text size="xs" c="dimmed">
                {t(`vault.kindHint.${kind}`)}
              </Text>
            </Box>
          </UnstyledButton>
        ))}
      </SimpleGrid>
    </Stack>
  );
}
