import { Button, Group } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { SessionState, Tile } from '../../../src-shared/models.ts';
import { call } from '../../api.ts';
import { AccountForm } from '../../components/account-form.tsx';
import { EntryPage } from '../../components/entry-page.tsx';
import type { CodesToConfirm } from '../codes/codes-screen.tsx';
import { PasswordStep } from './password-step.tsx';
import { RecoverStep } from './recover-step.tsx';
import { Tiles } from './tiles.tsx';

interface LoginScreenProps {
  readonly session: Exclude<SessionState, { status: 'unlocked' }>;
  readonly onCreated: (session: SessionState, codes: CodesToConfirm) => Promise<void>;
}

type Step = { readonly name: 'tiles' } | { readonly name: 'create' } | { readonly name: 'password' | 'recover'; readonly tile: Tile };

/** The tiles, and what follows a choice. A locked person finds their own tile chosen. */
export function LoginScreen({ session, onCreated }: LoginScreenProps) {
  const { t } = useTranslation();
  const [tiles, setTiles] = useState<readonly Tile[] | null>(null);
  const [step, setStep] = useState<Step>({ name: 'tiles' });
  const lockedId = session.status === 'locked' ? session.account.id : null;

  const load = useCallback(async (): Promise<readonly Tile[]> => {
    const loaded = await call('accounts.tiles');
    setTiles(loaded);
    return loaded;
  }, []);
  useEffect(() => {
    const wanted = session.status === 'locked' ? session.account.id : session.next;
    void load().then((loaded) => {
      const tile = loaded.find(({ id }) => id === wanted);
      if (tile !== undefined) setStep({ name: 'password', tile });
    });
  }, [load, session]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const tile = (event.ctrlKey || event.metaKey) && /^[1-9]$/.test(event.key) ? tiles?.[Number(event.key) - 1] : undefined;
      if (tile === undefined) return;
      event.preventDefault();
      setStep({ name: 'password', tile });
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [tiles]);

  const toTiles = (): void => {
    setStep({ name: 'tiles' });
    void load();
  };
  if (tiles === null) return null;
  switch (step.name) {
    case 'tiles':
      return (
        <EntryPage title={t('login.title')} width={tiles.length > 3 ? 640 : 520}>
          <Tiles tiles={tiles} onChoose={(tile) => setStep({ name: 'password', tile })} />
          <Group justify="center">
            <Button variant="subtle" onClick={() => setStep({ name: 'create' })}>
              {t('login.create')}
            </Button>
          </Group>
        </EntryPage>
      );
    case 'create':
      return (
        <EntryPage title={t('account.newTitle')} intro={t('account.newIntro')} width={520}>
          <AccountForm
            onBack={toTiles}
            onCreate={async (person) => {
              const made = await call('accounts.create', person);
              await onCreated(made.session, [{ kind: 'personal', code: made.personal }]);
            }}
          />
        </EntryPage>
      );
    case 'password':
      return (
        <PasswordStep
          key={step.tile.id}
          tile={step.tile}
          reason={step.tile.id === lockedId ? session.reason : null}
          onOther={toTiles}
          onRecover={() => setStep({ name: 'recover', tile: step.tile })}
        />
      );
    case 'recover':
      return <RecoverStep tile={step.tile} onBack={() => setStep({ name: 'password', tile: step.tile })} />;
  }
}
