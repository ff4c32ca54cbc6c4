import bcrypt from 'bcryptjs';
import { AppError } from '../../src-shared/errors.ts';
import { aeadKey, open, seal } from './aead.ts';
import { bindingOf } from './labels.ts';
import { hkdf, type KeyObject, type Randomness } from './primitives.ts';

/** SECURITY: a higher cost would keep one sign-in busy for minutes; 14 takes a second or two. */
const highestCost = 14;
const lowestCost = 4;
const wellFormed = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/;

/** How far a text from another system serves as a password's hash here: bcrypt alone does, up to a cost of 14. */
export function judgeHash(text: string): 'usable' | 'costTooHigh' | 'unknownHash' {
  const cost = Number(wellFormed.exec(text)?.[1] ?? 0);
  if (cost > highestCost) return 'costTooHigh';
  return cost >= lowestCost ? 'usable' : 'unknownHash';
}

interface Place {
  /** The installation's key for account rows, 32 bytes. */
  readonly accountRowsKey: Uint8Array;
  readonly installationId: string;
  readonly ownerId: string;
}

/** version ‖ nonce ‖ sealed hash: opens in this installation and for this account only. */
export const sealImportedHash = (place: Place, hash: string, random: Randomness): Uint8Array =>
  seal(keyOf(place), new TextEncoder().encode(hash), bindingAt(place), random);

/** The bcrypt hash. Throws dataDamaged, also for what is no usable hash; dataFromNewerVersion. */
export function openImportedHash(place: Place, sealed: Uint8Array): string {
  const hash = new TextDecoder().decode(open(keyOf(place), sealed, bindingAt(place)));
  if (judgeHash(hash) !== 'usable') throw damagedHash();
  return hash;
}

/**
 * Whether this was the password in the other system, by its rules: bcrypt over the UTF-8 as typed, of which 72 bytes count.
 * Throws dataDamaged for what is no usable hash.
 */
export async function matchesImported(password: string, hash: string): Promise<boolean> {
  if (judgeHash(hash) !== 'usable') throw damagedHash();
  return bcrypt.compare(password, hash);
}

const bindingAt = ({ installationId, ownerId }: Place): Uint8Array => bindingOf('imported-hash', ownerId, installationId);

const keyOf = (place: Place): KeyObject =>
  aeadKey(hkdf(place.accountRowsKey, bindingOf('imported-hash/key', place.ownerId, place.installationId)));

const damagedHash = (): AppError => new AppError('dataDamaged', { what: 'imported hash' });
