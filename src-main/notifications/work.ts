import type { NotificationFacts } from '../../src-shared/notifications.ts';
import type { Database } from '../database/database.ts';
import type { Clock, Log } from '../host.ts';
import type { NotificationService } from './notification-service.ts';

interface WorkParts {
  readonly database: Pick<Database, 'transaction'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly notifications: Pick<NotificationService, 'tell'>;
}

/** What may take long; the sentences of work.finished know each. */
export type WorkName = 'import' | 'verifyLog' | 'integrity' | 'trash' | 'restore' | 'purge';

type WorkFacts = Pick<NotificationFacts, 'count' | 'failed'>;
export type Work = ReturnType<typeof createWork>;

/** Whoever waits for less still looks at the screen. */
const longMilliseconds = 3000;

/** Tells a person what came of long work, as they may have turned to something else. */
export function createWork({ database, clock, log, notifications }: WorkParts) {
  return {
    /** Runs the task, and tells its facts where it took long; null tells nothing. Throws what the task throws, which is told as well. */
    async run<T>(ownerId: string, what: WorkName, task: () => Promise<T>, factsOf: (result: T) => WorkFacts | null): Promise<T> {
      const begun = clock.now();
      const tell = async (facts: WorkFacts | null): Promise<void> => {
        if (facts === null || clock.now() - begun < longMilliseconds) return;
        await database
          .transaction((r) => notifications.tell(r, ownerId, 'work.finished', { what, ...facts }))
          // The work is done, whether or not somebody hears of it.
          .catch(() => log('work.notTold', { what }));
      };
      try {
        const result = await task();
        await tell(factsOf(result));
        return result;
      } catch (error) {
        await tell({ failed: 1 });
        throw error;
      }
    },
  };
}
