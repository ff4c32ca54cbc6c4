import { Button, Group, Stack, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useSending } from '../../components/use-sending.ts';

interface ConfirmProps {
  readonly title: string;
  /** What the button that does it says. */
  readonly go: string;
  readonly danger?: boolean;
  /** What has to be typed first. */
  readonly typed?: { readonly label: string; readonly word: string };
  /** A failure stays in the dialog. */
  readonly onGo: () => Promise<void>;
  readonly onStay: () => void;
  readonly children: ReactNode;
}

/** Asks before something is done. Staying is the default; Escape stays too. */
export function Confirm({ title, onStay, ...body }: ConfirmProps) {
  return (
    <Dialog onClose={onStay} title={title}>
      <Body {...body} onStay={onStay} />
    </Dialog>
  );
}

function Body({ go, danger = false, typed, onGo, onStay, children }: Omit<ConfirmProps, 'title'>) {
  const { t } = useTranslation();
  const [word, setWord] = useState('');
  const ready = typed === undefined || word.trim() === typed.word;
  const { busy, failure, send } = useSending(ready, onGo);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // What asks for a word is done by Enter behind the word; what asks for none never by Enter alone.
    if (typed !== undefined) void send();
  };
  return (
    <form onSubmit={submit} autoComplete="off">
      <Stack>
        {children}
        {typed !== undefined && (
          <TextInput
            label={typed.label}
            data-autofocus
            autoComplete="off"
            spellCheck={false}
            value={word}
            onChange={(event) => setWord(event.currentTarget.value)}
          />
        )}
        <FailureNotice failure={failure} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" data-autofocus={typed === undefined || undefined} onClick={onStay} disabled={busy}>
            {t('action.cancel')}
          </Button>
          <Button
            type={typed === undefined ? 'button' : 'submit'}
            color={danger ? 'red.9' : 'steel'}
            disabled={!ready}
            loading={busy}
            {...(typed === undefined ? { onClick: () => void send() } : {})}
          >
            {go}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
