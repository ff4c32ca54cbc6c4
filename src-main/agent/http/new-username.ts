import { displayNameSchema, usernameSchema } from '../../../src-shared/models.ts';

const base = 'user';
/** Leaves room for a number behind it. */
const maxCharacters = 50;

/** Names for somebody of whom only the e-mail address is known. */
export function namesFrom(email: string): { username: string; displayName: string } {
  const local = email.slice(0, email.lastIndexOf('@')).normalize('NFKC');
  const cleaned = local
    .toLowerCase()
    .replaceAll(/[^\p{Ll}\p{Lo}\p{N}._-]+/gu, '-')
    .replaceAll(/^[._-]+|[._-]+$/gu, '')
    .slice(0, maxCharacters);
  const username = usernameSchema.safeParse(cleaned).data ?? base;
  return { username, displayName: displayNameSchema.safeParse(local.slice(0, maxCharacters)).data ?? username };
}

/** The same with a number, from the second try on. */
export const numbered = (username: string, attempt: number): string => (attempt === 1 ? username : `${username}-${attempt}`);
