import { Box, Button, Code, Group, Progress, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSparkles } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import type { Output } from '../../src-shared/contract/index.ts';
import { defaultPolicy } from '../../src-shared/policy.ts';
import { call } from '../api.ts';
import { useAppStore } from '../stores/app-store.ts';
import classes from './entry-page.module.css';
import { PasswordField } from './password-field.tsx';

type Verdict = Output<'accounts.checkPassword'>;

const colours = ['red', 'red', 'yellow', 'teal', 'teal'] as const;
const words = { kind: 'passphrase', words: 5, separator: ' ', capitalise: false } as const;

interface NewPasswordProps {
  readonly label: string;
  /** What the password must not be built on. */
  readonly names: readonly string[];
  /** The password once it is acceptable and repeated, else null. */
  readonly onReady: (password: string | null) => void;
  readonly autoFocus?: boolean;
}

/** A new password with its strength, its repetition, and a passphrase for whoever has no idea. */
export function NewPassword({ label, names, onReady, autoFocus = false }: NewPasswordProps) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const [repeated, setRepeated] = useState('');
  const [suggestion, setSuggestion] = useState<string | null>(null);
  const { verdict, latest } = useVerdict(password, names);
  const characters = useAppStore((state) => state.joining?.passwordMinCharacters ?? defaultPolicy.passwordMinCharacters);
  const same = password === repeated;

  useEffect(() => {
    onReady(verdict?.acceptable === true && same ? password : null);
  }, [verdict, same, password, onReady]);

  const suggest = async (): Promise<void> => {
    const { value } = await call('generator.generate', words);
    setSuggestion(value);
    setPassword(value);
    setRepeated('');
  };

  return (
    <Stack gap="sm">
      <PasswordField
        label={label}
        description={t('account.rule', { characters })}
        required
        autoFocus={autoFocus}
        value={password}
        onValue={setPassword}
      />
      {/* The line is there from the beginning, so that nothing moves while one types. */}
      <Group justify="space-between" gap="xs" mih={26}>
        <Box aria-live="polite">{latest !== null && password !== '' && <Strength verdict={latest} />}</Box>
        <Button variant="subtle" size="compact-sm" ml="auto" leftSection={<IconSparkles size={16} />} onClick={() => void suggest()}>
          {t('account.suggest')}
        </Button>
      </Group>
      <Box aria-live="polite">
        {suggestion !== null && suggestion === password && (
          <>
            <Text size="sm" mb={4}>
              {t('account.suggested')}
            </Text>
            <Code block fz="sm">
              {suggestion}
            </Code>
          </>
        )}
      </Box>
      <Box className={classes['repeat'] ?? ''}>
        <PasswordField
          label={t('account.repeat')}
          required
          value={repeated}
          onValue={setRepeated}
          error={repeated !== '' && !same ? t('account.repeatWrong') : null}
        />
      </Box>
    </Stack>
  );
}

function Strength({ verdict: { problem, score } }: { readonly verdict: Verdict }) {
  const { t } = useTranslation();
  return (
    <Group gap="sm" wrap="nowrap">
      <Progress
        value={problem === null ? (score + 1) * 20 : 20}
        color={problem === null ? (colours[score] ?? 'red') : 'red'}
        w={110}
        size="sm"
        aria-hidden="true"
      />
      <Text size="xs" c="dimmed">
        {problem === null ? t(`account.strength.s${score as 0 | 1 | 2 | 3 | 4}`) : t(`account.problem.${problem}`)}
      </Text>
    </Group>
  );
}

/** Main's judgement of the password as it stands, a moment after the last key, and the latest one until then. */
function useVerdict(password: string, names: readonly string[]): { readonly verdict: Verdict | null; readonly latest: Verdict | null } {
  const [settled] = useDebouncedValue(password, 200);
  const [judged, setJudged] = useState<{ password: string; verdict: Verdict } | null>(null);
  const joined = names.join('\n');
  useEffect(() => {
    let current = true;
    const given = joined.split('\n').filter((name) => name !== '');
    if (settled !== '') {
      void call('accounts.checkPassword', { password: settled, names: given }).then((verdict) => {
        if (current) setJudged({ password: settled, verdict });
      });
    }
    return () => {
      current = false;
    };
  }, [settled, joined]);
  return { verdict: judged?.password === password ? judged.verdict : null, latest: judged?.verdict ?? null };
}
