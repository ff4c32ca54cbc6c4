import { Box, Button, Group, Kbd, Menu, Text, VisuallyHidden } from '@mantine/core';
import {
  IconActivity,
  IconChevronDown,
  IconLock,
  IconLogout,
  IconSettings,
  IconUsers,
  IconUsersGroup,
  IconVault,
} from '@tabler/icons-react';
import { Activity, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { SessionState } from '../../../src-shared/models.ts';
import { mayUse } from '../../../src-shared/rights.ts';
import { call } from '../../api.ts';
import { Logo } from '../../components/logo.tsx';
import { PersonAvatar } from '../../components/person-avatar.tsx';
import { useModifier } from '../../components/use-modifier.ts';
import { useAppStore } from '../../stores/app-store.ts';
import { type PreferencesPage, usePreferencesStore } from '../../stores/preferences-store.ts';
import { AdministrationScreen } from '../administration/administration-screen.tsx';
import { ActivityScreen } from '../activity/activity-screen.tsx';
import type { CodesToConfirm } from '../codes/codes-screen.tsx';
import { ApprovalPrompt } from '../approvals/approval-prompt.tsx';
import { NotificationBell } from '../notifications/notification-bell.tsx';
import { PreferencesScreen } from '../preferences/preferences-screen.tsx';
import { LeaseChip } from '../programs/lease-chip.tsx';
import type { VaultWish } from '../vault/use-vault-keys.ts';
import { VaultScreen } from '../vault/vault-screen.tsx';
import { ClipboardChip } from './clipboard-chip.tsx';
import { Notices } from './notices.tsx';
import { ReducedProtection } from './reduced-protection.tsx';
import classes from './shell.module.css';
import { useLinks } from './use-links.ts';
import { useShellKeys } from './use-shell-keys.ts';

type Unlocked = Extract<SessionState, { status: 'unlocked' }>;
type Page = 'vault' | 'activity' | 'preferences' | 'administration';

interface ShellProps {
  readonly session: Unlocked;
  readonly onNewCode: (codes: CodesToConfirm) => void;
}

/** Everything that a person with an open vault sees: the bar with the account menu, and one page below it. */
export function Shell({ session, onNewCode }: ShellProps) {
  const { t } = useTranslation();
  const demo = useAppStore((state) => state.status?.demo ?? false);
  const [chosen, setPage] = useState<Page>('vault');
  const administers = mayUse(session.account.role, 'admin');
  const pages: readonly Page[] = ['vault', 'activity', 'preferences', ...(administers ? (['administration'] as const) : [])];
  // Whoever is no administrator any more is not left before an empty page.
  const page = pages.includes(chosen) ? chosen : 'vault';
  const preferencesAt = (at: PreferencesPage): void => {
    usePreferencesStore.getState().go(at);
    setPage('preferences');
  };
  const [wish, setWish] = useState<VaultWish | null>(null);
  useLinks(() => setPage('vault'));
  useShellKeys({
    ownId: session.account.id,
    away: page !== 'vault',
    onWish: (wanted) => {
      setPage('vault');
      setWish(wanted);
    },
  });

  return (
    <div className={classes['shell']}>
      <ApprovalPrompt />
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
      <Box component="main" mih={0}>
        {/* A form that is being filled in survives a look at another page. */}
        <Activity mode={page === 'vault' ? 'visible' : 'hidden'}>
          <VaultScreen wish={wish} onWishDone={() => setWish(null)} />
        </Activity>
        {page === 'activity' && <ActivityScreen />}
        {page === 'administration' && administers && <AdministrationScreen meId={session.account.id} />}
        {page === 'preferences' && <PreferencesScreen session={session} onNewCode={onNewCode} />}
      </Box>
    </div>
  );
}

const icons = {
  vault: <IconVault size={16} />,
  activity: <IconActivity size={16} />,
  preferences: <IconSettings size={16} />,
  administration: <IconUsersGroup size={16} />,
};

function AccountMenu({ session: { account } }: { readonly session: Unlocked }) {
  const { t } = useTranslation();
  const modifier = useModifier();
  const setSession = useAppStore((state) => state.setSession);
  const go = async (channel: 'session.lock' | 'session.lockEveryone' | 'session.signOut'): Promise<void> => setSession(await call(channel));
  const leave = async (): Promise<void> => setSession(await call('session.leave', { next: null }));
  return (
    <Menu position="bottom-end" width={230} shadow="md">
      <Menu.Target>
        <button type="button" className={classes['account']}>
          <VisuallyHidden>{t('shell.account')} </VisuallyHidden>
          <PersonAvatar person={account} size={28} />
          <Text size="sm" fw={500} truncate>
            {account.displayName}
          </Text>
          <IconChevronDown size={14} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t(`role.${account.role}`)}</Menu.Label>
        <Menu.Item leftSection={<IconUsers size={16} />} rightSection={<Kbd size="xs">{modifier} 1…9</Kbd>} onClick={() => void leave()}>
          {t('shell.switch')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLock size={16} />}
          rightSection={<Kbd size="xs">{modifier} L</Kbd>}
          onClick={() => void go('session.lock')}
        >
          {t('shell.lock')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconUsersGroup size={16} />}
          rightSection={<Kbd size="xs">{modifier} ⇧ L</Kbd>}
          onClick={() => void go('session.lockEveryone')}
        >
          {t('shell.lockEveryone')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void go('session.signOut')}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
