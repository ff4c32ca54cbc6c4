import { z } from 'zod';
import { limits } from './limits.ts';
import { idSchema, timeSchema } from './models.ts';

/** Why somebody is told; the screens have a title and a message for each. */
export const notificationTriggers = [
  'account.approved',
  'account.joined',
  'account.disabled',
  'account.enabled',
  'account.unlocked',
  'account.roleChanged',
  'account.passwordDue',
  'account.passwordReleased',
  'account.reset',
  'account.deleted',
  'account.restored',
  'account.mended',
  'account.damaged',
  'account.deletedByOwner',
  'sessions.ended',
  'session.lockedByAdministrator',
  'lease.ended',
  'session.new',
  'signIn.failures',
  'password.changed',
  'recovery.used',
  'recovery.renewed',
  'vault.rekeyed',
  'request.waiting',
  'request.confirmed',
  'request.declined',
  'policy.changed',
  'killSwitch.on',
  'killSwitch.lifted',
  'administrator.restored',
  'installationCode.renewed',
  'people.imported',
  'program.connected',
  'grant.given',
  'item.expiring',
  'item.expired',
  'items.expiring',
  'health.worse',
  'work.finished',
] as const;
export const notificationTriggerSchema = z.enum(notificationTriggers);
export type NotificationTrigger = z.infer<typeof notificationTriggerSchema>;

/**
 * What the sentences need; never a secret. They lie under a seal as the items do, so an item that a sentence is about is named. A sentence
 * does without what is missing.
 * `what` is the new role of account.roleChanged, the client of session.new, the name of the program of program.connected and grant.given, the act ('delete', 'reset') of request.*, the
 * policy keys of policy.changed with commas between them, and the work of work.finished ('import', 'verifyLog', 'integrity',
 * 'trash', 'restore', 'purge').
 */
export const notificationFactsSchema = z.strictObject({
  /** The display name of whom it is about, where that isn't the reader. */
  person: z.string().max(200).optional(),
  /** The display name of who did it. */
  by: z.string().max(200).optional(),
  /** How many; days of item.expiring; the score of health.worse. */
  count: z.number().int().optional(),
  /** How many of these failed, of work.finished. */
  failed: z.number().int().optional(),
  /** What it was before, of health.worse. */
  before: z.number().int().optional(),
  /** The item that it is about, and its name at that time. */
  itemId: idSchema.optional(),
  item: z.string().max(limits.itemNameMaxCharacters).optional(),
  what: z.string().max(1000).optional(),
  /** When it happened or falls due. */
  at: timeSchema.optional(),
});
export type NotificationFacts = z.infer<typeof notificationFactsSchema>;

export const notificationSchema = z.strictObject({
  id: idSchema,
  /** Null: it can't be opened any more; `what` then is the code of the failure. */
  trigger: notificationTriggerSchema.nullable(),
  facts: notificationFactsSchema,
  createdAt: timeSchema,
  readAt: timeSchema.nullable(),
});
export type NotificationView = z.infer<typeof notificationSchema>;

export const notificationPageSchema = z.strictObject({
  notifications: z.array(notificationSchema),
  unread: z.number().int().nonnegative(),
  more: z.boolean(),
});
