import type { z } from 'zod';
import { accountChannels } from './accounts.ts';
import { attachmentChannels } from './attachments.ts';
import { agentChannels } from './agent.ts';
import { auditChannels } from './audit.ts';
import { dataChannels } from './data.ts';
import { desktopChannels } from './desktop.ts';
import { draftChannels } from './drafts.ts';
import { generatorChannels } from './generator.ts';
import { healthChannels } from './health.ts';
import { historyChannels } from './history.ts';
import { itemChannels } from './items.ts';
import { notificationChannels } from './notifications.ts';
import { peopleChannels } from './people.ts';
import { searchChannels } from './searches.ts';
import { sessionChannels } from './sessions.ts';
import { setupChannels } from './setup.ts';

/** The map of the app: everything a window, the CLI or a program can ask for. */
export const contract = {
  ...setupChannels,
  ...accountChannels,
  ...sessionChannels,
  ...itemChannels,
  ...draftChannels,
  ...historyChannels,
  ...attachmentChannels,
  ...generatorChannels,
  ...healthChannels,
  ...searchChannels,
  ...notificationChannels,
  ...auditChannels,
  ...peopleChannels,
  ...agentChannels,
  ...dataChannels,
  ...desktopChannels,
} as const;

export type Contract = typeof contract;
export type ChannelName = keyof Contract;
export type Input<C extends ChannelName> = z.output<Contract[C]['input']>;
export type Output<C extends ChannelName> = z.output<Contract[C]['output']>;
