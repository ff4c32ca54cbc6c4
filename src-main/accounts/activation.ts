import { AppError } from '../../src-shared/errors.ts';
import { bindingOf } from '../crypto/labels.ts';
import { hmac, type Randomness } from '../crypto/primitives.ts';
import { readCode, writeCode } from '../crypto/recovery-code.ts';
import type { Installation } from '../installation/installation.ts';

/** 80 random bits: guessed at only online, one try after the other. */
const codeBytes = 10;
const day = 86_400_000;

interface ActivationParts {
  readonly installation: Installation;
  readonly policy: { readonly now: { readonly activationDays: number } };
  readonly random: Randomness;
}

export interface MadeActivation {
  /** To be printed and handed over; only its keyed hash is stored. */
  readonly code: string;
  readonly activationHash: string;
  readonly activationExpiresAt: number;
}

/** A one-time code that opens one account; `now` in epoch milliseconds. */
export function makeActivation({ installation, policy, random }: ActivationParts, now: number): MadeActivation {
  const bytes = random(codeBytes);
  return {
    code: writeCode(bytes),
    activationHash: hashOf(installation, bytes),
    activationExpiresAt: now + policy.now.activationDays * day,
  };
}

/** Under which hash a typed code is found. Throws wrongActivationCode where it can't be one. */
export function activationHashOf(installation: Installation, code: string): string {
  const bytes = readCode(code, codeBytes);
  if (typeof bytes === 'string') throw new AppError('wrongActivationCode', { reason: bytes });
  return hashOf(installation, bytes);
}

const hashOf = (installation: Installation, bytes: Uint8Array): string =>
  Buffer.from(hmac(installation.keys.accountRows, bindingOf('activation', installation.id, bytes))).toString('hex');
