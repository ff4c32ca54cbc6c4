import { Divider } from '@mantine/core';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import type { LockReason, SessionState, Tile } from '../../../src-shared/models.ts';
import { call, failureOf } from '../../api.ts';
import { useAnnounced } from '../../components/announcer.tsx';
import type { CommandId } from '../../commands/commands.ts';
import { useCommand } from '../../commands/running.ts';
import { useAskedCommands, useCommandKeys } from '../../commands/use-command-keys.ts';
import { usePersonKeys } from '../../commands/use-person-keys.ts';
import { EntryPage } from '../../components/entry-page.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useAppStore } from '../../stores/app-store.ts';
import type { CodesToConfirm } from '../codes/codes-screen.tsx';
import { ActivateStep } from './activate-step.tsx';
import { JoinStep } from './join-step.tsx';
import { PasswordForm } from './password-form.tsx';
import { RecoverStep } from './recover-step.tsx';
import { RestoreStep } from './restore-step.tsx';
import { TileChooser } from './tile-chooser.tsx';
import { type TileSearch, useTiles } from './use-tiles.ts';
import { WaysIn } from './ways-in.tsx';
import { tileOfLocked } from './who.ts';

type Nobody = Extract<SessionState, { status: 'signedOut' | 'locked' }>;

interface LoginScreenProps {
  readonly session: Nobody;
  readonly onCreated: (session: SessionState, codes: CodesToConfirm) => Promise<void>;
  readonly onRecovered: (session: SessionState, codes: CodesToConfirm) => Promise<void>;
}

type Step =
  | { readonly name: 'start' | 'join' | 'activate' | 'restore' }
  | { readonly name: 'password'; readonly tile: Tile }
  | { readonly name: 'recover'; readonly tile: Tile | null; readonly typedName: string };

/** What still means something to whoever is locked: others may be here. */
const atTheDoor: ReadonlySet<CommandId> = new Set(['handOver', 'lockEveryone']);

/** What somebody who was shown out is told; whoever left knows why. */
const toldAtTheStart: ReadonlySet<LockReason> = new Set<LockReason>(['byAdministrator', 'killSwitch']);

/** Who is here, and what follows the answer. A locked person finds their own tile chosen. */
export function LoginScreen({ session, onCreated, onRecovered }: LoginScreenProps) {
  const { t } = useTranslation();
  const joining = useAppStore((state) => state.joining);
  const loadJoining = useAppStore((state) => state.loadJoining);
  const people = useTiles();
  const [step, setStep] = useState<Step>({ name: 'start' });
  const left = session.status === 'locked' || session.status === 'signedOut' ? session.reason : null;
  useAnnounced(left === null ? null : t(`login.reason.${left}`));
  useChosenFirst(session, people.reload, (tile) => setStep({ name: 'password', tile }));
  usePersonKeys((at) => {
    const tile = people.tiles?.[at];
    if (tile !== undefined) setStep({ name: 'password', tile });
  });
  const toStart = (): void => {
    setStep({ name: 'start' });
    void people.reload();
    // The policy may have changed since this window was left; what it was is better than nothing.
    void loadJoining().catch(() => undefined);
  };
  // Whoever is locked hands over as well: the tiles come up.
  useCommand('handOver', () => toStart());
  useCommandKeys(atTheDoor);
  useAskedCommands(atTheDoor);

  if (people.tiles === null || joining === null) return null;
  switch (step.name) {
    case 'start':
      return <Start people={people} session={session} onStep={setStep} />;
    case 'join':
      return <JoinStep approval={joining.joining === 'approval'} onCreated={onCreated} onBack={toStart} />;
    case 'activate':
      return <ActivateStep onCreated={onCreated} onBack={toStart} />;
    case 'restore':
      return <RestoreStep onBack={toStart} />;
    case 'password': {
      const reason = session.status === 'locked' && step.tile.id === session.account.id ? session.reason : null;
      return (
        <EntryPage title={t('app.name')} intro={reason === null ? undefined : t(`login.reason.${reason}`)} width={440}>
          <PasswordForm
            key={step.tile.id}
            tile={step.tile}
            onOther={toStart}
            onRecover={(typedName) => setStep({ name: 'recover', tile: step.tile, typedName })}
          />
        </EntryPage>
      );
    }
    case 'recover': {
      const { tile, typedName } = step;
      return (
        <RecoverStep
          tile={tile}
          typedName={typedName}
          onRecovered={onRecovered}
          onBack={() => (tile === null ? toStart() : setStep({ name: 'password', tile }))}
        />
      );
    }
  }
}

interface StartProps {
  readonly people: TileSearch;
  readonly session: Nobody;
  readonly onStep: (step: Step) => void;
}

/** Tiles, or a name and a password, as the policy has it. */
function Start({ people, session, onStep }: StartProps) {
  const { t } = useTranslation();
  const reason = session.status === 'signedOut' ? session.reason : null;
  const offered = session.status === 'signedOut' ? session.offered : people.tiles?.find(({ id }) => id !== session.account.id)?.id;
  const { joining, setSession } = useAppStore();
  const [failure, setFailure] = useState<Failure | null>(null);
  if (joining === null) return null;
  const names = joining.loginScreen === 'names';
  const wide = people.many || (people.tiles?.length ?? 0) > 3;
  const enterAsGuest = async (): Promise<void> => {
    try {
      await setSession(await call('session.enterAsGuest'));
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  return (
    <EntryPage
      title={t(names ? 'login.signInTitle' : 'login.title')}
      intro={reason !== null && toldAtTheStart.has(reason) ? t(`login.reason.${reason}`) : undefined}
      width={wide ? 640 : 560}
    >
      {names ? (
        <>
          <PasswordForm tile={null} onOther={null} onRecover={(typedName) => onStep({ name: 'recover', tile: null, typedName })} />
          <Divider />
        </>
      ) : (
        <TileChooser people={people} offered={offered ?? null} onChoose={(tile) => onStep({ name: 'password', tile })} />
      )}
      {failure !== null && <FailureNotice failure={failure} />}
      <WaysIn
        joining={joining}
        onJoin={() => onStep({ name: 'join' })}
        onActivate={() => onStep({ name: 'activate' })}
        onGuest={() => void enterAsGuest()}
        onRestore={() => onStep({ name: 'restore' })}
      />
    </EntryPage>
  );
}

/** Fetches the tiles and chooses the one whose turn it is: of whom is locked here, or of whom somebody jumped to. */
function useChosenFirst(session: Nobody, reload: TileSearch['reload'], onChoose: (tile: Tile) => void): void {
  const choose = useEffectEvent(onChoose);
  useEffect(() => {
    let current = true;
    const wanted = session.status === 'locked' ? session.account.id : session.next;
    void reload().then((tiles) => {
      if (!current) return;
      const tile = tiles.find(({ id }) => id === wanted) ?? (session.status === 'locked' ? tileOfLocked(session.account) : undefined);
      if (tile !== undefined) choose(tile);
    });
    return () => {
      current = false;
    };
  }, [session, reload]);
}
