import { Button, Group, Stack } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Failure } from '../../src-shared/errors.ts';
import { failureOf } from '../api.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { FailureNotice } from './failure-notice.tsx';

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
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!complete || busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await onGo();
    } catch (error) {
      setFailure(failureOf(error));
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void send(event)} autoComplete="off" noValidate>
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
