import { MantineProvider } from '@mantine/core';
import { useColorScheme } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { setLanguage } from './i18n/index.ts';
import { useLook } from './stores/app-store.ts';
import { theme, variables } from './theme/theme.ts';
import { Window } from './window.tsx';

/** The providers around everything, in the look of whoever is here. */
export function Root({ nonce }: { readonly nonce: string }) {
  const { theme: wanted, language } = useLook();
  const system = useColorScheme('light', { getInitialValueInEffect: false });
  useEffect(() => setLanguage(language), [language]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      forceColorScheme={wanted === 'system' ? system : wanted}
      getStyleNonce={() => nonce}
    >
      <Notifications position="bottom-center" limit={3} autoClose={6000} />
      <Window />
    </MantineProvider>
  );
}
