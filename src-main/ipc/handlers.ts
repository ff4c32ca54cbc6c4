import type { Agent } from '../agent/agent.ts';
import type { Web } from '../agent/web.ts';
import type { Links } from '../desktop/links.ts';
import type { Startup } from '../startup.ts';
import { createAdminHandlers } from './admin-handlers.ts';
import { createDesktopHandlers } from './desktop-handlers.ts';
import { createAttachmentHandlers } from './attachment-handlers.ts';
import { createEntryHandlers } from './entry-handlers.ts';
import { createHealthHandlers } from './health-handlers.ts';
import { createItemHandlers } from './item-handlers.ts';
import { createOwnHandlers } from './own-handlers.ts';
import { createProgramHandlers } from './program-handlers.ts';
import type { Handlers } from './router.ts';

interface Outside {
  readonly agent: Agent;
  readonly web: Web;
  readonly links: Links;
}

/** One line per channel, by area; what takes more lives in the service. */
export const createHandlers = (startup: Startup, outside: Outside): Handlers => ({
  ...createEntryHandlers(startup),
  ...createItemHandlers(startup),
  ...createHealthHandlers(startup),
  ...createAttachmentHandlers(startup),
  ...createProgramHandlers(startup, outside),
  ...createOwnHandlers(startup),
  ...createAdminHandlers(startup),
  ...createDesktopHandlers(startup, outside.links),
});
