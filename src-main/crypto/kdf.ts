import { AppError } from '../../src-shared/errors.ts';
import { limits } from '../../src-shared/limits.ts';
import { argon2id } from './argon2.ts';
import type { KdfParameters } from './formats.ts';

export const defaultKdf: KdfParameters = { algorithm: 'argon2id', memoryKib: 128 * 1024, iterations: 3, parallelism: 4 };
export const kdfFloorKib = 64 * 1024;
export const kdfCapKib = 1024 * 1024;
const mostIterations = 16;
const mostLanes = 16;

/** Password, parameters and a 16-byte salt to 32 bytes. */
export type DerivePasswordKey = (password: string, parameters: KdfParameters, salt: Uint8Array) => Promise<Uint8Array>;

const within = (value: number, lowest: number, highest: number): boolean => Number.isInteger(value) && value >= lowest && value <= highest;

/** Throws dataDamaged: a slot that asks for too little was tampered with, one that asks for too much would hang the machine. */
export function checkKdf({ algorithm, memoryKib, iterations, parallelism }: KdfParameters): void {
  const sound =
    algorithm === 'argon2id' &&
    within(memoryKib, kdfFloorKib, kdfCapKib) &&
    within(iterations, 1, mostIterations) &&
    within(parallelism, 1, mostLanes);
  if (!sound) throw new AppError('dataDamaged', { what: 'kdf' });
}

/** Argon2id (RFC 9106) over the NFKC form in UTF-8, never cut. Throws invalidInput beyond 1 to 1024 bytes, and as checkKdf. */
export const derivePasswordKey: DerivePasswordKey = async (password, parameters, salt) => {
  checkKdf(parameters);
  const bytes = passwordBytes(password);
  try {
    return await argon2id(bytes, parameters, salt);
  } finally {
    bytes.fill(0);
  }
};

/** The bytes that count of a password: what looks the same is the same, whichever keyboard typed it. */
export function passwordBytes(password: string): Uint8Array {
  const bytes = new TextEncoder().encode(password.normalize('NFKC'));
  if (bytes.length < 1 || bytes.length > limits.passwordMaxBytes) throw new AppError('invalidInput', { what: 'password' });
  return bytes;
}
