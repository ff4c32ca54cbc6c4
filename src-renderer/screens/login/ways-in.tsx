import { Anchor, Button, Center, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { JoiningView } from '../../../src-shared/policy.ts';

interface WaysInProps {
  readonly joining: JoiningView;
  readonly onJoin: () => void;
  readonly onActivate: () => void;
  readonly onGuest: () => void;
  readonly onRestore: () => void;
}

/** For whoever has no account here yet, or no vault, or no administrator. */
export function WaysIn({ joining, onJoin, onActivate, onGuest, onRestore }: WaysInProps) {
  const { t } = useTranslation();
  const how = joining.joining;
  return (
    <Stack gap="sm">
      {(how === 'administrators' || how === 'closed') && (
        <Text size="sm" c="dimmed" ta="center">
          {t(`join.${how}`)}
        </Text>
      )}
      <Group justify="center" gap="xs">
        {(how === 'open' || how === 'approval') && (
          <Button variant="subtle" size="compact-md" fz="sm" onClick={onJoin}>
            {t(how === 'open' ? 'login.create' : 'join.ask')}
          </Button>
        )}
        <Button variant="subtle" size="compact-md" fz="sm" onClick={onActivate}>
          {t('activation.link')}
        </Button>
        {joining.guest && (
          <Button variant="subtle" size="compact-md" fz="sm" onClick={onGuest}>
            {t('guest.link')}
          </Button>
        )}
      </Group>
      <Center>
        <Anchor component="button" type="button" size="xs" c="dimmed" onClick={onRestore}>
          {t('restore.link')}
        </Anchor>
      </Center>
    </Stack>
  );
}
