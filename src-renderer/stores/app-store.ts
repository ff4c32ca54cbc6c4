import { create } from 'zustand';
import type { AppStatus } from '../../src-shared/contract/setup.ts';
import type { Failure } from '../../src-shared/errors.ts';
import { defaultPreferences, type Preferences, type SessionState } from '../../src-shared/models.ts';
import type { JoiningView } from '../../src-shared/policy.ts';
import { call, failureOf, onEvent } from '../api.ts';

interface AppStore {
  readonly status: AppStatus | null;
  readonly session: SessionState | null;
  readonly preferences: Preferences;
  /** What the policy says to whoever comes in; null until there is an installation. */
  readonly joining: JoiningView | null;
  /** Why nothing could be loaded. */
  readonly failure: Failure | null;
  load(): Promise<void>;
  loadJoining(): Promise<void>;
  setSession(session: SessionState): Promise<void>;
  setPreferences(changes: Partial<Preferences>): Promise<void>;
  /** Counts for this window until somebody else comes; nothing is stored. */
  showAs(changes: Pick<Partial<Preferences>, 'theme' | 'language'>): void;
}

/** Who is here and how they like it. Never holds a value, a password or a code. */
export const useAppStore = create<AppStore>((set) => ({
  status: null,
  session: null,
  preferences: defaultPreferences,
  joining: null,
  failure: null,
  async load() {
    try {
      const status = await call('app.status');
      const session: SessionState =
        status.phase === 'ready' ? await call('session.current') : { status: 'signedOut', reason: null, next: null };
      set({ status, session, failure: null, preferences: await preferencesOf(session), joining: await joiningOf(status) });
    } catch (error) {
      set({ failure: failureOf(error) });
    }
  },
  async loadJoining() {
    set({ joining: await call('accounts.joining') });
  },
  async setSession(session) {
    const status = await call('app.status');
    set({ status, session, preferences: await preferencesOf(session), joining: await joiningOf(status) });
  },
  async setPreferences(changes) {
    set({ preferences: await call('preferences.set', changes) });
  },
  showAs: (changes) => set(({ preferences }) => ({ preferences: { ...preferences, ...changes } })),
}));

const preferencesOf = async (session: SessionState): Promise<Preferences> =>
  session.status === 'signedOut' || session.status === 'guest' ? defaultPreferences : call('preferences.get');

const joiningOf = async (status: AppStatus): Promise<JoiningView | null> => (status.phase === 'ready' ? call('accounts.joining') : null);

/** Asks anew who is here whenever main says that it has changed; called once. */
export const followSession = (): (() => void) => onEvent('session.changed', () => void useAppStore.getState().load());
