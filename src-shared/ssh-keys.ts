import { z } from 'zod';
import { limits } from './limits.ts';

/** What may be known of an SSH key: its public half. */
export const sshKeyViewSchema = z.strictObject({
  /** As in the public line: `ssh-ed25519`, `ssh-rsa`, `ecdsa-sha2-nistp256`. */
  type: z.string(),
  bits: z.number().int().nonnegative(),
  /** One line for `authorized_keys`. */
  publicKey: z.string(),
  /** `SHA256:` and base64 without padding. */
  fingerprint: z.string(),
});
export type SshKeyView = z.infer<typeof sshKeyViewSchema>;

/** The public half, or why there is none to show. */
export const sshKeyAnswerSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('read'), key: sshKeyViewSchema }),
  z.strictObject({ state: z.literal('encrypted') }),
  z.strictObject({ state: z.literal('unreadable') }),
  z.strictObject({ state: z.literal('none') }),
]);
export type SshKeyAnswer = z.infer<typeof sshKeyAnswerSchema>;

/** Written behind the public line, so it is one line itself. */
export const sshCommentSchema = z
  .string()
  .trim()
  .max(limits.sshCommentMaxCharacters)
  .regex(/^[^\p{Cc}]*$/u);
