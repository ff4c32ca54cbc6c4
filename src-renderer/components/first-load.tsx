import { Box, Center, Paper, Skeleton, VisuallyHidden } from '@mantine/core';
import { useTranslation } from '../i18n/use-translation.ts';
import { useLate } from './use-late.ts';

/** The window before main has said who is here: the outline of the card that follows, once that takes long enough to be seen. */
export function FirstLoad() {
  const { t } = useTranslation();
  const late = useLate(true);
  return (
    <Center h="100%" p="lg" component="main">
      <VisuallyHidden role="status">{t('app.loading')}</VisuallyHidden>
      {late && (
        <Paper w={460} maw="100%" p={36} radius="lg" withBorder bg="var(--sr-panel)" shadow="xs" aria-hidden="true">
          <Box mb="xl" display="flex">
            <Skeleton h={40} w={40} radius="lg" mr="md" />
            <Box flex={1}>
              <Skeleton h={20} w="70%" mb="sm" />
              <Skeleton h={12} w="90%" />
            </Box>
          </Box>
          <Skeleton h={36} mb="md" />
          <Skeleton h={36} w="40%" ml="auto" />
        </Paper>
      )}
    </Center>
  );
}
