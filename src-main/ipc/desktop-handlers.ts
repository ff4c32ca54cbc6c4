import type { desktopChannels } from '../../src-shared/contract/desktop.ts';
import type { Links } from '../desktop/links.ts';
import { AppError } from '../../src-shared/errors.ts';
import type { Startup } from '../startup.ts';
import type { HandlersOf } from './router.ts';

/** What a window has of the desktop around it. */
export const createDesktopHandlers = (startup: Startup, links: Links): HandlersOf<typeof desktopChannels> => ({
  'desktop.notify': async ({ sender, person }, { title, body }) => startup.services().desktop.notify(sender, person, title, body),
  'links.take': async ({ sender }) => {
    if (sender.kind !== 'desktop') throw new AppError('denied', { what: 'window' });
    const item = links.take();
    return item === null ? null : { item };
  },
});
