import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { SessionState } from '../../../src-shared/models.ts';
import { call } from '../../api.ts';
import { AccountForm } from '../../components/account-form.tsx';
import { EntryPage } from '../../components/entry-page.tsx';
import type { CodesToConfirm } from '../codes/codes-screen.tsx';

interface JoinStepProps {
  /** An administrator approves the account before it can be used. */
  readonly approval: boolean;
  readonly onCreated: (session: SessionState, codes: CodesToConfirm) => Promise<void>;
  readonly onBack: () => void;
}

/** A new account: open at once, or after an administrator has approved it. */
export function JoinStep({ approval, onCreated, onBack }: JoinStepProps) {
  const { t } = useTranslation();
  const [waitingAs, setWaitingAs] = useState<string | null>(null);
  if (waitingAs !== null) return <Waiting username={waitingAs} onDone={onBack} />;
  return (
    <EntryPage
      title={t(approval ? 'join.askTitle' : 'account.newTitle')}
      intro={t(approval ? 'join.askIntro' : 'account.newIntro')}
      width={520}
    >
      <AccountForm
        action={t(approval ? 'join.ask' : 'account.create')}
        onBack={onBack}
        onCreate={async (person) => {
          const made = await call('accounts.create', person);
          if (made.status === 'waiting') setWaitingAs(person.username);
          else await onCreated(made.session, [{ kind: 'personal', code: made.personal }]);
        }}
      />
    </EntryPage>
  );
}

function Waiting({ username, onDone }: { readonly username: string; readonly onDone: () => void }) {
  const { t } = useTranslation();
  return (
    <EntryPage title={t('join.waitingTitle')} intro={t('join.waitingIntro')} width={480}>
      <Text size="sm" role="status">
        {t('join.waitingNext', { username })}
      </Text>
      <Group justify="flex-end">
        <Button onClick={onDone} autoFocus>
          {t('join.toLogin')}
        </Button>
      </Group>
    </EntryPage>
  );
}
