import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { SshKeyView } from '../../src-shared/ssh-keys.ts';
import { equalBytes, joined, keyBytes, privateKeyFrom, type Randomness, rawPublicKey, sha256 } from './primitives.ts';
import { field, mpint, SshReader, text, uint32 } from './ssh-wire.ts';

// OpenSSH's own format: https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key
const magic = new TextEncoder().encode('openssh-key-v1\0');
const header = '-----BEGIN OPENSSH PRIVATE KEY-----';
const footer = '-----END OPENSSH PRIVATE KEY-----';
const lineCharacters = 70;
const cipherBlockBytes = 8;

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

const ed25519Blob = (publicKey: Uint8Array): Uint8Array => joined(text('ssh-ed25519'), field(publicKey));

/** Public line and fingerprint as `ssh-keygen -y` and `ssh-keygen -l` write them. */
const viewOf = (type: string, bits: number, blob: Uint8Array, comment: string): SshKeyView => ({
  ...{ type, bits },
  publicKey: `${type} ${base64(blob)}${comment === '' ? '' : ` ${comment}`}`,
  fingerprint: `SHA256:${base64(sha256(blob)).replace(/=+$/, '')}`,
});

/** A new Ed25519 key (RFC 8032, RFC 8709), the private half in OpenSSH's format, without a passphrase. `comment`: one line. */
export function generateSshKey(random: Randomness, comment: string): SshKeyView & { readonly privateKey: string } {
  const seed = random(keyBytes);
  const publicKey = rawPublicKey(privateKeyFrom('ed25519', seed));
  const blob = ed25519Blob(publicKey);
  const check = random(4);
  const secret = joined(seed, publicKey);
  const unpadded = joined(check, check, blob, field(secret), text(comment));
  const padding = Uint8Array.from(
    { length: (cipherBlockBytes - (unpadded.length % cipherBlockBytes)) % cipherBlockBytes },
    (_, at) => at + 1,
  );
  const inner = joined(unpadded, padding);
  const whole = joined(magic, text('none'), text('none'), text(''), uint32(1), field(blob), field(inner));
  const lines = base64(whole).match(new RegExp(`.{1,${lineCharacters}}`, 'g')) ?? [];
  for (const bytes of [seed, secret, unpadded, inner, whole]) bytes.fill(0);
  return { ...viewOf('ssh-ed25519', 256, blob, comment), privateKey: `${[header, ...lines, footer].join('\n')}\n` };
}

/** What can't be told of a pasted text: it is no private key, or one that a passphrase protects. */
export type SshKeyProblem = 'encrypted' | 'unreadable';

/**
 * The public half of a private key without passphrase: OpenSSH's format (any type), or PKCS#8, PKCS#1 and SEC 1 in PEM, as far as the
 * host's Node reads them (Ed25519, RSA, ECDSA on the NIST curves).
 */
export function describeSshKey(pem: string): SshKeyView | SshKeyProblem {
  const trimmed = pem.trim();
  if (trimmed.startsWith(header)) return describeOpenSsh(trimmed);
  if (/^-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(trimmed)) return 'encrypted';
  try {
    return describeJwk(createPublicKey(createPrivateKey(trimmed)).export({ format: 'jwk' }));
  } catch {
    return 'unreadable';
  }
}

const bytesOf = (base64url: string | undefined): Uint8Array => new Uint8Array(Buffer.from(base64url ?? '', 'base64url'));

const curves: Readonly<Record<string, { readonly name: string; readonly bits: number }>> = {
  'P-256': { name: 'nistp256', bits: 256 },
  'P-384': { name: 'nistp384', bits: 384 },
  'P-521': { name: 'nistp521', bits: 521 },
};

const bitsOf = (magnitude: Uint8Array): number => {
  const start = magnitude.findIndex((byte) => byte !== 0);
  return start < 0 ? 0 : (magnitude.length - start) * 8 - Math.clz32(magnitude[start] ?? 0) + 24;
};

type Jwk = { readonly [K in 'kty' | 'crv' | 'n' | 'e' | 'x' | 'y']?: string | undefined };

function describeJwk({ kty, crv = '', n, e, x, y }: Jwk): SshKeyView | SshKeyProblem {
  if (kty === 'OKP' && crv === 'Ed25519') return viewOf('ssh-ed25519', 256, ed25519Blob(bytesOf(x)), '');
  if (kty === 'RSA') {
    const modulus = bytesOf(n);
    return viewOf('ssh-rsa', bitsOf(modulus), joined(text('ssh-rsa'), mpint(bytesOf(e)), mpint(modulus)), '');
  }
  const curve = kty === 'EC' ? curves[crv] : undefined;
  if (curve === undefined) return 'unreadable';
  const type = `ecdsa-sha2-${curve.name}`;
  const point = joined(Uint8Array.of(4), bytesOf(x), bytesOf(y));
  return viewOf(type, curve.bits, joined(text(type), text(curve.name), field(point)), '');
}

/** SECURITY: every length is read against what is left, so that no pasted text reads beyond itself or allocates more than it has. */
function describeOpenSsh(pem: string): SshKeyView | SshKeyProblem {
  const body = pem.slice(header.length, pem.indexOf(footer)).replaceAll(/\s/g, '');
  if (!pem.endsWith(footer) || !/^[A-Za-z0-9+/]+={0,2}$/.test(body)) return 'unreadable';
  const bytes = new Uint8Array(Buffer.from(body, 'base64'));
  try {
    const file = new SshReader(bytes);
    if (!equalBytes(file.take(magic.length), magic)) return 'unreadable';
    const [cipher, kdf, options] = [file.text(), file.text(), file.field()];
    if ((cipher === 'none') !== (kdf === 'none') || (cipher === 'none' && options.length > 0) || file.uint32() !== 1) return 'unreadable';
    const blob = file.field();
    const inner = new SshReader(file.field());
    if (cipher !== 'none') return 'encrypted';
    if (inner.uint32() !== inner.uint32()) return 'unreadable';
    return describeInner(blob, inner);
  } catch {
    return 'unreadable';
  } finally {
    bytes.fill(0);
  }
}

/** The private part repeats the public one, each type in its own order, and ends with the comment. */
function describeInner(blob: Uint8Array, inner: SshReader): SshKeyView | SshKeyProblem {
  const type = inner.text();
  if (type === 'ssh-ed25519') {
    const publicKey = inner.field();
    const secret = inner.field();
    const derived = rawPublicKey(privateKeyFrom('ed25519', secret.subarray(0, keyBytes)));
    const own =
      equalBytes(derived, publicKey) && equalBytes(secret.subarray(keyBytes), publicKey) && equalBytes(ed25519Blob(publicKey), blob);
    return own ? viewOf(type, 256, blob, inner.text()) : 'unreadable';
  }
  if (type === 'ssh-rsa') {
    const [n, e] = [inner.field(), inner.field()];
    for (let part = 0; part < 4; part += 1) inner.field();
    return equalBytes(joined(text(type), field(e), field(n)), blob) ? viewOf(type, bitsOf(n), blob, inner.text()) : 'unreadable';
  }
  const curve = Object.values(curves).find(({ name }) => type === `ecdsa-sha2-${name}`);
  if (curve === undefined) return 'unreadable';
  const [name, point] = [inner.field(), inner.field()];
  inner.field();
  return equalBytes(joined(text(type), field(name), field(point)), blob) ? viewOf(type, curve.bits, blob, inner.text()) : 'unreadable';
}
