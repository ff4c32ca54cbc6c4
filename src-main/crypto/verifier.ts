import bcrypt from 'bcryptjs';
import type { Randomness } from './primitives.ts';

const cost = 10;
const saltBytes = 16;

/**
 * bcrypt over 32 bytes of high entropy, as base64 (44 characters, well below bcrypt's 72): it never sees a password.
 * It says "the password was right" when the slot itself doesn't open.
 */
export async function makeVerifier(material: Uint8Array, random: Randomness): Promise<string> {
  const salt = `$2b$${cost}$${bcrypt.encodeBase64(random(saltBytes), saltBytes)}`;
  return bcrypt.hash(textOf(material), salt);
}

const wellFormed = new RegExp(String.raw`^\$2b\$${cost}\$[./A-Za-z0-9]{53}$`);

/** Null for a verifier that is no bcrypt hash or asks for another cost than ours: it was damaged and says nothing. */
export async function matchesVerifier(material: Uint8Array, verifier: string): Promise<boolean | null> {
  return wellFormed.test(verifier) ? bcrypt.compare(textOf(material), verifier) : null;
}

const textOf = (material: Uint8Array): string => Buffer.from(material).toString('base64');
