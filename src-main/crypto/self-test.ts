import bcrypt from 'bcryptjs';
import { CompactSign, compactVerify } from 'jose';
import { AppError } from '../../src-shared/errors.ts';
import { argon2id } from './argon2.ts';
import {
  aeadKey,
  ed25519Sign,
  ed25519Verify,
  equalBytes,
  gcmOpen,
  gcmSeal,
  hkdf,
  hmac,
  privateKeyFrom,
  publicKeyFrom,
  rawPublicKey,
  sha256,
  x25519,
} from './primitives.ts';

const hex = (text: string): Uint8Array => Buffer.from(text, 'hex');
const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const empty = new Uint8Array();

const ed25519 = {
  seed: hex('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60'),
  publicKey: hex('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'),
  signature: hex(
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  ),
};
const signedToken =
  'eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg';

/** Known answers, each with its source. */
export const knownAnswers: Readonly<Record<string, () => boolean | Promise<boolean>>> = {
  // FIPS 180-2, "abc"
  'SHA-256': () => equalBytes(sha256(text('abc')), hex('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')),
  // RFC 4231, case 2
  'HMAC-SHA-256': () =>
    equalBytes(
      hmac(text('Jefe'), text('what do ya want for nothing?')),
      hex('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'),
    ),
  // RFC 5869, case 1, the first 32 of its 42 bytes
  'HKDF-SHA-256': () =>
    equalBytes(
      hkdf(hex('0b'.repeat(22)), hex('f0f1f2f3f4f5f6f7f8f9'), hex('000102030405060708090a0b0c')),
      hex('3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf'),
    ),
  // McGrew and Viega's GCM specification, case 14; and the same with one bit of the tag turned
  'AES-256-GCM': () => {
    const [key, nonce, sealed] = [
      aeadKey(new Uint8Array(32)),
      new Uint8Array(12),
      hex('cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919'),
    ];
    const turned = Uint8Array.from(sealed, (byte, at) => (at === 31 ? byte ^ 1 : byte));
    return equalBytes(gcmSeal(key, nonce, new Uint8Array(16), empty), sealed) && gcmOpen(key, nonce, turned, empty) === null;
  },
  // RFC 8032, 7.1, test 1
  Ed25519: () => {
    const key = privateKeyFrom('ed25519', ed25519.seed);
    const publicKey = publicKeyFrom('ed25519', ed25519.publicKey);
    const right = equalBytes(rawPublicKey(key), ed25519.publicKey) && equalBytes(ed25519Sign(key, empty), ed25519.signature);
    return right && ed25519Verify(publicKey, empty, ed25519.signature) && !ed25519Verify(publicKey, text('x'), ed25519.signature);
  },
  // RFC 7748, 5.2, first vector
  X25519: () =>
    equalBytes(
      x25519(
        privateKeyFrom('x25519', hex('a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4')),
        publicKeyFrom('x25519', hex('e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c')),
      ),
      hex('c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552'),
    ),
  // The reference implementation's test of version 0x13 with 256 KiB
  Argon2id: async () => {
    const key = await argon2id(
      text('password'),
      { algorithm: 'argon2id', memoryKib: 256, iterations: 2, parallelism: 1 },
      text('somesalt'),
    );
    return equalBytes(key, hex('9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe'));
  },
  // Openwall's crypt_blowfish test table
  bcrypt: async () => bcrypt.compare('U*U', '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW'),
  // RFC 8037, A.4
  'JWS EdDSA': async () => {
    const { payload } = await compactVerify(signedToken, publicKeyFrom('ed25519', ed25519.publicKey), { algorithms: ['EdDSA'] });
    const signed = await new CompactSign(payload).setProtectedHeader({ alg: 'EdDSA' }).sign(privateKeyFrom('ed25519', ed25519.seed));
    return equalBytes(payload, text('Example of Ed25519 signing')) && signed === signedToken;
  },
};

/** Runs every known answer. Throws selfTestFailed with the algorithm's name: the app then opens nothing. */
export async function selfTest(answers: typeof knownAnswers = knownAnswers): Promise<void> {
  for (const [what, holds] of Object.entries(answers)) {
    const right = await Promise.resolve()
      .then(holds)
      .catch(() => false);
    if (!right) throw new AppError('selfTestFailed', { what });
  }
}
