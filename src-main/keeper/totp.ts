import { HOTP, Secret } from 'otpauth';
import type { TotpCode } from '../../src-shared/items.ts';
import { AppError } from '../../src-shared/errors.ts';
import { parseTotpSetup, type TotpSetup } from '../../src-shared/totp-setup.ts';
import type { KeeperInput } from './keeper-protocol.ts';
import { openSecret } from './secret-part.ts';
import type { VaultState } from './vault-state.ts';

const codeAt = ({ secret, algorithm, digits }: TotpSetup, counter: number): string =>
  HOTP.generate({ secret: Secret.fromBase32(secret), algorithm, digits, counter });

/** The code for a time (epoch milliseconds), and the one after it (RFC 6238, counted from the epoch). */
export function totpAt(setup: TotpSetup, now: number): TotpCode {
  const milliseconds = setup.period * 1000;
  const counter = Math.floor(now / milliseconds);
  return {
    code: codeAt(setup, counter),
    next: codeAt(setup, counter + 1),
    validUntil: (counter + 1) * milliseconds,
    period: setup.period,
  };
}

/** The present code of a stored field. Throws notFound, dataDamaged, and invalidInput where the field isn't set up for codes. */
export function totpOf({ cipher, index }: VaultState, { id, fieldId, secret, now }: KeeperInput<'totp'>): TotpCode {
  const field = openSecret(cipher, index.get(id), secret).fields.find((candidate) => candidate.id === fieldId);
  if (field === undefined) throw new AppError('notFound', { what: 'field' });
  const setup = field.type === 'totp' ? parseTotpSetup(field.value) : null;
  if (setup === null) throw new AppError('invalidInput', { what: `fields.${fieldId}`, reason: 'totp' });
  return totpAt(setup, now);
}
