import { createHmac } from 'node:crypto';
import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { audienceOf, readAccessToken, signAccessToken } from '../../../src-main/agent/tokens/access-token.ts';
import { accessTokenKey } from '../../../src-main/crypto/token-key.ts';

const installationId = '11111111-1111-4111-8111-111111111111';
const [sub, sid, jti] = ['2', '3', '4'].map((digit) => `${digit.repeat(8)}-1111-4111-8111-111111111111`) as [string, string, string];
const key = accessTokenKey(new Uint8Array(32).fill(7), installationId);
const now = Date.UTC(2026, 0, 15, 9);
const minute = 60_000;
const token = (changes: Partial<Parameters<typeof signAccessToken>[1]> = {}) =>
  signAccessToken(key, {
    ...{ installationId, sub, sid, jti, email: 'ada@example.org', isAdmin: true, issuedAt: now, expiresAt: now + minute },
    ...changes,
  });
const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = { sub, sid, jti, iat: now / 1000, exp: now / 1000 + 60, iss: audienceOf(installationId), aud: audienceOf(installationId) };
const read = (text: string, at = now): Promise<unknown> => readAccessToken(key, installationId, text, at);
const refused = (text: string, at = now) =>
  expect(read(text, at)).rejects.toMatchObject({ code: 'notSignedIn', detail: { what: 'token' } });

/** Signed by our very key, all as it should be but for what the test says. */
const signed = (changes: object, header: object = {}) =>
  new SignJWT({ ...claims, ...changes }).setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', ...header }).sign(key.privateKey);

describe('an access token', () => {
  it('says whose it is, of which session, until when', async () => {
    expect(await read(await token())).toEqual({ sub, sid, jti, exp: (now + minute) / 1000 });
    const payload = JSON.parse(Buffer.from((await token()).split('.')[1] ?? '', 'base64url').toString()) as unknown;
    expect(payload).toEqual({ ...claims, email: 'ada@example.org', is_admin: true });
  });

  it('is signed by the same key at each start, and by another one in each installation', () => {
    const raw = (seed: number, id: string) => Buffer.from(accessTokenKey(new Uint8Array(32).fill(seed), id).rawPublic).toString('hex');
    // Frozen: tokens that are out there have to be verified by the next version too.
    expect(raw(7, installationId)).toMatchInlineSnapshot(`"5609ace649b7539a156b3db64032a76ea6b4166e8ac877db6ba73179baf4f8f2"`);
    expect(new Set([raw(7, installationId), raw(8, installationId), raw(7, sub)]).size).toBe(3);
  });

  it('counts no longer from the second on at which it runs out', async () => {
    const text = await token();
    expect(await read(text, now + minute - 1)).toMatchObject({ sub });
    await refused(text, now + minute);
  });

  it.each([
    ['another audience', { aud: audienceOf(sub) }],
    ['another issuer', { iss: 'https://example.org' }],
    ['no expiry', { exp: undefined }],
    ['no time of issue', { iat: undefined }],
    ['no subject', { sub: undefined }],
    ['no session', { sid: undefined }],
    ['no id of its own', { jti: undefined }],
    ['a subject that is none', { sub: "' OR 1=1 --" }],
    ['a beginning that is still to come', { nbf: now / 1000 + 3600 }],
  ])('is refused with %s, though our key signed it', async (_what, changes) => {
    await refused(await signed(changes));
  });

  it.each([
    ['that is an identity token', { typ: 'JWT' }],
    ['without a type', { typ: undefined }],
  ])('is refused with a header %s', async (_what, header) => {
    await refused(await signed({}, header).catch(() => 'could.not.sign'));
  });

  it('is refused when it is not signed: alg none, in any spelling, with and without an empty signature', async () => {
    for (const alg of ['none', 'None', 'NONE', 'nOnE', ''])
      for (const end of ['.', '.AA', '']) await refused(`${encoded({ alg, typ: 'at+jwt' })}.${encoded(claims)}${end}`);
  });

  it('is refused when the public key was used as the secret of a MAC', async () => {
    const x = Buffer.from(key.rawPublic);
    const pem = key.publicKey.export({ format: 'pem', type: 'spki' });
    for (const secret of [
      x,
      Buffer.from(x.toString('base64url')),
      Buffer.from(String(pem)),
      key.publicKey.export({ format: 'der', type: 'spki' }),
    ]) {
      const content = `${encoded({ alg: 'HS256', typ: 'at+jwt', kid: key.kid })}.${encoded(claims)}`;
      await refused(`${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`);
    }
  });

  it('is refused when another installation signed it, or brought its own key along', async () => {
    const other = accessTokenKey(new Uint8Array(32).fill(9), installationId);
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(other.rawPublic).toString('base64url') };
    for (const header of [{}, { jwk }, { kid: key.kid }, { jku: 'http://127.0.0.1/keys' }])
      await refused(await new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', ...header }).sign(other.privateKey));
  });

  it('is refused with any one character changed, cut or doubled', async () => {
    const text = await token();
    for (let at = 0; at < text.length; at += 1) {
      const turned = text[at] === 'A' ? 'B' : 'A';
      // The last character of a signature has bits that say nothing.
      if (at < text.length - 1) await refused(text.slice(0, at) + turned + text.slice(at + 1));
      if (at % 16 === 0) await refused(text.slice(0, at));
    }
    for (const other of ['', '.', '..', '...', `${text}.${text}`, `${text} `, 'a'.repeat(5000)]) await refused(other);
  });
});
