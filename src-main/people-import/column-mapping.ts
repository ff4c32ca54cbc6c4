import { AppError } from '../../src-shared/errors.ts';
import { type ImportColumn, importColumns } from '../../src-shared/people.ts';
import type { ParsedFile, ParseRequest } from './parser-protocol.ts';

/** Names of columns in other systems, the likeliest first, without case and signs. */
const known: Readonly<Record<ImportColumn, readonly string[]>> = {
  username: [
    'username',
    'login',
    'loginname',
    'userlogin',
    'accountname',
    'user',
    'account',
    'handle',
    'nickname',
    'benutzername',
    'benutzer',
  ],
  displayName: ['displayname', 'fullname', 'realname', 'anzeigename', 'name'],
  email: ['email', 'emailaddress', 'useremail', 'mail', 'emailadresse'],
  passwordHash: [
    ...['hashedpassword', 'passwordhash', 'pwhash', 'passwdhash', 'passworddigest', 'encryptedpassword'],
    ...['password', 'passwd', 'userpass', 'hash', 'passworthash', 'passwort'],
  ],
  role: ['role', 'isadmin', 'isadministrator', 'issuperuser', 'admin', 'superuser', 'usertype', 'rolle'],
  active: [
    ...['isactive', 'active', 'enabled', 'isenabled', 'aktiv', 'status', 'state', 'isdisabled', 'disabled', 'disabledat', 'isblocked'],
    ...['blocked', 'banned', 'suspended', 'inactive', 'isdeleted', 'deleted', 'deletedat', 'gesperrt', 'deaktiviert'],
  ],
};

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Which column most likely stands for what; null where none does. */
export function guessMapping(columns: readonly string[]): ParsedFile['mapping'] {
  const find = (names: readonly string[]): string | null => {
    for (const name of names) {
      const found = columns.find((column) => plain(column) === name);
      if (found !== undefined) return found;
    }
    return null;
  };
  const email = find(known.email);
  const username = find(known.username);
  const name = find(known.displayName);
  // A table with nothing but a name has usernames in it; beside an address it is how the person is called.
  const nameOnly = username === null && email === null;
  return {
    username: nameOnly ? name : username,
    displayName: nameOnly ? null : name,
    email,
    passwordHash: find(known.passwordHash),
    role: find(known.role),
    active: find(known.active),
  };
}

/** The guess with what was chosen in its place. Throws invalidInput for a column that the file doesn't have. */
export function chosenMapping(columns: readonly string[], chosen: ParseRequest['mapping']): ParsedFile['mapping'] {
  const mapping = { ...guessMapping(columns) };
  for (const column of importColumns) {
    const choice = chosen[column];
    if (choice === undefined) continue;
    if (choice !== null && !columns.includes(choice)) throw new AppError('invalidInput', { what: `mapping.${column}` });
    mapping[column] = choice;
  }
  return mapping;
}

const inverse = /^(is)?(disabled|blocked|banned|suspended|inactive|deleted|gesperrt|deaktiviert)(at)?$/;

/** Whether a column of this name says who is *not* active. */
export const saysInactive = (column: string): boolean => inverse.test(plain(column));
