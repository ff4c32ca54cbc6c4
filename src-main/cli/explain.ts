import type { ErrorDetail } from '../../src-shared/errors.ts';
import type { FailureCode } from './failure.ts';
import { moment, visible } from './text.ts';

type Text = (detail: ErrorDetail) => string;

const retry = ({ retryAt }: ErrorDetail): string => (retryAt === undefined ? '' : ` Another try is accepted from ${moment(retryAt)}.`);
const about = ({ what }: ErrorDetail): string => (what === undefined ? '' : `: ${visible(what)}`);

/** By the name that the contract has for it; of a list or a row of fields only the last word, or the first. */
const inputs: Readonly<Record<string, string>> = {
  duration: '--duration always is only for connected programs (strongroom grant program add), and what asks each time is given once',
  leaseMinutes: '--lease is only for connected programs, goes with a --duration, and lasts no longer than the policy has it',
  tag: '--tag takes a tag that everything which is asked for has',
  tags: 'that is no tag: it is empty, too long, or there are too many',
  program: 'that program isn’t connected any more',
  id: 'that is no id: the list shows them',
  ids: 'that is no id: the list shows them',
  email: 'that is no e-mail address',
  username: 'that is no user name: letters, digits, dot, dash and underscore, and a letter or digit first',
  displayName: 'that name is empty or too long',
  name: 'that name is empty or too long',
  password: 'that password is empty or too long',
  fields: 'a field is empty, too long, or given twice',
  origin: 'an origin is http:// or https:// with a host, and a port where it has one',
  audience: 'an audience is a name of at most 200 characters',
  longestDelaySeconds: 'longestDelaySeconds is at least firstDelaySeconds',
  sessionAbsoluteDays: 'sessionAbsoluteDays is at least sessionIdleDays',
};

function refusedInput({ what = '' }: ErrorDetail): string | null {
  const path = what.split('.');
  const words = inputs[path.at(-1) ?? ''] ?? inputs[path[0] ?? ''];
  return words === undefined ? null : `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

const weak: Readonly<Record<string, string>> = {
  tooShort: 'choose a longer one',
  tooLong: 'choose one that is less long',
  tooCommon: 'it would soon be guessed; take words that don’t belong together',
  containsName: 'it is hardly more than your own name',
  unchanged: 'it is the one you have',
};

/** Each failure, and what to do next. */
const texts: Readonly<Record<FailureCode, string | Text>> = {
  usage: 'Typed wrongly: see strongroom help.',
  notRunning: 'Strongroom is not running. Open the app, or start "strongroom agent".',
  interrupted: 'Stopped.',
  file: 'A file can’t be read or written.',
  invalidInput: (detail) => refusedInput(detail) ?? `Strongroom refuses that input${about(detail)}.`,
  unknownChannel: 'The running Strongroom doesn’t know this command: restart it, so that both are of one version.',
  unknownSender: 'The connection to Strongroom was lost: try again.',
  setupRequired: 'There is no installation yet: strongroom init.',
  alreadySetUp: 'There is an installation already: strongroom login.',
  notSignedIn: 'Nobody is signed in at this terminal: strongroom login.',
  vaultLocked: 'The vault is locked: strongroom unlock, or unlock it in the app.',
  denied: (detail) => {
    if (detail.what === 'token') return 'The agent was restarted in between: try again.';
    if (detail.what === 'approval') return 'It was asked from this terminal: answer it in the app or at another terminal.';
    if (detail.what === 'window') return 'It asks each time: answer it in the app, or here with your password.';
    return `That was denied.${retry(detail)}`;
  },
  wrongPassword: 'The password is incorrect, or there is no such account.',
  wrongRecoveryCode: 'The recovery code is incorrect.',
  recoveryCodeMismatch: 'That isn’t the group that was asked for.',
  tooManyAttempts: (detail) => `Too many wrong passwords.${retry(detail)}`,
  usernameTaken: 'This user name is taken: choose another one.',
  weakPassword: ({ reason }) => `The password is too weak: ${weak[reason ?? ''] ?? 'choose a longer one'}.`,
  accountDisabled: 'The account is disabled: ask an administrator.',
  approvalPending: 'An administrator has to approve the account first.',
  joiningClosed: 'Nobody can join at the moment: ask an administrator.',
  wrongActivationCode: 'The activation code is incorrect or has run out.',
  passwordDue: 'A new password has to be chosen first: open the app.',
  lastAdministrator: 'The last administrator stays one.',
  secondAdministratorNeeded: 'A second administrator has to confirm this in the app.',
  notAllowedNow: 'That isn’t possible as things are now.',
  keychainUnavailable: 'The keychain can’t be reached: strongroom doctor says more.',
  keychainLocked: 'The keychain is locked: unlock it, then try again.',
  keychainEntryMissing: 'The keychain has lost this person’s entry: sign in with the recovery code in the app.',
  dataDamaged: (detail) => `Data is damaged${about(detail)}. Nothing was overwritten; the app says what can be done.`,
  dataFromNewerVersion: 'The data was written by a newer version: update Strongroom.',
  dataOlderThanSeen:
    'An older state of the vault was put back, from a backup for one. If that was you: sign in with --accept-older; if not, ask who did.',
  databaseInUse: 'Another Strongroom has the data open: close it, or use the one that runs.',
  diskFull: 'The disk is full: make room, then try again.',
  notWritable: (detail) => `Strongroom can’t write there${about(detail)}: strongroom doctor says more.`,
  notFound: ({ what }) => {
    if (what === 'item') return 'There is no such item: strongroom ls.';
    if (what === 'account') return 'There is no such account: strongroom accounts.';
    if (what === 'field') return 'The item has no such field: strongroom get ITEM.';
    return `That isn’t there${what === undefined ? '' : `: ${visible(what)}`}.`;
  },
  conflict: 'It was changed in between: look again, then repeat.',
  limitReached: (detail) => `There is a limit, and this is over it${about(detail)}.`,
  fileRefused: 'The file can’t be used.',
  busy: 'Strongroom has too much to do: try again shortly.',
  ambiguous: ({ what }) => {
    if (what === 'account') return 'Several vaults are open: say whose is meant with --account NAME.';
    if (what === 'field') return 'The item has several fields: name one, strongroom://item/field.';
    return 'Several items have this name: use the id of one instead, strongroom ls shows them.';
  },
  timedOut: 'Nobody answered in time.',
  protocolMismatch: 'App and command line are of different versions: restart Strongroom.',
  agentOff: 'An administrator has turned the agent off.',
  keeperStopped: 'The vault was closed by a fault and is locked; nothing is lost: strongroom unlock.',
  clipboardUnavailable: 'The clipboard can’t be reached.',
  selfTestFailed: 'The self-test of the cryptography failed: Strongroom doesn’t open anything. Reinstall it.',
  closing: 'Strongroom is closing: start it again.',
  internal: ({ reason }) =>
    `Something went wrong inside${reason === undefined ? '' : ` (${visible(reason)})`}; logs/strongroom.log in the data directory may say more.`,
};

/** A code of a newer agent stands for itself. */
export function explain(code: FailureCode, detail: ErrorDetail = {}): string {
  const text: string | Text | undefined = texts[code];
  if (text === undefined) return `Strongroom refused: ${visible(code)}.`;
  return typeof text === 'string' ? text : text(detail);
}
