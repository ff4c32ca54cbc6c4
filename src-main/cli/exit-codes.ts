import type { FailureCode } from './failure.ts';

export const exitCodes = {
  ok: 0,
  error: 1,
  usage: 2,
  notFound: 3,
  locked: 4,
  denied: 5,
  notRunning: 6,
  ambiguous: 7,
  timedOut: 8,
  damaged: 9,
  /** Of `run` alone: its own failure, and what shells say of commands. */
  runFailed: 125,
  notExecutable: 126,
  commandNotFound: 127,
  interrupted: 130,
} as const;

const byCode: Readonly<Partial<Record<FailureCode, keyof typeof exitCodes>>> = {
  usage: 'usage',
  invalidInput: 'usage',
  notFound: 'notFound',
  notSignedIn: 'locked',
  vaultLocked: 'locked',
  setupRequired: 'locked',
  passwordDue: 'locked',
  denied: 'denied',
  wrongPassword: 'denied',
  wrongRecoveryCode: 'denied',
  wrongActivationCode: 'denied',
  recoveryCodeMismatch: 'denied',
  tooManyAttempts: 'denied',
  accountDisabled: 'denied',
  approvalPending: 'denied',
  joiningClosed: 'denied',
  notAllowedNow: 'denied',
  secondAdministratorNeeded: 'denied',
  lastAdministrator: 'denied',
  agentOff: 'denied',
  notRunning: 'notRunning',
  closing: 'notRunning',
  ambiguous: 'ambiguous',
  timedOut: 'timedOut',
  dataDamaged: 'damaged',
  dataOlderThanSeen: 'damaged',
  selfTestFailed: 'damaged',
  interrupted: 'interrupted',
};

/** What the process ends with after a failure; everything that has no number of its own is 1. */
export const exitOf = (code: FailureCode): number => exitCodes[byCode[code] ?? 'error'];
