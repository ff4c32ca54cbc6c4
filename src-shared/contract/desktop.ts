import { z } from 'zod';
import { limits } from '../limits.ts';
import { plainText } from '../models.ts';
import { channel } from './define.ts';

const sentence = (max: number) => z.string().trim().min(1).max(max).refine(plainText);

/** What a window has of the desktop around it. Throws denied for terminals and programs. */
export const desktopChannels = {
  /**
   * Shows a notification of the system: nothing where the person wants none, and no more than that there is something where they want
   * no more. `shown` is false too where there were many a moment ago.
   */
  'desktop.notify': channel({
    access: 'unlocked',
    input: z.strictObject({ title: sentence(limits.noticeTitleMaxCharacters), body: sentence(limits.noticeBodyMaxCharacters) }),
    output: z.strictObject({ shown: z.boolean() }),
  }),
  /** The item, by id or name, of the link that waits to be opened; each link is given out once. Null: none waits. */
  'links.take': channel({
    access: 'unlocked',
    input: z.undefined(),
    output: z.strictObject({ item: z.string() }).nullable(),
  }),
} as const;
