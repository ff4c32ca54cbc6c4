import { limits } from './limits.ts';

export const totpAlgorithms = ['SHA1', 'SHA256', 'SHA512'] as const;
export type TotpAlgorithm = (typeof totpAlgorithms)[number];

/** How one-time codes are made (RFC 6238). */
export interface TotpSetup {
  /** Base32 (RFC 4648) in capitals, without padding. */
  readonly secret: string;
  readonly algorithm: TotpAlgorithm;
  readonly digits: number;
  /** Seconds. */
  readonly period: number;
  /** Who asks for the codes, and for which account; '' where the set-up doesn't say. */
  readonly issuer: string;
  readonly account: string;
}

const digitsMin = 6;
const digitsMax = 8;
/** A day: longer ones are no one-time codes any more. */
const periodMax = 86_400;
/** Fewer than 10 bytes are guessed faster than typed; more than 256 are no secret anybody hands out. */
const secretCharacters = { min: 16, max: 416 };

/**
 * What the text of a one-time code field means: an `otpauth://totp/…` address, or a bare base32 secret, in which spaces, hyphens, case
 * and padding don't matter. Null for everything else, counter-based (`otpauth://hotp`) ones included.
 * SECURITY: the text may come out of any picture: its length is bounded before anything else is done, and nothing of it is guessed.
 */
export function parseTotpSetup(text: string): TotpSetup | null {
  if (text.length > limits.totpSetupMaxCharacters) return null;
  const trimmed = text.trim();
  return /^otpauth:/i.test(trimmed) ? fromAddress(trimmed) : fromSecret(trimmed);
}

const fromSecret = (text: string): TotpSetup | null => {
  const secret = normalSecret(text);
  return secret === null ? null : { secret, algorithm: 'SHA1', digits: 6, period: 30, issuer: '', account: '' };
};

function fromAddress(text: string): TotpSetup | null {
  const parts = /^otpauth:\/\/totp\/([^?#]*)\?([^#]*)$/i.exec(text);
  const label = decoded(parts?.[1] ?? '');
  if (parts === null || label === null) return null;
  const parameters = new URLSearchParams(parts[2]);
  // Said twice it could mean either.
  const single = (name: string): string | null => (parameters.getAll(name).length > 1 ? '' : parameters.get(name));
  const secret = normalSecret(single('secret') ?? '');
  const algorithm = algorithmOf(single('algorithm') ?? 'SHA1');
  const digits = numberOf(single('digits') ?? '6');
  const period = numberOf(single('period') ?? '30');
  if (secret === null || algorithm === undefined || digits === null || period === null) return null;
  if (digits < digitsMin || digits > digitsMax || period < 1 || period > periodMax) return null;
  const colon = label.indexOf(':');
  return {
    ...{ secret, algorithm, digits, period },
    issuer: (parameters.get('issuer') ?? (colon < 0 ? '' : label.slice(0, colon))).trim(),
    account: label.slice(colon + 1).trim(),
  };
}

const algorithmOf = (text: string): TotpAlgorithm | undefined => {
  const plain = text.toUpperCase().replace('-', '');
  return totpAlgorithms.find((known) => known === plain);
};

const numberOf = (text: string): number | null => (/^\d{1,5}$/.test(text) ? Number(text) : null);

function normalSecret(text: string): string | null {
  const plain = text.replaceAll(/[\s-]/g, '').replace(/=+$/, '').toUpperCase();
  if (plain.length < secretCharacters.min || plain.length > secretCharacters.max || !/^[A-Z2-7]+$/.test(plain)) return null;
  // These lengths leave a character that stands for no byte (RFC 4648, section 6).
  return [1, 3, 6].includes(plain.length % 8) ? null : plain;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
