import { z } from 'zod';
import {
  fieldIdSchema,
  fieldValueSchema,
  itemCountsSchema,
  itemDetailSchema,
  itemDraftSchema,
  itemPageSchema,
  itemQuerySchema,
  itemSummarySchema,
  totpCodeSchema,
} from '../items.ts';
import { limits } from '../limits.ts';
import { idSchema, timeSchema } from '../models.ts';
import { sshCommentSchema, sshKeyAnswerSchema, sshKeyViewSchema } from '../ssh-keys.ts';
import { channel } from './define.ts';

const itemRefSchema = z.strictObject({ id: idSchema });
/** `revision` is the one that the person saw; another one stored meanwhile is a `conflict`. */
const revisionRefSchema = z.strictObject({ id: idSchema, revision: z.number().int().positive() });
const fieldRefSchema = z.strictObject({ id: idSchema, fieldId: z.string().min(1).max(36) });
const selectionSchema = z.strictObject({ ids: z.array(idSchema).min(1).max(limits.selectionMaxItems) });

export const itemChannels = {
  'items.list': channel({ access: 'unlocked', input: itemQuerySchema, output: itemPageSchema }),
  /** Those that this person opened last since the vault was opened, the latest first; forgotten when it is locked. */
  'items.recents': channel({ access: 'unlocked', input: z.undefined(), output: itemPageSchema }),
  /** The person looks at this one. */
  'items.opened': channel({ access: 'unlocked', input: itemRefSchema, output: z.undefined() }),
  'items.counts': channel({ access: 'unlocked', input: z.undefined(), output: itemCountsSchema }),
  'items.get': channel({ access: 'unlocked', input: itemRefSchema, output: itemDetailSchema }),
  'items.create': channel({ access: 'unlocked', input: itemDraftSchema, output: itemSummarySchema }),
  /** `revision` is the one the draft was made from; another one stored meanwhile is a `conflict`. */
  'items.update': channel({
    access: 'unlocked',
    input: z.strictObject({ id: idSchema, revision: z.number().int().positive(), draft: itemDraftSchema }),
    output: itemSummarySchema,
  }),
  'items.duplicate': channel({ access: 'unlocked', input: itemRefSchema, output: itemSummarySchema }),
  'items.setFavourite': channel({
    access: 'unlocked',
    input: z.strictObject({ id: idSchema, favourite: z.boolean() }),
    output: itemSummarySchema,
  }),
  'items.trash': channel({ access: 'unlocked', input: selectionSchema, output: z.undefined() }),
  'items.restore': channel({ access: 'unlocked', input: selectionSchema, output: z.undefined() }),
  /** Deletes for good; only items that are in the trash. */
  'items.purge': channel({ access: 'unlocked', input: selectionSchema, output: z.undefined() }),
  'items.reveal': channel({ access: 'unlocked', input: fieldRefSchema, output: z.strictObject({ value: z.string() }) }),
  'items.copy': channel({ access: 'unlocked', input: fieldRefSchema, output: z.strictObject({ clearsAt: z.number() }) }),

  /** The present one-time code of a `totp` field; `invalidInput` where what is stored there makes none. */
  'items.totp': channel({ access: 'unlocked', input: fieldRefSchema, output: totpCodeSchema }),
  'items.copyTotp': channel({ access: 'unlocked', input: fieldRefSchema, output: z.strictObject({ clearsAt: z.number() }) }),

  /** Renewal: a new value for one hidden field, the one before kept until it is confirmed or taken back. */
  'items.startRotation': channel({
    access: 'unlocked',
    input: revisionRefSchema.extend({ fieldId: fieldIdSchema, value: fieldValueSchema.min(1) }),
    output: itemSummarySchema,
  }),
  /** `expiresAt` left out stays as it is. */
  'items.confirmRotation': channel({
    access: 'unlocked',
    input: revisionRefSchema.extend({ expiresAt: timeSchema.nullable().optional() }),
    output: itemSummarySchema,
  }),
  'items.takeBackRotation': channel({ access: 'unlocked', input: revisionRefSchema, output: itemSummarySchema }),
  'items.revealPrevious': channel({ access: 'unlocked', input: itemRefSchema, output: z.strictObject({ value: z.string() }) }),
  'items.copyPrevious': channel({ access: 'unlocked', input: itemRefSchema, output: z.strictObject({ clearsAt: z.number() }) }),

  /** The public half of the private key that an item holds. */
  'items.sshKey': channel({ access: 'unlocked', input: itemRefSchema, output: sshKeyAnswerSchema }),
  /** A new Ed25519 key, not stored yet. */
  'sshKeys.generate': channel({
    access: 'unlocked',
    input: z.strictObject({ comment: sshCommentSchema }),
    output: sshKeyViewSchema.extend({ privateKey: z.string() }),
  }),
  /** The public half of a private key that is being typed in. */
  'sshKeys.describe': channel({
    access: 'unlocked',
    input: z.strictObject({ privateKey: fieldValueSchema }),
    output: sshKeyAnswerSchema,
  }),
} as const;
