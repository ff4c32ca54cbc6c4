import {
  IconAlertTriangle,
  IconChecklist,
  IconClock,
  IconClockX,
  IconDeviceDesktop,
  IconDoorExit,
  IconFileUnknown,
  IconGavel,
  IconHeartbeat,
  IconKey,
  IconLifebuoy,
  IconLock,
  IconLockOpen,
  IconPlugConnected,
  IconPower,
  IconRefresh,
  IconShieldCheck,
  IconShieldLock,
  IconTrash,
  IconTool,
  IconUserCheck,
  IconUserCog,
  IconUserOff,
  IconUserPlus,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react';
import type { NotificationTrigger } from '../../../src-shared/notifications.ts';
import classes from './notifications.module.css';

type Tone = 'plain' | 'good' | 'warning' | 'danger';

const icons: Readonly<Record<NotificationTrigger, readonly [TablerIcon, Tone]>> = {
  'account.approved': [IconUserCheck, 'good'],
  'account.joined': [IconUserPlus, 'plain'],
  'account.disabled': [IconUserOff, 'danger'],
  'account.enabled': [IconUserCheck, 'good'],
  'account.unlocked': [IconLockOpen, 'good'],
  'account.roleChanged': [IconUserCog, 'warning'],
  'account.passwordDue': [IconKey, 'warning'],
  'account.passwordReleased': [IconKey, 'plain'],
  'account.reset': [IconRefresh, 'danger'],
  'account.deleted': [IconTrash, 'danger'],
  'account.restored': [IconUserCheck, 'good'],
  'account.mended': [IconTool, 'good'],
  'account.damaged': [IconAlertTriangle, 'danger'],
  'account.deletedByOwner': [IconDoorExit, 'plain'],
  'sessions.ended': [IconClockX, 'warning'],
  'session.lockedByAdministrator': [IconLock, 'warning'],
  'lease.ended': [IconPlugConnected, 'warning'],
  'session.new': [IconDeviceDesktop, 'plain'],
  'signIn.failures': [IconLock, 'warning'],
  'password.changed': [IconKey, 'warning'],
  'recovery.used': [IconLifebuoy, 'warning'],
  'recovery.renewed': [IconLifebuoy, 'plain'],
  'vault.rekeyed': [IconShieldLock, 'plain'],
  'request.waiting': [IconGavel, 'warning'],
  'request.confirmed': [IconGavel, 'good'],
  'request.declined': [IconGavel, 'plain'],
  'policy.changed': [IconGavel, 'plain'],
  'killSwitch.on': [IconPower, 'danger'],
  'killSwitch.lifted': [IconPower, 'good'],
  'administrator.restored': [IconShieldCheck, 'danger'],
  'installationCode.renewed': [IconLifebuoy, 'warning'],
  'people.imported': [IconUsers, 'plain'],
  'program.connected': [IconPlugConnected, 'plain'],
  'grant.given': [IconPlugConnected, 'warning'],
  'item.expiring': [IconClock, 'warning'],
  'item.expired': [IconClockX, 'danger'],
  'items.expiring': [IconClock, 'warning'],
  'health.worse': [IconHeartbeat, 'warning'],
  'work.finished': [IconChecklist, 'plain'],
};

/** What kind of news it is, at a glance; the title says the same in words. */
export function NotificationIcon({ trigger }: { readonly trigger: NotificationTrigger | null }) {
  const [Icon, tone] = trigger === null ? ([IconFileUnknown, 'danger'] as const) : icons[trigger];
  return (
    <span className={classes['icon']} data-tone={tone} aria-hidden="true">
      <Icon size={17} stroke={1.8} />
    </span>
  );
}
