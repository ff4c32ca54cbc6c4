import { Button, Group, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { FailureNotice } from './failure-notice.tsx';
import { useSending } from './use-sending.ts';

interface FormFrameProps {
  /** Whether it can be sent as it is. */
  readonly complete: boolean;
  /** What the button that sends it says. */
  readonly go: string;
  /** A failure stays in the form; whoever succeeds closes it. */
  readonly onGo: () => Promise<void>;
  readonly onStay: () => void;
  readonly children: ReactNode;
}

/** The form of a dialog: its fields, what was refused, and the two ways out of it. Enter sends it. */
export function FormFrame({ complete, go, onGo, onStay, children }: FormFrameProps) {
  const { t } = useTranslation();
  const { busy, failure, send } = useSending(complete, onGo);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send();
  };
  return (
    <form onSubmit={submit} autoComplete="off" noValidate>
      <Stack gap="md">
        {children}
        <FailureNotice failure={failure} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onStay} disabled={busy}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" disabled={!complete} loading={busy}>
            {go}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
