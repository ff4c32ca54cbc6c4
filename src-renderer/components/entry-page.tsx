import { Center, Group, Paper, ScrollArea, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useAppStore, useLook } from '../stores/app-store.ts';
import classes from './entry-page.module.css';
import { LanguageChoice } from './language-choice.tsx';
import { Logo } from './logo.tsx';

interface EntryPageProps {
  readonly title: string;
  readonly intro?: string | undefined;
  readonly width?: number;
  readonly children: ReactNode;
}

/** The frame of everything before a vault is open: one calm card in the middle. */
export function EntryPage({ title, intro, width = 460, children }: EntryPageProps) {
  const { own } = useLook();
  const arriving = useAppStore((state) => state.arriving);
  return (
    <ScrollArea h="100%" type="auto">
      <Center component="main" className={classes['page'] ?? ''}>
        <Paper w={width} className={classes['card'] ?? ''} radius="lg" withBorder bg="var(--sr-panel)" shadow="xs">
          <div className={classes['parts']}>
            <Group gap="md" wrap="nowrap" align="flex-start">
              <div className={`no-print ${classes['mark']}`}>
                <Logo />
              </div>
              <Stack gap={6}>
                <Title order={1} fz="var(--sr-text-3xl)" lh={1.25}>
                  {title}
                </Title>
                {intro !== undefined && (
                  <Text c="dimmed" size="sm" lh={1.5}>
                    {intro}
                  </Text>
                )}
              </Stack>
            </Group>
            {children}
          </div>
        </Paper>
        {!own && !arriving && <LanguageChoice />}
      </Center>
    </ScrollArea>
  );
}
