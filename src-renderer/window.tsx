import { lazy, Suspense, useEffect, useState } from 'react';
import type { SessionState } from '../src-shared/models.ts';
import { FirstLoad } from './components/first-load.tsx';
import type { CodesToConfirm } from './screens/codes/codes-screen.tsx';
import { CodesScreen } from './screens/codes/codes-screen.tsx';
import { FirstRunScreen } from './screens/first-run/first-run-screen.tsx';
import { GuestScreen } from './screens/guest/guest-screen.tsx';
import { LoginScreen } from './screens/login/login-screen.tsx';
import { PasswordDueScreen } from './screens/password-due/password-due-screen.tsx';
import { ProblemScreen } from './screens/problem-screen.tsx';
import { useAppStore } from './stores/app-store.ts';
import { useBrowserKeys } from './use-browser-keys.ts';

/** What a locked page has no need of: a page that is thrown away at the lock comes back with the tiles alone, and sooner. */
const loadShell = () => import('./screens/shell/shell.tsx');
const Shell = lazy(async () => ({ default: (await loadShell()).Shell }));

/** Chooses the screen; main decides who is here. */
export function Window() {
  const { status, session, failure, load, arrive, arrived } = useAppStore();
  const [codes, setCodes] = useState<CodesToConfirm | null>(null);
  useEffect(() => void load(), [load]);
  useBrowserKeys();
  const known = session !== null;
  useEffect(() => {
    // While somebody finds their tile, the rest comes.
    if (known) void loadShell().catch(() => undefined);
  }, [known]);

  if (failure !== null) return <ProblemScreen failure={failure} dataDirectory={null} onRetry={load} />;
  if (status === null || session === null) {
    return <FirstLoad />;
  }
  if (status.phase === 'problem') {
    return <ProblemScreen failure={status.problem ?? { code: 'internal' }} dataDirectory={status.dataDirectory} onRetry={load} />;
  }
  const comeIn = async (state: SessionState, toConfirm: CodesToConfirm, newcomer: boolean): Promise<void> => {
    const shown = toConfirm.length === 0 ? null : toConfirm;
    setCodes(shown);
    await arrive(state, newcomer);
    if (shown === null) arrived();
  };
  const created = (state: SessionState, toConfirm: CodesToConfirm): Promise<void> => comeIn(state, toConfirm, true);
  if (codes !== null && session.status === 'unlocked') {
    const done = (): void => {
      setCodes(null);
      arrived();
    };
    return <CodesScreen codes={codes} ownId={session.account.id} onDone={done} />;
  }
  if (status.phase === 'firstRun') return <FirstRunScreen onCreated={created} />;
  if (session.status === 'guest') return <GuestScreen />;
  if (session.status === 'unlocked' && session.passwordDue) return <PasswordDueScreen session={session} />;
  if (session.status === 'unlocked')
    return (
      <Suspense fallback={<FirstLoad />}>
        <Shell session={session} onNewCode={setCodes} />
      </Suspense>
    );
  return <LoginScreen session={session} onCreated={created} onRecovered={(state, toConfirm) => comeIn(state, toConfirm, false)} />;
}
