import { z } from 'zod';
import { approvalSchema, askerSchema, decisionSchema, grantSchema, programSchema, readRequestSchema } from '../agent/programs.ts';
import { limits } from '../limits.ts';
import { itemSummarySchema } from '../items.ts';
import { displayNameSchema, idSchema, passwordSchema, plainText, timeSchema } from '../models.ts';
import { channel } from './define.ts';

const originSchema = z.url({ protocol: /^https?$/ }).max(200);
const audienceSchema = z.string().trim().min(1).max(limits.audienceMaxCharacters).refine(plainText);

/** What programs, terminals and those who let them use the agent for. */
export const agentChannels = {
  /** What the agent is, and who is there; names only where the login screen shows them too. */
  'agent.status': channel({
    access: 'public',
    input: z.undefined(),
    output: z.strictObject({
      version: z.string(),
      startedAt: timeSchema,
      /** The agent’s clock at this answer, for whoever compares it with their own. */
      now: timeSchema,
      socket: z.string().nullable(),
      /** The address of the HTTP API; null where it is off. */
      api: z.string().nullable(),
      waitingApprovals: z.number().int().nonnegative(),
      you: askerSchema.nullable(),
    }),
  }),
  /**
   * The values behind references, in their order. At a terminal whose person is unlocked they come at once; to anybody else once
   * that person has consented; to a window never. Throws vaultLocked, ambiguous, notFound, denied, timedOut, busy.
   */
  'secrets.read': channel({ access: 'public', input: readRequestSchema, output: z.strictObject({ values: z.array(z.string()) }) }),
  /** A signed statement who the person is, for one audience; asked for as a value is. */
  'tokens.identity': channel({
    access: 'public',
    input: readRequestSchema.pick({ account: true, waitSeconds: true, consentSeconds: true }).extend({ audience: audienceSchema }),
    output: z.strictObject({ token: z.string(), expiresAt: timeSchema }),
  }),
  /** The public keys that access and identity tokens are verified with (RFC 7517). */
  'tokens.jwks': channel({
    access: 'public',
    input: z.undefined(),
    output: z.strictObject({ keys: z.array(z.record(z.string(), z.string())) }),
  }),
  /** Items by id or name, those in the trash left out; more than one where the name isn't unique. */
  'items.find': channel({
    access: 'unlocked',
    input: z.strictObject({ item: z.string().min(1).max(limits.itemNameMaxCharacters) }),
    output: z.array(itemSummarySchema),
  }),
  /** The questions that wait for me. */
  'approvals.list': channel({ access: 'unlocked', input: z.undefined(), output: z.array(approvalSchema) }),
  /**
   * The password is looked at where a terminal allows something that is to be asked for each time. Throws notFound where nobody waits
   * for it any more, invalidInput for what this program can't be given, denied (what `approval`: the question comes from this very
   * terminal; `window`: the password is missing), wrongPassword, tooManyAttempts.
   */
  'approvals.answer': channel({
    access: 'unlocked',
    input: z.strictObject({ id: idSchema, decision: decisionSchema, password: passwordSchema.optional() }),
    output: z.undefined(),
  }),
  /** Refuses what programs that I haven't connected ask now, and whatever they ask within ten minutes. */
  'approvals.refuseStrangers': channel({ access: 'unlocked', input: z.undefined(), output: z.undefined() }),
  'grants.list': channel({ access: 'unlocked', input: z.undefined(), output: z.array(grantSchema) }),
  'grants.revoke': channel({
    access: 'unlocked',
    input: z.strictObject({ ids: z.array(idSchema).min(1).max(limits.selectionMaxItems) }),
    output: z.undefined(),
  }),
  'leases.end': channel({ access: 'unlocked', input: z.undefined(), output: z.undefined() }),
  'programs.list': channel({ access: 'unlocked', input: z.undefined(), output: z.array(programSchema) }),
  /** The token is shown once; it goes into STRONGROOM_TOKEN of that program. */
  'programs.register': channel({
    access: 'unlocked',
    input: z.strictObject({ name: displayNameSchema, origin: originSchema.nullable() }),
    output: z.strictObject({ program: programSchema, token: z.string() }),
  }),
  /** Takes its token and its grants away. */
  'programs.remove': channel({ access: 'unlocked', input: z.strictObject({ key: z.string().max(100) }), output: z.undefined() }),
} as const;
