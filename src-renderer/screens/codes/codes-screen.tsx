import { Box, Button, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import type { CodeKind, NewCode } from '../../../src-shared/models.ts';
import { call, failureOf } from '../../api.ts';
import { EntryPage } from '../../components/entry-page.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useAppStore } from '../../stores/app-store.ts';
import { useShellKeys } from '../shell/use-shell-keys.ts';
import { RecoverySheet } from './recovery-sheet.tsx';

interface CodeToConfirm {
  readonly kind: CodeKind;
  readonly code: NewCode;
  /** It takes the place of one that was used. */
  readonly afterUse?: boolean;
}
export type CodesToConfirm = readonly CodeToConfirm[];

interface CodesScreenProps {
  readonly codes: CodesToConfirm;
  /** Whose vault is open. */
  readonly ownId: string;
  readonly onDone: () => void;
}

/** Shows each code once and has one of its groups typed back. The codes live in this component alone. */
export function CodesScreen({ codes, ownId, onDone }: CodesScreenProps) {
  const { t } = useTranslation();
  const { setSession } = useAppStore();
  // Whoever writes a code down may still lock, and is here.
  useShellKeys({ ownId, which: 'leaving' });
  const [at, setAt] = useState(0);
  const [group, setGroup] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const current = codes[at];
  if (current === undefined) return null;

  const next = (): void => {
    setGroup('');
    setFailure(null);
    if (at + 1 < codes.length) setAt(at + 1);
    else onDone();
  };
  const confirm = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    try {
      await setSession(await call('recovery.confirm', { kind: current.kind, group }));
      next();
    } catch (error) {
      setFailure(failureOf(error));
    }
  };

  return (
    <>
      <RecoverySheet kind={current.kind} code={current.code.code} />
      <EntryPage
        title={t(`codes.title_${current.kind}`)}
        intro={t(current.afterUse === true ? 'codes.introAfterUse' : `codes.intro_${current.kind}`)}
        width={560}
      >
        <CodeCard code={current.code.code} />
        <Group justify="space-between" className="no-print">
          <Text size="sm" c="dimmed" maw={300}>
            {t('codes.keep')}
          </Text>
          <Button variant="default" leftSection={<IconPrinter size={18} />} onClick={() => window.print()}>
            {t('action.print')}
          </Button>
        </Group>
        <form onSubmit={(event) => void confirm(event)} className="no-print" autoComplete="off">
          <Stack gap="md">
            <TextInput
              key={current.kind}
              label={t('codes.ask', { number: current.code.askGroup })}
              value={group}
              onChange={(event) => setGroup(event.currentTarget.value)}
              maxLength={16}
              styles={{
                wrapper: { width: 260 },
                input: { fontFamily: 'var(--mantine-font-family-monospace)', textTransform: 'uppercase' },
              }}
              autoFocus
            />
            <FailureNotice failure={failure} />
            <Group justify="space-between">
              <Text size="xs" c="dimmed">
                {codes.length > 1 ? t('codes.step', { number: at + 1, count: codes.length }) : ''}
              </Text>
              <Group gap="sm">
                <Button variant="subtle" onClick={next}>
                  {t('codes.later')}
                </Button>
                <Button type="submit" disabled={group.trim() === ''}>
                  {t('codes.confirm')}
                </Button>
              </Group>
            </Group>
          </Stack>
        </form>
      </EntryPage>
    </>
  );
}

function CodeCard({ code }: { readonly code: string }) {
  return (
    <Box p="lg" bg="var(--sr-rail)" bdrs="md" data-testid="recovery-code">
      <SimpleGrid cols={3} spacing="xs" component="ol" m={0} p={0}>
        {code.split('-').map((group, at) => (
          <Group key={`${at}-${group}`} component="li" gap="xs" wrap="nowrap" style={{ listStyle: 'none' }}>
            <Text size="xs" c="dimmed" w={14} ta="right" aria-hidden="true">
              {at + 1}
            </Text>
            <Text ff="monospace" fw={600} fz="lg" lts={2}>
              {group}
            </Text>
          </Group>
        ))}
      </SimpleGrid>
    </Box>
  );
}
