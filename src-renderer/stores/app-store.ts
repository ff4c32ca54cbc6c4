import { create } from 'zustand';
import type { AppStatus } from '../../src-shared/contract/setup.ts';
import type { Failure } from '../../src-shared/errors.ts';
import { defaultPreferences, type Preferences, type SessionState } from '../../src-shared/models.ts';
import { call, failureOf } from '../api.ts';

interface AppStore {
  readonly status: AppStatus | null;
  readonly session: SessionState | null;
  readonly preferences: Preferences;
  /** Why nothing could be loaded. */
  readonly failure: Failure | null;
  load(): Promise<void>;
  setSession(session: SessionState): Promise<void>;
  setPreferences(changes: Partial<Preferences>): Promise<void>;
}

/** Who is here and how they like it. Never holds a value, a password or a code. */
export const useAppStore = create<AppStore>((set) => ({
  status: null,
  session: null,
  preferences: defaultPreferences,
  failure: null,
  async load() {
    try {
      const status = await call('app.status');
      const session: SessionState =
        status.phase === 'ready' ? await call('session.current') : { status: 'signedOut', reason: null, next: null };
      set({ status, session, failure: null, preferences: await preferencesOf(session) });
    } catch (error) {
      set({ failure: failureOf(error) });
    }
  },
  async setSession(session) {
    const status = await call('app.status');
    set({ status, session, preferences: await preferencesOf(session) });
  },
  async setPreferences(changes) {
    set({ preferences: await call('preferences.set', changes) });
  },
}));

const preferencesOf = async (session: SessionState): Promise<Preferences> =>
  session.status === 'signedOut' ? defaultPreferences : call('preferences.get');
