import { z } from 'zod';
import { limits } from '../limits.ts';
import { displayNameSchema, emailSchema, idSchema, plainText, usernameSchema } from '../models.ts';
import {
  activationSchema,
  actResultSchema,
  actSchema,
  importColumns,
  importPreviewSchema,
  importReportSchema,
  peoplePageSchema,
  peopleQuerySchema,
  requestSchema,
} from '../people.ts';
import { policyPreviewSchema, policySchema, policyViewSchema } from '../policy.ts';
import { analyticsSchema } from '../audit.ts';
import { savedFilterContentSchema, savedFilterSchema } from '../saved-filters.ts';
import { systemCheckSchema, systemSchema } from '../system.ts';
import { channel } from './define.ts';

const selectionSchema = z.array(idSchema).min(1).max(limits.selectionMaxItems);

/** What administrators do. Nothing here opens a vault or learns a password. */
export const peopleChannels = {
  'people.list': channel({ access: 'admin', input: peopleQuerySchema, output: peoplePageSchema }),
  /** The person chooses the password when the activation code is used. */
  'people.create': channel({
    access: 'admin',
    input: z.strictObject({
      username: usernameSchema,
      displayName: displayNameSchema,
      email: emailSchema.nullable(),
      role: z.enum(['administrator', 'user']),
    }),
    output: activationSchema,
  }),
  /** A new code for somebody who was invited; the previous one no longer opens. */
  'people.invite': channel({ access: 'admin', input: z.strictObject({ id: idSchema }), output: activationSchema }),
  /** Puts an activation code on the clipboard and takes it off again, as `items.copy` does with a value. */
  'people.copyCode': channel({
    access: 'admin',
    input: z.strictObject({ code: z.string().regex(/^[0-9A-Z-]{8,100}$/) }),
    output: z.strictObject({ clearsAt: z.number() }),
  }),
  'people.act': channel({ access: 'admin', input: z.strictObject({ act: actSchema, ids: selectionSchema }), output: actResultSchema }),
  /**
   * An activation code for somebody who lost password and recovery code: using it puts the vault away and begins an empty one.
   * `name` is the username, typed by the administrator. Null where a second administrator has to confirm first.
   */
  'people.reset': channel({
    access: 'admin',
    input: z.strictObject({ id: idSchema, name: z.string().max(limits.usernameMaxCharacters) }),
    output: activationSchema.nullable(),
  }),
  /** `content` in base64; `table` and `mapping` only after a first preview. */
  'people.previewImport': channel({
    access: 'admin',
    input: z.strictObject({
      content: z.base64().max(Math.ceil((limits.importMaxBytes * 4) / 3) + 4),
      table: z.string().max(200).nullable(),
      mapping: z.partialRecord(z.enum(importColumns), z.string().max(200).nullable()).nullable(),
    }),
    output: importPreviewSchema,
  }),
  'people.import': channel({ access: 'admin', input: z.strictObject({ id: idSchema }), output: importReportSchema }),

  'requests.list': channel({ access: 'admin', input: z.undefined(), output: z.array(requestSchema) }),
  /** By another administrator than the one who asked. Answers with the activation code where the act was a reset. */
  'requests.confirm': channel({
    access: 'admin',
    input: z.strictObject({ id: idSchema }),
    output: z.strictObject({ activation: activationSchema.nullable() }),
  }),
  /** Takes back the own request, declines another's. */
  'requests.decline': channel({ access: 'admin', input: z.strictObject({ id: idSchema }), output: z.undefined() }),

  'policy.get': channel({ access: 'admin', input: z.undefined(), output: policyViewSchema }),
  /** Whom that policy would change something for as of now, entry by entry that differs; nothing is stored. */
  'policy.preview': channel({ access: 'admin', input: policySchema, output: policyPreviewSchema }),
  'policy.set': channel({ access: 'admin', input: policySchema, output: policyViewSchema }),
  /** Locks everyone, ends every session, closes joining. The caller is signed out too. */
  'killSwitch.turnOn': channel({ access: 'admin', input: z.undefined(), output: z.undefined() }),
  'killSwitch.lift': channel({ access: 'admin', input: z.undefined(), output: policyViewSchema }),
  'analytics.read': channel({
    access: 'admin',
    input: z.strictObject({ days: z.number().int().min(7).max(365) }),
    output: analyticsSchema,
  }),
  'system.read': channel({ access: 'admin', input: z.undefined(), output: systemSchema }),
  /** Puts a path or the report for support on the clipboard, where it stays: neither is a secret. Throws clipboardUnavailable. */
  'system.copy': channel({
    access: 'admin',
    input: z.strictObject({ text: z.string().min(1).max(limits.reportMaxCharacters) }),
    output: z.undefined(),
  }),
  /** How far the check is, or what the last one found; null where none was made since the start. */
  'system.check': channel({ access: 'admin', input: z.undefined(), output: systemCheckSchema.nullable() }),
  /** Begins one unless one is under way; answers with the state at once. */
  'system.startCheck': channel({ access: 'admin', input: z.undefined(), output: systemCheckSchema }),
  'system.stopCheck': channel({ access: 'admin', input: z.undefined(), output: systemCheckSchema.nullable() }),

  /** The caller's own, in the own vault. */
  'filters.list': channel({ access: 'admin', input: z.undefined(), output: z.array(savedFilterSchema) }),
  /** Null `id`: a new one. */
  'filters.put': channel({
    access: 'admin',
    input: z.strictObject({
      id: idSchema.nullable(),
      name: z.string().trim().min(1).max(limits.savedFilterNameMaxCharacters).refine(plainText),
      content: savedFilterContentSchema,
    }),
    output: savedFilterSchema,
  }),
  'filters.remove': channel({ access: 'admin', input: z.strictObject({ id: idSchema }), output: z.undefined() }),
} as const;
