import type { notificationChannels } from '../../src-shared/contract/notifications.ts';
import type { auditChannels } from '../../src-shared/contract/audit.ts';
import type { Services } from '../services.ts';
import type { Startup } from '../startup.ts';
import type { HandlersOf } from './router.ts';

/** What a person is told, and the log. */
export function createOwnHandlers(startup: Startup): HandlersOf<typeof notificationChannels & typeof auditChannels> {
  const services = (): Services => startup.services();

  return {
    'notifications.list': async ({ person }, { before, limit }) => services().notifications.list(person.vault, before, limit),
    'notifications.read': async ({ person }, { ids }) => services().notifications.markRead(person.ownerId, ids),
    'notifications.readAll': async ({ person }) => services().notifications.markRead(person.ownerId, null),
    'notifications.dismiss': async ({ person }, { ids }) => services().notifications.dismiss(person.ownerId, ids),
    'audit.own': async ({ person }, { before, limit }) => services().activity.own(person.ownerId, before, limit),
    'audit.everyone': async (_caller, { filter, before, limit }) => services().activity.everyone(filter, before, limit),
    'audit.export': async ({ person }, { filter, format }) => services().activity.export(person.ownerId, filter, format),
    'audit.verify': async ({ person }) =>
      services().work.run(
        person.ownerId,
        'verifyLog',
        () => services().audit.verify(person.vault.witnessed, person.ownerId),
        ({ rows, problem }) => ({ count: rows, failed: problem === null ? 0 : 1 }),
      ),
  };
}
