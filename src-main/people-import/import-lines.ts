import { displayNameSchema, emailSchema, usernameSchema } from '../../src-shared/models.ts';
import { limits } from '../../src-shared/limits.ts';
import { type ImportLine, importColumns, type ImportColumn } from '../../src-shared/people.ts';
import { judgeHash } from '../crypto/imported-hash.ts';
import { saysInactive } from './column-mapping.ts';
import type { ParsedFile, ParsedRow } from './parser-protocol.ts';

/** One line with what becomes of it, and the hash that never leaves main; null where it gets an activation code or nothing. */
export interface Candidate {
  readonly line: ImportLine;
  readonly hash: string | null;
}

/** What the accounts that exist already have; e-mail addresses in lower case. */
export interface Taken {
  readonly usernames: ReadonlySet<string>;
  readonly emails: ReadonlySet<string>;
}

type Cells = Readonly<Record<ImportColumn, string>>;

const cellsOf = ({ cells }: ParsedRow): Cells =>
  Object.fromEntries(importColumns.map((column, at) => [column, cells[at]?.trim() ?? ''])) as Record<ImportColumn, string>;

/** What becomes of one line as long as only the line itself is looked at. */
export function judgeRow(row: ParsedRow, mapping: ParsedFile['mapping']): Candidate {
  const cells = cellsOf(row);
  const address = cells.email === '' && cells.username.includes('@') ? cells.username : cells.email;
  const username = usernameFrom(cells.username === '' ? address : cells.username);
  const email = emailSchema.safeParse(address).data ?? null;
  const names = { line: row.line, username, displayName: displayNameFrom(cells.displayName, username), email, role: 'user' } as const;
  const named = usernameSchema.safeParse(username);
  if (!named.success) return skipped(names, username === '' ? 'missingUsername' : 'invalidUsername');
  if (!isActive(cells.active, mapping.active)) return skipped(names, 'inactive');
  const verdict = cells.passwordHash === '' ? 'none' : judgeHash(cells.passwordHash);
  const outcome = verdict === 'usable' ? 'password' : 'activation';
  const hashProblem = verdict === 'usable' || verdict === 'none' ? null : verdict;
  // SECURITY: the role stays an ordinary one. An old hash, or a line in a file, must not make an administrator.
  const problem =
    hashProblem ?? (wasAdministrator(cells.role) ? 'wasAdministrator' : address !== '' && email === null ? 'invalidEmail' : null);
  return { line: { ...names, outcome, problem }, hash: verdict === 'usable' ? cells.passwordHash : null };
}

type Named = Omit<ImportLine, 'outcome' | 'problem'>;

const skipped = (named: Named, problem: ImportLine['problem']): Candidate => ({
  line: { ...named, outcome: 'skipped', problem },
  hash: null,
});

/** The same candidate, skipped for that reason. */
const refused = ({ line }: Candidate, problem: ImportLine['problem']): Candidate => skipped(line, problem);

/** Skips whoever has a name or an address that is in use already. */
export function withoutTaken(candidate: Candidate, { usernames, emails }: Taken): Candidate {
  const { outcome, username, email } = candidate.line;
  if (outcome === 'skipped') return candidate;
  if (usernames.has(username)) return refused(candidate, 'usernameTaken');
  return email !== null && emails.has(email.toLowerCase()) ? refused(candidate, 'emailTaken') : candidate;
}

/** Skips all but the first of those who share a name or an address in the same file. */
export function withoutRepeated(candidates: readonly Candidate[]): Candidate[] {
  const seen = { usernames: new Set<string>(), emails: new Set<string>() };
  return candidates.map((candidate) => {
    const { outcome, username, email } = candidate.line;
    if (outcome === 'skipped') return candidate;
    if (seen.usernames.has(username)) return refused(candidate, 'usernameTwice');
    if (email !== null && seen.emails.has(email.toLowerCase())) return refused(candidate, 'emailTaken');
    seen.usernames.add(username);
    if (email !== null) seen.emails.add(email.toLowerCase());
    return candidate;
  });
}

/** In lower case, without the domain of an address, its spaces as dots and a plus as a dash. */
const usernameFrom = (text: string): string =>
  (text.split('@')[0] ?? '').trim().toLowerCase().replaceAll(/\s+/gu, '.').replaceAll('+', '-');

/** Without what could fake a layout, cut to what a tile holds; a formula or a piece of markup stays the text that it is. */
function displayNameFrom(text: string, username: string): string {
  const plain = text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').replaceAll(/\p{Cf}+/gu, '');
  const cut = [...new Intl.Segmenter().segment(plain.trim())].map(({ segment }) => segment);
  while (cut.join('').length > limits.displayNameMaxCharacters) cut.pop();
  return displayNameSchema.safeParse(cut.join('')).data ?? username;
}

const yes = new Set(['', '1', 'true', 't', 'yes', 'y', 'on', 'active', 'enabled', 'ja', 'aktiv']);
const no = new Set(['', '0', 'false', 'f', 'no', 'n', 'off', 'nein']);
const administrators = /^(admin|administrator|superuser|superadmin|root|owner)$/;

/** Where nothing is said, a person counts as active; what is neither yes nor no, as not. */
const isActive = (cell: string, column: string | null): boolean =>
  (column !== null && saysInactive(column) ? no : yes).has(cell.toLowerCase());

const wasAdministrator = (cell: string): boolean =>
  administrators.test(cell.toLowerCase()) || (cell !== '' && ['1', 'true', 't', 'yes', 'y'].includes(cell.toLowerCase()));
