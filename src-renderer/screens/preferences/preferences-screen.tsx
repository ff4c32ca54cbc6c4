import { Container, ScrollArea, Stack } from '@mantine/core';
import {
  IconBell,
  IconDevices,
  IconKeyboard,
  IconLock,
  IconPalette,
  IconPlugConnected,
  IconShieldLock,
  IconUserCircle,
  IconUserX,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { SessionState } from '../../../src-shared/models.ts';
import { PageRail } from '../../components/page-rail.tsx';
import { type PreferencesPage, preferencesPages, usePreferencesStore } from '../../stores/preferences-store.ts';
import type { CodesToConfirm } from '../codes/codes-screen.tsx';
import { NotificationPreferences } from '../notifications/notification-preferences.tsx';
import { ProgramsSection } from '../programs/programs-section.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { DeleteSection } from './delete-section.tsx';
import { OldVaultsSection } from './old-vaults-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { ProfileSection } from './profile-section.tsx';
import { RecoverySection } from './recovery-section.tsx';
import { RekeySection } from './rekey-section.tsx';
import { SafetySection } from './safety-section.tsx';
import { SessionsSection } from './sessions-section.tsx';
import { Shortcuts } from './shortcuts.tsx';

interface PreferencesScreenProps {
  readonly session: Extract<SessionState, { status: 'unlocked' }>;
  readonly onNewCode: (codes: CodesToConfirm) => void;
}

const icons: Readonly<Record<PreferencesPage, TablerIcon>> = {
  profile: IconUserCircle,
  appearance: IconPalette,
  safety: IconLock,
  notifications: IconBell,
  security: IconShieldLock,
  sessions: IconDevices,
  programs: IconPlugConnected,
  keyboard: IconKeyboard,
  leaving: IconUserX,
};

const wide: ReadonlySet<PreferencesPage> = new Set(['sessions', 'programs']);

/** They begin a group: how it looks and behaves, how it is kept safe, what else works with it, the end. */
const apart: ReadonlySet<PreferencesPage> = new Set(['security', 'sessions', 'leaving']);

/** What each person decides for themselves. */
export function PreferencesScreen(props: PreferencesScreenProps) {
  const { t } = useTranslation();
  const { page, go } = usePreferencesStore();
  const pages = preferencesPages.map((name) => ({
    name,
    label: t(`preferences.pages.${name}`),
    icon: icons[name],
    apart: apart.has(name),
  }));
  return (
    <PageRail title={t('preferences.title')} pages={pages} page={page} onPage={go}>
      <ScrollArea key={page} h="100%" miw={0}>
        <Container size={wide.has(page) ? 'md' : 'sm'} py="lg" px="lg" mx={0}>
          <Stack gap="lg">
            <Page {...props} page={page} />
          </Stack>
        </Container>
      </ScrollArea>
    </PageRail>
  );
}

function Page({ page, session, onNewCode }: PreferencesScreenProps & { readonly page: PreferencesPage }) {
  switch (page) {
    case 'profile':
      return <ProfileSection session={session} />;
    case 'appearance':
      return <AppearanceSection />;
    case 'safety':
      return <SafetySection />;
    case 'notifications':
      return <NotificationPreferences role={session.account.role} />;
    case 'security':
      return (
        <>
          <PasswordSection account={session.account} />
          <RecoverySection session={session} onNewCode={onNewCode} />
          <RekeySection onNewCode={onNewCode} />
          <OldVaultsSection username={session.account.username} />
        </>
      );
    case 'sessions':
      return <SessionsSection />;
    case 'programs':
      return <ProgramsSection />;
    case 'keyboard':
      return <Shortcuts />;
    case 'leaving':
      return <DeleteSection account={session.account} />;
  }
}
