import { AppError } from '../../src-shared/errors.ts';
import type { Clock, DesktopSurface, Sender } from '../host.ts';
import type { PreferencesService } from '../preferences/preferences-service.ts';
import type { Unlocked } from '../session/session-service.ts';
import { createRate } from './rate.ts';

interface NoticeParts {
  readonly surface: DesktopSurface;
  readonly clock: Clock;
  readonly preferences: PreferencesService;
}

const perMinute = 6;
const minute = 60_000;

/** What the system shows outside of our window. */
export interface Notices {
  /** In the person's own words, as far as they want that. Throws denied for anything but a window. */
  notify(sender: Sender, person: Unlocked, title: string, body: string): Promise<{ shown: boolean }>;
  /** That there is something for somebody who is locked; never whom or what. */
  tellLocked(ownerId: string): Promise<void>;
}

export function createNotices({ surface, clock, preferences }: NoticeParts): Notices {
  /** SECURITY: a window that went wild would bury the desktop. */
  const mayShow = createRate(clock, perMinute, minute);
  /** However much there is, one word says it. */
  const maySpeak = createRate(clock, 1, minute);

  return {
    async notify(sender, person, title, body) {
      if (sender.kind !== 'desktop') throw new AppError('denied', { what: 'window' });
      const { desktopNotifications, language } = await preferences.read(person.ownerId);
      // SECURITY: whoever has locked meanwhile has left, and their names with them.
      const shown = desktopNotifications !== 'off' && !person.vault.closed && mayShow();
      if (shown && desktopNotifications === 'full') surface.notify(title, body);
      else if (shown) surface.notifyDiscreetly(language === 'system' ? null : language);
      return { shown };
    },
    async tellLocked(ownerId) {
      if ((await preferences.read(ownerId)).desktopNotifications === 'off' || !maySpeak()) return;
      // In the system's language: the person's own would say whose it is.
      surface.notifyDiscreetly(null);
    },
  };
}
