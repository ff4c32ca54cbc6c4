import type { Database } from '../database/database.ts';
import type { Clock, DesktopSurface, Log } from '../host.ts';
import type { NotificationService } from '../notifications/notification-service.ts';
import type { PreferencesService } from '../preferences/preferences-service.ts';
import type { SessionService } from '../session/session-service.ts';
import type { ReferenceService } from '../vault/reference-service.ts';
import { createNotices, type Notices } from './notices.ts';
import { createRecentCopies } from './recent-copies.ts';
import { createWindowFollower, type WindowFollower } from './window-follower.ts';

interface DesktopParts {
  readonly surface: DesktopSurface;
  readonly sessions: SessionService;
  readonly notifications: NotificationService;
  readonly preferences: PreferencesService;
  readonly references: ReferenceService;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
}

/** The desktop around the window: notifications, tray, protection from being recorded. */
export interface Desktop extends Pick<Notices, 'notify'>, Pick<WindowFollower, 'begin' | 'refresh'> {
  /** At a window: the tray offers to copy it again. */
  copied(ownerId: string, copied: { readonly id: string; readonly fieldId: string }): void;
}

export function createDesktop(parts: DesktopParts): Desktop {
  const { sessions, notifications, log } = parts;
  const recentCopies = createRecentCopies();
  const notices = createNotices(parts);
  const follower = createWindowFollower({ ...parts, recentCopies });
  const unreadOf = new Map<string, number>();

  sessions.doors.onClosed((ownerId) => {
    recentCopies.forget(ownerId);
    follower.clear();
  });
  sessions.onArrived(follower.refresh);
  sessions.doors.onWritten(follower.refresh);
  notifications.onChanged((ownerId, unread) => {
    const before = unreadOf.get(ownerId) ?? 0;
    unreadOf.set(ownerId, unread);
    // A person at a window is told there; with the vault closed everywhere nothing can have been read meanwhile.
    const isNew = unread > before || sessions.doors.vaultOf(ownerId) === null;
    if (!isNew || sessions.doors.isUsed(ownerId, ['desktop'])) return;
    void notices.tellLocked(ownerId).catch(() => log('desktop.notTold'));
  });
  return {
    notify: notices.notify,
    begin: follower.begin,
    refresh: follower.refresh,
    copied(ownerId, copied) {
      recentCopies.note(ownerId, copied);
      follower.refresh();
    },
  };
}
