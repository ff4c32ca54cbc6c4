import { MantineProvider } from '@mantine/core';
import { useColorScheme, useReducedMotion } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';
import { useEffect, useMemo } from 'react';
import { Announcer } from './components/announcer.tsx';
import { setLanguage } from './i18n/index.ts';
import { useLook } from './stores/app-store.ts';
import { themeWith, variables } from './theme/theme.ts';
import { Window } from './window.tsx';

/** The providers around everything, in the look of whoever is here. */
export function Root({ nonce }: { readonly nonce: string }) {
  const { theme: wanted, language, motion, density } = useLook();
  const system = useColorScheme('light', { getInitialValueInEffect: false });
  const still = useReducedMotion(false, { getInitialValueInEffect: false }) || motion === 'reduced';
  const theme = useMemo(() => themeWith(still), [still]);
  useEffect(() => {
    setLanguage(language);
    // Whoever follows the system follows it live, as with the theme.
    const follow = (): void => setLanguage(language);
    window.addEventListener('languagechange', follow);
    return () => window.removeEventListener('languagechange', follow);
  }, [language]);
  useEffect(() => {
    document.documentElement.dataset['motion'] = still ? 'reduced' : 'system';
    document.documentElement.dataset['density'] = density;
  }, [still, density]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      forceColorScheme={wanted === 'system' ? system : wanted}
      getStyleNonce={() => nonce}
    >
      <Notifications position="bottom-center" limit={3} autoClose={6000} />
      <Announcer />
      <Window />
    </MantineProvider>
  );
}
