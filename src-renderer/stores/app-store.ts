import { create } from 'zustand';
import type { AppStatus } from '../../src-shared/contract/setup.ts';
import type { Failure } from '../../src-shared/errors.ts';
import { defaultPreferences, type Preferences, type SessionState } from '../../src-shared/models.ts';
import type { JoiningView } from '../../src-shared/policy.ts';
import { call, failureOf, onEvent } from '../api.ts';
import { entryLanguage, keepEntryLanguage } from './entry-language.ts';

interface AppStore {
  readonly status: AppStatus | null;
  readonly session: SessionState | null;
  readonly preferences: Preferences;
  /** What was chosen before anybody was here. */
  readonly entryLanguage: Preferences['language'];
  /** Somebody is in already and still looks at what belongs to the way in. */
  readonly arriving: boolean;
  /** What the policy says to whoever comes in; null until there is an installation. */
  readonly joining: JoiningView | null;
  /** Why nothing could be loaded. */
  readonly failure: Failure | null;
  load(): Promise<void>;
  loadJoining(): Promise<void>;
  setSession(session: SessionState): Promise<void>;
  /** As setSession, with the look of the screens before it until `arrived`. A newcomer keeps the language that was chosen there. */
  arrive(session: SessionState, newcomer: boolean): Promise<void>;
  arrived(): void;
  setEntryLanguage(language: 'en' | 'de'): void;
  setPreferences(changes: Partial<Preferences>): Promise<void>;
  /** Counts for this window until somebody else comes; nothing is stored. */
  showAs(changes: Pick<Partial<Preferences>, 'theme' | 'language'>): void;
}

/** Who is here and how they like it. Never holds a value, a password or a code. */
export const useAppStore = create<AppStore>((set, get) => ({
  status: null,
  session: null,
  preferences: defaultPreferences,
  entryLanguage: entryLanguage(),
  arriving: false,
  joining: null,
  failure: null,
  async load() {
    try {
      // All at once: a page that begins waits for main once instead of three times.
      const asked = await Promise.allSettled([call('app.status'), call('session.current'), call('accounts.joining')]);
      const status = valueOf(asked[0]);
      const ready = status.phase === 'ready';
      const session: SessionState = ready ? valueOf(asked[1]) : { status: 'signedOut', reason: null, next: null };
      const joining = ready ? valueOf(asked[2]) : null;
      const preferences = await preferencesOf(session);
      set({ status, session, failure: null, preferences, joining });
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
  async arrive(session, newcomer) {
    set({ arriving: true });
    const language = get().entryLanguage;
    // Preferences that can't be stored are no reason to keep somebody out.
    if (newcomer && language !== 'system') await call('preferences.set', { language }).catch(() => undefined);
    await get().setSession(session);
  },
  arrived: () => set({ arriving: false }),
  setEntryLanguage(language) {
    keepEntryLanguage(language);
    set({ entryLanguage: language });
  },
  async setPreferences(changes) {
    set({ preferences: await call('preferences.set', changes) });
  },
  showAs: (changes) => set(({ preferences }) => ({ preferences: { ...preferences, ...changes } })),
}));

function valueOf<T>(answer: PromiseSettledResult<T>): T {
  if (answer.status === 'rejected') throw answer.reason;
  return answer.value;
}

const preferencesOf = async (session: SessionState): Promise<Preferences> =>
  session.status === 'unlocked' ? call('preferences.get') : { ...defaultPreferences, language: entryLanguage() };

const joiningOf = async (status: AppStatus): Promise<JoiningView | null> => (status.phase === 'ready' ? call('accounts.joining') : null);

interface Look extends Pick<Preferences, 'theme' | 'language' | 'motion' | 'density'> {
  /** Somebody's own, not that of the screens on the way in. */
  readonly own: boolean;
}

/** How the window looks now: nobody's choices show before they are in, or a screen would turn over halfway. */
export function useLook(): Look {
  const { session, preferences, entryLanguage: language, arriving } = useAppStore();
  const own = !arriving && (session?.status === 'unlocked' || session?.status === 'guest');
  if (!own) return { theme: 'system', motion: 'system', density: 'comfortable', language, own };
  return { theme: preferences.theme, motion: preferences.motion, density: preferences.density, language: preferences.language, own };
}

/** Asks anew who is here whenever main says that it has changed; called once. */
export const followSession = (): (() => void) => onEvent('session.changed', () => void useAppStore.getState().load());
