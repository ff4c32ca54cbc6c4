import { describe, expect, it } from 'vitest';
import { argon2id } from '../../../src-main/crypto/argon2.ts';
import {
  aeadKey,
  ed25519Sign,
  ed25519Verify,
  equalBytes,
  gcmOpen,
  gcmSeal,
  hkdf,
  hmac,
  joined,
  privateKeyFrom,
  publicKeyFrom,
  rawPublicKey,
  sha256,
  x25519,
} from '../../../src-main/crypto/primitives.ts';

const hex = (text: string): Uint8Array => Buffer.from(text, 'hex');
const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const shown = (bytes: Uint8Array | null): string | null => (bytes === null ? null : Buffer.from(bytes).toString('hex'));
const bytes = (length: number, value: number): Uint8Array => new Uint8Array(length).fill(value);
const counting = (from: number, length: number): Uint8Array => Uint8Array.from({ length }, (_, at) => from + at);

describe('SHA-256 answers as FIPS 180-2 says', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq', '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1'],
  ])('to %j', (message, digest) => {
    expect(shown(sha256(text(message)))).toBe(digest);
  });
});

describe('HMAC-SHA-256 answers as RFC 4231 says', () => {
  it.each([
    [1, bytes(20, 0x0b), text('Hi There'), 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
    [2, text('Jefe'), text('what do ya want for nothing?'), '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'],
    [3, bytes(20, 0xaa), bytes(50, 0xdd), '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe'],
    [4, counting(1, 25), bytes(50, 0xcd), '82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b'],
    [
      6,
      bytes(131, 0xaa),
      text('Test Using Larger Than Block-Size Key - Hash Key First'),
      '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
    ],
  ])('in case %i', (_number, key, data, answer) => {
    expect(shown(hmac(key, data))).toBe(answer);
  });
});

describe('HKDF-SHA-256 answers as RFC 5869 says, in its first 32 bytes,', () => {
  it.each([
    [1, bytes(22, 0x0b), counting(0xf0, 10), counting(0, 13), '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf'],
    [2, counting(0, 80), counting(0xb0, 80), counting(0x60, 80), 'b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c'],
    [3, bytes(22, 0x0b), new Uint8Array(), undefined, '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d'],
  ])('in case %i', (_number, key, info, salt, answer) => {
    expect(shown(hkdf(key, info, salt))).toBe(answer);
    expect(shown(hkdf(aeadKey(key), info, salt))).toBe(answer);
  });
});

describe('AES-256-GCM answers as its specification says', () => {
  const key = aeadKey(hex('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308'));
  const nonce = hex('cafebabefacedbaddecaf888');
  const plaintext = hex(
    'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
  );
  const associated = hex('feedfacedeadbeeffeedfacedeadbeefabaddad2');
  const sealed =
    '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b';

  it('in case 13, with nothing to seal', () => {
    expect(shown(gcmSeal(aeadKey(bytes(32, 0)), bytes(12, 0), new Uint8Array(), new Uint8Array()))).toBe(
      '530f8afbc74536b9a963b4f1c4cb738b',
    );
  });

  it('in case 16, with associated data', () => {
    expect(shown(gcmSeal(key, nonce, plaintext, associated))).toBe(sealed);
    expect(shown(gcmOpen(key, nonce, hex(sealed), associated))).toBe(shown(plaintext));
  });

  it('with nothing for other associated data', () => {
    expect(gcmOpen(key, nonce, hex(sealed), associated.subarray(1))).toBeNull();
    expect(gcmOpen(key, nonce, hex(sealed), new Uint8Array())).toBeNull();
  });
});

describe('Ed25519 answers as RFC 8032 says', () => {
  it.each([
    [
      '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
      '',
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    ],
    [
      '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
      '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
      '72',
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    ],
    [
      'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
      'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
      'af82',
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
    ],
  ])('to the seed %s', (seed, publicKey, message, signature) => {
    const key = privateKeyFrom('ed25519', hex(seed));
    expect(shown(rawPublicKey(key))).toBe(publicKey);
    expect(shown(ed25519Sign(key, hex(message)))).toBe(signature);
    expect(ed25519Verify(publicKeyFrom('ed25519', hex(publicKey)), hex(message), hex(signature))).toBe(true);
    expect(ed25519Verify(publicKeyFrom('ed25519', hex(publicKey)), hex(`${message}00`), hex(signature))).toBe(false);
  });
});

describe('X25519 answers as RFC 7748 says', () => {
  const alice = '77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a';
  const bob = '5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb';

  it.each([
    [
      'a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4',
      'e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c',
      'c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552',
    ],
    [
      '4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d',
      'e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493',
      '95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957',
    ],
  ])('to the scalar %s', (scalar, point, shared) => {
    expect(shown(x25519(privateKeyFrom('x25519', hex(scalar)), publicKeyFrom('x25519', hex(point))))).toBe(shared);
  });

  it('to both sides alike', () => {
    const [one, other] = [privateKeyFrom('x25519', hex(alice)), privateKeyFrom('x25519', hex(bob))];
    expect(shown(rawPublicKey(one))).toBe('8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a');
    expect(shown(rawPublicKey(other))).toBe('de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f');
    const shared = '4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742';
    expect(shown(x25519(one, publicKeyFrom('x25519', rawPublicKey(other))))).toBe(shared);
    expect(shown(x25519(other, publicKeyFrom('x25519', rawPublicKey(one))))).toBe(shared);
  });
});

describe('Argon2id answers as the reference implementation does', () => {
  it.each([
    [256, 2, 1, '9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe'],
    [256, 2, 2, '6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037'],
    [65_536, 1, 1, 'f6a5adc1ba723dddef9b5ac1d464e180fcd9dffc9d1cbf76cca2fed795d9ca98'],
  ])('at %i KiB, %i passes, %i lanes', async (memoryKib, iterations, parallelism, answer) => {
    const key = await argon2id(text('password'), { algorithm: 'argon2id', memoryKib, iterations, parallelism }, text('somesalt'));
    expect(shown(key)).toBe(answer);
  });
});

describe('bytes', () => {
  it('are equal only with the same length and content', () => {
    expect(equalBytes(bytes(3, 1), bytes(3, 1))).toBe(true);
    expect(equalBytes(new Uint8Array(), new Uint8Array())).toBe(true);
    expect(equalBytes(bytes(3, 1), bytes(2, 1))).toBe(false);
    expect(equalBytes(bytes(3, 1), Uint8Array.of(1, 1, 2))).toBe(false);
  });

  it('are joined in memory of their own', () => {
    const whole = joined(Uint8Array.of(1), new Uint8Array(), Buffer.from('ab'));
    expect(whole).toEqual(Uint8Array.of(1, 97, 98));
    expect(whole.buffer.byteLength).toBe(3);
    expect(joined()).toEqual(new Uint8Array());
  });
});
