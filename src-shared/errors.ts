import { z } from 'zod';

/**
 * Every failure that crosses a border, named by what the caller can do about it.
 * Screens translate the code; programs compare it. Nothing ever matches on message text.
 */
export const errorCodes = [
  'invalidInput',
  'unknownChannel',
  'unknownSender',
  'setupRequired',
  'alreadySetUp',
  'notSignedIn',
  'vaultLocked',
  'denied',
  'wrongPassword',
  'wrongRecoveryCode',
  'recoveryCodeMismatch',
  'tooManyAttempts',
  'usernameTaken',
  'weakPassword',
  'accountDisabled',
  'approvalPending',
  'joiningClosed',
  'wrongActivationCode',
  'passwordDue',
  'lastAdministrator',
  'secondAdministratorNeeded',
  'notAllowedNow',
  'keychainUnavailable',
  'keychainLocked',
  'keychainEntryMissing',
  'dataDamaged',
  'dataFromNewerVersion',
  'dataOlderThanSeen',
  'databaseInUse',
  'diskFull',
  'notWritable',
  'notFound',
  'conflict',
  'limitReached',
  'fileRefused',
  'busy',
  'ambiguous',
  'timedOut',
  'protocolMismatch',
  'agentOff',
  'keeperStopped',
  'clipboardUnavailable',
  'selfTestFailed',
  'closing',
  'internal',
] as const;

export const errorCodeSchema = z.enum(errorCodes);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

/** Facts a screen needs to explain a failure; never a value, a password or a key. */
export const errorDetailSchema = z.strictObject({
  /** Epoch milliseconds after which another try is accepted. */
  retryAt: z.number().optional(),
  /** Which part is meant: an input path, a table, an entry. */
  what: z.string().max(200).optional(),
  reason: z.string().max(200).optional(),
});
export type ErrorDetail = z.infer<typeof errorDetailSchema>;

export const failureSchema = z.strictObject({ code: errorCodeSchema, detail: errorDetailSchema.optional() });
export type Failure = z.infer<typeof failureSchema>;

/** What every call answers with: errors cross as data. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure };

/** The one exception type of the product; its message is its code, so a log line can't carry more. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly detail: ErrorDetail | undefined;

  constructor(code: ErrorCode, detail?: ErrorDetail) {
    super(code);
    this.code = code;
    this.detail = detail;
  }

  toFailure(): Failure {
    return this.detail ? { code: this.code, detail: this.detail } : { code: this.code };
  }
}
