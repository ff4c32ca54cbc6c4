import { AppError } from '../../src-shared/errors.ts';
import type { Repositories } from '../database/database.ts';
import type { Clock, Log } from '../host.ts';
import type { ExpiringItem } from '../keeper/health-protocol.ts';
import type { NotificationService } from '../notifications/notification-service.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { HealthNotes } from './health-notes.ts';
import { untilMidnight } from './local-days.ts';

interface WatchParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly notes: HealthNotes;
  readonly notifications: Pick<NotificationService, 'tell'>;
}

const dayMilliseconds = 86_400_000;
const secondMilliseconds = 1000;
/** Days before, the last one when it has happened. */
const steps = [0, 1, 7, 30] as const;
const firstStep = 30;
/** So many at once are one piece of news that leads to Health. */
const singlyUpTo = 5;

type Told = Readonly<Record<string, { readonly at: number; readonly days: number }>>;

/** The step that an item has reached: 0, 1, 7 or 30 days; null before that. */
const stepOf = (expiresAt: number, now: number): number | null => steps.find((days) => expiresAt <= now + days * dayMilliseconds) ?? null;

/**
 * Says once for each item and date that it expires in 30, 7 and 1 days and that it has: when the vault is opened, at midnight, and
 * after something was saved. Steps that passed while the vault was locked are left out for the one that holds now.
 */
export function createExpiryWatch({ clock, log, notes, notifications }: WatchParts) {
  async function tell(r: Repositories, ownerId: string, due: readonly (ExpiringItem & { days: number })[]): Promise<void> {
    if (due.length > singlyUpTo) {
      await notifications.tell(r, ownerId, 'items.expiring', { count: due.length });
      return;
    }
    for (const { id, name, expiresAt, days } of due) {
      const facts = { itemId: id, item: name, at: expiresAt };
      if (days === 0) await notifications.tell(r, ownerId, 'item.expired', facts);
      else await notifications.tell(r, ownerId, 'item.expiring', { ...facts, count: days });
    }
  }

  async function check(vault: OpenVault): Promise<void> {
    const now = clock.now();
    const expiring = await vault.keeper.call('expiringBefore', { before: now + firstStep * dayMilliseconds + 1 });
    const told = await notes.read(vault, 'told');
    const reached = expiring.flatMap((item) => {
      const days = stepOf(item.expiresAt, now);
      return days === null ? [] : [{ ...item, days }];
    });
    const due = reached.filter(({ id, expiresAt, days }) => {
      const before = told.expiry[id];
      return before?.at !== expiresAt || before.days > days;
    });
    if (due.length === 0 || vault.closed) return;
    // What is gone, or has another date, is forgotten on the way.
    const kept = reached.map(({ id, expiresAt, days }): [string, Told[string]] => {
      const before = told.expiry[id];
      return [id, { at: expiresAt, days: before?.at === expiresAt ? Math.min(days, before.days) : days }];
    });
    await notes.write(vault, 'told', { ...told, expiry: Object.fromEntries(kept) }, (r) => tell(r, vault.ownerId, due));
  }

  /** By person: one whose vault gets another key goes on with that one alone. */
  const leaving = new Map<string, () => void>();
  const leave = (ownerId: string): void => {
    leaving.get(ownerId)?.();
    leaving.delete(ownerId);
  };

  return {
    /** Until `leave`, or until another vault of the same person is followed. */
    follow(vault: OpenVault): void {
      leave(vault.ownerId);
      let callOffDay: () => void = () => undefined;
      let callOffSoon: (() => void) | null = null;
      // One after the other, or two would tell the same.
      let turn: Promise<void> = Promise.resolve();
      const run = (): void => {
        turn = turn.then(async () => {
          if (vault.closed) return;
          try {
            await check(vault);
          } catch (error) {
            // The next save, or the next day, tries again; a lock that came between is no failure.
            log('expiry.notTold', { code: error instanceof AppError ? error.code : 'internal' });
          }
        });
      };
      const daily = (): void => {
        callOffDay = clock.after(untilMidnight(clock.now()) + secondMilliseconds, () => {
          run();
          daily();
        });
      };
      vault.onChanged(() => {
        callOffSoon ??= clock.after(secondMilliseconds, () => {
          callOffSoon = null;
          run();
        });
      });
      leaving.set(vault.ownerId, () => {
        callOffDay();
        callOffSoon?.();
      });
      daily();
      run();
    },
    leave,
  };
}
