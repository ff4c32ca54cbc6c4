import { Box, Button, Group, Menu, Text, VisuallyHidden } from '@mantine/core';
import {
  IconActivity,
  IconChevronDown,
  IconHeartbeat,
  IconLock,
  IconLogout,
  IconSettings,
  IconUsers,
  IconUsersGroup,
  IconVault,
} from '@tabler/icons-react';
import { Activity, useEffect, useRef } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { SessionState } from '../../../src-shared/models.ts';
import { mayUse } from '../../../src-shared/rights.ts';
import { combinationsOf } from '../../commands/bindings.ts';
import { runCommand, useCommand } from '../../commands/running.ts';
import { Keys } from '../../components/keys.tsx';
import { Logo } from '../../components/logo.tsx';
import { PersonAvatar } from '../../components/person-avatar.tsx';
import { useAdministrationStore } from '../../stores/administration-store.ts';
import { useAppStore } from '../../stores/app-store.ts';
import { type Page, usePageStore } from '../../stores/page-store.ts';
import { type PreferencesPage, usePreferencesStore } from '../../stores/preferences-store.ts';
import { AdministrationScreen } from '../administration/administration-screen.tsx';
import { ActivityScreen } from '../activity/activity-screen.tsx';
import type { CodesToConfirm } from '../codes/codes-screen.tsx';
import { ApprovalPrompt } from '../approvals/approval-prompt.tsx';
import { HealthScreen } from '../health/health-screen.tsx';
import { NotificationBell } from '../notifications/notification-bell.tsx';
import { Palette } from '../palette/palette.tsx';
import { ShortcutsSheet } from '../palette/shortcuts-sheet.tsx';
import { PreferencesScreen } from '../preferences/preferences-screen.tsx';
import { LeaseChip } from '../programs/lease-chip.tsx';
import { VaultScreen } from '../vault/vault-screen.tsx';
import { ClipboardChip } from './clipboard-chip.tsx';
import { Notices } from './notices.tsx';
import { ReducedProtection } from './reduced-protection.tsx';
import classes from './shell.module.css';
import { useFocusOnPage } from './use-focus-on-page.ts';
import { useLinks } from './use-links.ts';
import { useShellKeys } from './use-shell-keys.ts';

type Unlocked = Extract<SessionState, { status: 'unlocked' }>;

interface ShellProps {
  readonly session: Unlocked;
  readonly onNewCode: (codes: CodesToConfirm) => void;
}

/** Everything that a person with an open vault sees: the bar with the account menu, and one page below it. */
export function Shell({ session, onNewCode }: ShellProps) {
  const { t } = useTranslation();
  const demo = useAppStore((state) => state.status?.demo ?? false);
  const { page: chosen, go: setPage, over, leave } = usePageStore();
  useEffect(() => leave, [leave]);
  const administers = mayUse(session.account.role, 'admin');
  const main = useRef<HTMLElement>(null);
  const pages: readonly Page[] = ['vault', 'health', 'activity', 'preferences', ...(administers ? (['administration'] as const) : [])];
  // Whoever is no administrator any more is not left before an empty page.
  const page = pages.includes(chosen) ? chosen : 'vault';
  const preferencesAt = (at: PreferencesPage): void => {
    usePreferencesStore.getState().go(at);
    setPage('preferences');
  };
  useLinks(() => setPage('vault'));
  useFocusOnPage(page, main);
  useShellKeys({ ownId: session.account.id, which: page === 'vault' ? 'besideVault' : 'everywhere' });
  useCommand('administration', () => setPage('administration'), administers);

  return (
    <div className={classes['shell']}>
      <ApprovalPrompt />
      {over === 'palette' && <Palette session={session} />}
      {over === 'shortcuts' && <ShortcutsSheet />}
      <header className={classes['header']}>
        <Logo size={26} />
        <Group gap={4} wrap="nowrap" component="nav" aria-label={t('app.name')}>
          {pages.map((name) => (
            <Button
              key={name}
              size="compact-sm"
              variant={page === name ? 'light' : 'subtle'}
              color={page === name ? 'steel' : 'gray'}
              aria-current={page === name ? 'page' : undefined}
              className={classes['page'] ?? ''}
              leftSection={icons[name]}
              onClick={() => setPage(name)}
            >
              {t(`shell.${name}`)}
            </Button>
          ))}
        </Group>
        <div className={classes['spacer']} />
        {demo && (
          <Text size="xs" c="dimmed" visibleFrom="md">
            {t('shell.demo')}
          </Text>
        )}
        <LeaseChip onOpen={() => preferencesAt('programs')} />
        <ClipboardChip />
        <NotificationBell unread={session.unreadNotifications} />
        <ReducedProtection onExplain={() => preferencesAt('safety')} />
        <AccountMenu session={session} />
      </header>
      <Notices session={session} onActivity={() => setPage('activity')} onPreferences={() => preferencesAt('security')} />
      <Box component="main" mih={0} ref={main} tabIndex={-1} className={classes['main']}>
        {/* A form that is being filled in survives a look at another page. */}
        <Activity mode={page === 'vault' ? 'visible' : 'hidden'}>
          <VaultScreen
            onRecovery={() => preferencesAt('security')}
            onPeople={() => {
              useAdministrationStore.getState().go('people');
              setPage('administration');
            }}
          />
        </Activity>
        {page === 'health' && <HealthScreen />}
        {page === 'activity' && <ActivityScreen />}
        {page === 'administration' && administers && <AdministrationScreen meId={session.account.id} />}
        {page === 'preferences' && <PreferencesScreen session={session} onNewCode={onNewCode} />}
      </Box>
    </div>
  );
}

const icons = {
  vault: <IconVault size={16} />,
  health: <IconHeartbeat size={16} />,
  activity: <IconActivity size={16} />,
  preferences: <IconSettings size={16} />,
  administration: <IconUsersGroup size={16} />,
};

function AccountMenu({ session: { account } }: { readonly session: Unlocked }) {
  const { t } = useTranslation();
  const shortcuts = useAppStore((state) => state.preferences.shortcuts);
  const entry = (id: 'handOver' | 'lock' | 'lockEveryone' | 'signOut') => {
    const [keys] = combinationsOf(id, shortcuts);
    return { onClick: () => void runCommand(id), rightSection: keys === undefined ? null : <Keys of={keys} /> };
  };
  return (
    <Menu position="bottom-end" width={400} shadow="md">
      <Menu.Target>
        <button type="button" className={classes['account']}>
          <VisuallyHidden>{t('shell.account')} </VisuallyHidden>
          <PersonAvatar person={account} size={28} />
          <Text size="sm" fw={500} truncate className={classes['name'] ?? ''}>
            {account.displayName}
          </Text>
          <IconChevronDown size={14} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t(`role.${account.role}`)}</Menu.Label>
        <Menu.Item leftSection={<IconUsers size={20} />} className={classes['handOver']} {...entry('handOver')}>
          <Text size="sm" fw={600}>
            {t('commands.handOver')}
          </Text>
          <Text size="xs" c="dimmed">
            {t('handOverHint')}
          </Text>
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLock size={16} />} {...entry('lock')}>
          {t('shell.lock')}
        </Menu.Item>
        <Menu.Item leftSection={<IconUsersGroup size={16} />} {...entry('lockEveryone')}>
          {t('shell.lockEveryone')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} {...entry('signOut')}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
