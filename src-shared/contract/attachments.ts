import { z } from 'zod';
import { attachmentNameSchema, itemSummarySchema } from '../items.ts';
import { limits } from '../limits.ts';
import { idSchema } from '../models.ts';
import { channel } from './define.ts';

const uploadSchema = z.strictObject({ uploadId: idSchema });
const fileSchema = z.strictObject({ itemId: idSchema, fileId: idSchema });

/** Files beside items. At a window alone: whoever else asks is `denied` what `window`. */
export const attachmentChannels = {
  /** Throws notFound, limitReached what `attachments`, busy where too many are on their way. */
  'attachments.begin': channel({
    access: 'unlocked',
    input: z.strictObject({
      itemId: idSchema,
      name: attachmentNameSchema,
      /** A media type, as the page knows it; may be empty. */
      type: z
        .string()
        .max(100)
        .regex(/^[\w.+/-]*$/),
      bytes: z.number().int().nonnegative().max(limits.attachmentMaxBytes),
    }),
    output: uploadSchema,
  }),
  /** The next stretch in base64: `limits.attachmentPieceBytes` long, the last one what is left. Throws diskFull, notWritable. */
  'attachments.append': channel({
    access: 'unlocked',
    input: uploadSchema.extend({ piece: z.base64().max(Math.ceil(limits.attachmentPieceBytes / 3) * 4) }),
    output: z.undefined(),
  }),
  /** Once every byte is there; throws invalidInput before that. */
  'attachments.finish': channel({ access: 'unlocked', input: uploadSchema, output: itemSummarySchema }),
  'attachments.cancel': channel({ access: 'unlocked', input: uploadSchema, output: z.undefined() }),
  /** Where a file of this name would go; `asks`: the system has a dialog of its own for that. */
  'attachments.place': channel({
    access: 'unlocked',
    input: fileSchema,
    output: z.strictObject({ path: z.string(), asks: z.boolean() }),
  }),
  /**
   * Writes the file where the person says (0600), null: asks by the system's dialog. Answers with the path; null: called off there.
   * Throws conflict what `file` where something is there already and `replace` isn't set; notWritable, diskFull, dataDamaged; denied
   * what `path` for a path where the system has a dialog.
   */
  'attachments.save': channel({
    access: 'unlocked',
    input: fileSchema.extend({ path: z.string().min(1).max(4096).nullable(), replace: z.boolean() }),
    output: z.strictObject({ path: z.string().nullable() }),
  }),
  /** The first `limits.previewMaxBytes` of a file that is no larger, in base64. Throws limitReached for a larger one. */
  'attachments.preview': channel({ access: 'unlocked', input: fileSchema, output: z.strictObject({ content: z.string() }) }),
  'attachments.rename': channel({
    access: 'unlocked',
    input: fileSchema.extend({ name: attachmentNameSchema }),
    output: itemSummarySchema,
  }),
  /** For good. */
  'attachments.remove': channel({ access: 'unlocked', input: fileSchema, output: itemSummarySchema }),
} as const;
