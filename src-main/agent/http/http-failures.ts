import type { ErrorCode, ErrorDetail, Failure } from '../../../src-shared/errors.ts';

/** How each failure is told over HTTP; a code without an entry here doesn't compile. */
const statuses: Readonly<Record<ErrorCode, number>> = {
  invalidInput: 422,
  unknownChannel: 404,
  unknownSender: 401,
  setupRequired: 503,
  alreadySetUp: 409,
  notSignedIn: 401,
  vaultLocked: 423,
  denied: 403,
  wrongPassword: 401,
  wrongRecoveryCode: 403,
  recoveryCodeMismatch: 422,
  tooManyAttempts: 429,
  usernameTaken: 409,
  weakPassword: 422,
  accountDisabled: 403,
  approvalPending: 403,
  joiningClosed: 403,
  wrongActivationCode: 403,
  passwordDue: 403,
  lastAdministrator: 409,
  secondAdministratorNeeded: 403,
  notAllowedNow: 409,
  keychainUnavailable: 503,
  keychainLocked: 503,
  keychainEntryMissing: 503,
  dataDamaged: 500,
  dataFromNewerVersion: 500,
  dataOlderThanSeen: 409,
  databaseInUse: 503,
  diskFull: 507,
  notWritable: 503,
  notFound: 404,
  conflict: 409,
  limitReached: 409,
  fileRefused: 422,
  busy: 503,
  ambiguous: 409,
  timedOut: 504,
  protocolMismatch: 400,
  agentOff: 503,
  keeperStopped: 503,
  clipboardUnavailable: 503,
  selfTestFailed: 500,
  closing: 503,
  internal: 500,
};

/** What old clients show: a sentence under `detail`, as their framework has it. English, like all of an API. */
const sentences: Partial<Readonly<Record<ErrorCode, string>>> = {
  notSignedIn: 'Could not validate credentials',
  unknownSender: 'Could not validate credentials',
  wrongPassword: 'Incorrect email or password',
  vaultLocked: 'The vault is locked; its owner has to sign in',
  denied: 'Not allowed',
  tooManyAttempts: 'Too many attempts',
  usernameTaken: 'Already registered',
  weakPassword: 'The password is too weak',
  accountDisabled: 'The account is disabled',
  approvalPending: 'An administrator has to approve the account first',
  joiningClosed: 'Registration is closed',
  passwordDue: 'A new password has to be chosen in the app first',
  notFound: 'Not found',
  conflict: 'Somebody else has changed it meanwhile',
  limitReached: 'A limit is reached',
  busy: 'Busy, try again',
  ambiguous: 'The name stands for more than one',
  timedOut: 'Nobody answered in time',
  setupRequired: 'Strongroom is not set up yet',
  closing: 'Strongroom is closing',
};

export interface HttpFailure {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: FailureBody;
}

interface FailureBody {
  /** A sentence; a list where the input is at fault, as FastAPI has it. */
  readonly detail: string | readonly { readonly loc: readonly (string | number)[]; readonly msg: string; readonly type: string }[];
  readonly code: string;
  readonly what?: string;
  readonly reason?: string;
  readonly retryAt?: number;
}

const secondsUntil = (at: number, now: number): string => String(Math.max(1, Math.ceil((at - now) / 1000)));

/** `now` in epoch milliseconds. SECURITY: only what the failure names goes out, and of an internal one nothing but that it is one. */
export function toHttp({ code, detail = {} }: Failure, now: number): HttpFailure {
  const status = statuses[code];
  return { status, headers: headersFor(code, status, detail, now), body: bodyOf(code, status === 500 ? {} : detail) };
}

function headersFor(code: ErrorCode, status: number, { retryAt }: ErrorDetail, now: number): Record<string, string> {
  if (retryAt !== undefined) return { 'retry-after': secondsUntil(retryAt, now), ...challenge(code, status) };
  if (status === 429) return { 'retry-after': '60' };
  return code === 'busy' ? { 'retry-after': '1' } : challenge(code, status);
}

/** RFC 6750, 3: whoever was refused learns what is asked for. */
function challenge(code: ErrorCode, status: number): Record<string, string> {
  if (status !== 401) return {};
  return { 'www-authenticate': code === 'wrongPassword' ? 'Bearer' : 'Bearer error="invalid_token"' };
}

const bodyOf = (code: ErrorCode, { what, reason, retryAt }: ErrorDetail): FailureBody => ({
  detail: code === 'invalidInput' ? [{ loc: ['body', ...pathOf(what)], msg: 'Invalid value', type: 'value_error' }] : sentenceFor(code),
  code,
  ...(what === undefined || what === '' ? {} : { what }),
  ...(reason === undefined ? {} : { reason }),
  ...(retryAt === undefined ? {} : { retryAt }),
});

const pathOf = (what: string | undefined): string[] => (what === undefined || what === '' ? [] : what.split('.'));
const sentenceFor = (code: ErrorCode): string => sentences[code] ?? (statuses[code] === 500 ? 'Internal error' : 'Not possible now');

/** What the shape of a request has against it; where, but never what stood there. */
export const invalidRequest = (where: string, issues: readonly { readonly path: readonly PropertyKey[] }[]): HttpFailure => ({
  status: 422,
  headers: {},
  body: {
    detail: issues.slice(0, 10).map(({ path }) => ({
      loc: [where, ...path.slice(0, 10).map((part) => (typeof part === 'number' ? part : String(part).slice(0, 100)))],
      msg: 'Invalid value',
      type: 'value_error',
    })),
    code: 'invalidInput',
  },
});
