import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audienceOf, signAccessToken } from '../../src-main/agent/tokens/access-token.ts';
import { accessTokenKey, type TokenKey } from '../../src-main/crypto/token-key.ts';
import { ApiStage, type Tokens } from '../helpers/api-stage.ts';
import { stranger } from '../helpers/channel-samples.ts';

interface Route {
  readonly method: string;
  readonly path: string;
  readonly admin: boolean;
}

/** A request that the shape of the route lets through, so that the refusal is about who asks. */
const bodies: Readonly<Record<string, unknown>> = {
  'POST /api/v1/secrets/read': { references: ['strongroom://x'] },
  'PUT /api/v1/secrets/{name}': { fields: { key: 'v' } },
  'PUT /api/v1/secrets/{name}/{field}': { value: 'v' },
  'PUT /api/v1/data/{collection}/{id}': {},
  'POST /api/v1/notifications/read': { ids: [stranger] },
  'POST /api/v1/notifications/dismiss': { ids: [stranger] },
  'POST /api/v1/admin/people': { username: 'dora', displayName: 'Dora', email: null, role: 'user' },
  'POST /api/v1/admin/people/act': { act: 'unlock', ids: [stranger] },
};
const filled = (path: string): string => path.replace('/sessions/{id}', `/sessions/${stranger}`).replaceAll(/\{\w+\}/g, 'x');
const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('every route of the HTTP API that asks who you are', () => {
  let stage: ApiStage;
  let routes: Route[];
  let ben: Tokens;
  let key: TokenKey;

  beforeAll(async () => {
    stage = await ApiStage.set();
    const { paths } = (await stage.send('GET', '/openapi.json')).json as { paths: Record<string, Record<string, { security?: unknown }>> };
    routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, { security }]) => security !== undefined)
        .map(([method]) => ({ method: method.toUpperCase(), path, admin: path.startsWith('/api/v1/admin') })),
    );
    ben = await stage.login('ben');
    const { installation } = stage.services;
    key = accessTokenKey(installation.keys.apiTokens, installation.id);
  });
  afterAll(() => stage.close());

  const ask = ({ method, path }: Route, token?: string) => {
    const body = path.endsWith('/policy') && method === 'PUT' ? stage.services.policy.now : bodies[`${method} ${path}`];
    return stage.send(method, filled(path), { token, ...(body === undefined ? {} : { body }) });
  };
  const sessionOf = (access: string) =>
    (JSON.parse(Buffer.from(access.split('.')[1] ?? '', 'base64url').toString()) as { sid: string }).sid;
  const forged = (changes: Partial<Parameters<typeof signAccessToken>[1]> = {}, by = key) => {
    const now = stage.harness.clock.now();
    const { id } = stage.services.installation;
    const own = { installationId: id, sub: ben.id, sid: sessionOf(ben.access), jti: randomUUID() };
    return signAccessToken(by, { ...own, email: 'ben@example.org', isAdmin: true, issuedAt: now, expiresAt: now + 60_000, ...changes });
  };

  async function refusedEverywhere(token: string | undefined): Promise<void> {
    expect(routes.length).toBeGreaterThan(25);
    for (const route of routes) {
      const answer = await ask(route, token);
      expect([route.method, route.path, answer.status], answer.text).toEqual([route.method, route.path, 401]);
      expect(answer.headers['www-authenticate']).toContain('Bearer');
      expect(answer.json).toMatchObject({ code: 'notSignedIn', detail: 'Could not validate credentials' });
    }
  }

  it('refuses whoever shows no token', () => refusedEverywhere(undefined));

  it('refuses a token that has run out', async () => {
    const now = stage.harness.clock.now();
    await refusedEverywhere(await forged({ issuedAt: now - 7_200_000, expiresAt: now - 3_600_000 }));
  });

  it('refuses a token that another installation signed, for this very session', async () => {
    await refusedEverywhere(await forged({}, accessTokenKey(new Uint8Array(32).fill(1), stage.services.installation.id)));
  });

  it('refuses a token for another audience and issuer, though our key signed it', async () => {
    await refusedEverywhere(await forged({ installationId: stranger }));
  });

  it('refuses a token that nobody signed', async () => {
    const [, claims] = (await forged()).split('.');
    await refusedEverywhere(`${encoded({ alg: 'none', typ: 'at+jwt' })}.${claims}.`);
  });

  it('refuses a token whose MAC was made with the public key', async () => {
    const content = `${encoded({ alg: 'HS256', typ: 'at+jwt', kid: key.kid })}.${(await forged()).split('.')[1]}`;
    await refusedEverywhere(`${content}.${createHmac('sha256', key.rawPublic).update(content).digest('base64url')}`);
  });

  it('refuses a token of a session that is another’s, ended, a window’s, or never was', async () => {
    const window = await stage.call('sessions.own', undefined);
    const ended = await stage.login('ben');
    await stage.send('POST', '/api/v1/auth/logout', { token: ended.access });
    const adas = await stage.login('ada');
    for (const sid of [stranger, sessionOf(ended.access), window.sessions[0]?.id ?? '', sessionOf(adas.access)])
      await refusedEverywhere(await forged({ sid }));
  });

  it('refuses a token that was given up, and no other one of the same session', async () => {
    const { access } = await stage.login('ben');
    expect((await stage.send('POST', '/api/v1/auth/revoke', { body: { token: access } })).status).toBe(200);
    await refusedEverywhere(access);
    expect((await stage.send('GET', '/api/v1/auth/me', { token: await forged({ sid: sessionOf(access) }) })).status).toBe(200);
  });

  it('refuses the refresh token in place of an access token', () => refusedEverywhere(ben.refresh));

  it('refuses a user where only administrators may ask, whatever the token says', async () => {
    for (const token of [ben.access, await forged({ isAdmin: true })])
      for (const route of routes.filter(({ admin }) => admin)) {
        const { status, json } = await ask(route, token);
        expect([route.method, route.path, status, json['code']]).toEqual([route.method, route.path, 403, 'denied']);
      }
    expect((await stage.send('GET', '/api/v1/auth/me', { token: await forged({ isAdmin: true }) })).json).toMatchObject({
      is_admin: false,
    });
  });

  it('says 423 to a person whose vault is locked, but where it needs none', async () => {
    const { access } = await stage.login('ben');
    const bens = await stage.anotherWindow();
    await stage.callFrom(bens, 'session.signIn', {
      who: { username: 'ben' },
      password: 'copper meadow eleven bridges',
      acceptOlder: false,
    });
    await stage.callFrom(bens, 'session.lock', undefined);
    for (const route of routes.filter(({ admin, path }) => !admin && !path.includes('/auth/'))) {
      const { status, json } = await ask(route, access);
      expect([route.method, route.path, status, json['code']]).toEqual([route.method, route.path, 423, 'vaultLocked']);
    }
    expect((await stage.send('GET', '/api/v1/auth/me', { token: access })).status).toBe(200);
  });

  it('shows a person nothing of another’s', async () => {
    ben = await stage.login('ben');
    const ada = await stage.login('ada');
    expect((await stage.send('PUT', '/api/v1/secrets/only-adas/key', { token: ada.access, body: { value: 'canary' } })).status).toBe(201);
    expect((await stage.send('PUT', '/api/v1/data/only/adas', { token: ada.access, body: { canary: 1 } })).status).toBe(201);
    const adasSession = sessionOf(ada.access);
    const asBen = (method: string, path: string, body?: unknown) => stage.send(method, path, { token: ben.access, body });
    expect((await asBen('GET', '/api/v1/secrets/only-adas/key')).status).toBe(404);
    expect((await asBen('GET', '/api/v1/data/only/adas')).status).toBe(404);
    expect((await asBen('DELETE', `/api/v1/sessions/${adasSession}`)).status).toBe(404);
    for (const path of ['/api/v1/secrets', '/api/v1/data', '/api/v1/sessions', '/api/v1/audit', '/api/v1/notifications'])
      expect((await asBen('GET', path)).text, path).not.toMatch(new RegExp(`canary|only-adas|${adasSession}`));
    // Not even an id that somebody was told leads anywhere.
    const { rows } = (await stage.send('GET', '/api/v1/secrets', { token: ada.access })).json as { rows: { id: string }[] };
    expect((await asBen('GET', `/api/v1/secrets/${rows[0]?.id}/key`)).status).toBe(404);
  });

  it('answers an administrator', async () => {
    const { access: token } = await stage.login('ada');
    for (const path of ['people', 'sessions', 'policy', 'audit', 'analytics'])
      expect((await stage.send('GET', `/api/v1/admin/${path}`, { token })).status, path).toBe(200);
    const invited = await stage.send('POST', '/api/v1/admin/people', { token, body: bodies['POST /api/v1/admin/people'] });
    expect(invited).toMatchObject({ status: 200, json: { username: 'dora' } });
  });

  it('is verified with a key that anybody can read', async () => {
    const { keys } = (await stage.send('GET', '/.well-known/jwks.json')).json as { keys: { kid: string; x: string }[] };
    expect(keys[0]).toEqual({
      ...{ kty: 'OKP', crv: 'Ed25519', use: 'sig', alg: 'EdDSA', kid: key.kid },
      x: Buffer.from(key.rawPublic).toString('base64url'),
    });
    expect(keys.map(({ kid }) => kid)).toContain(ben.id);
    expect(audienceOf('x')).toBe('strongroom:x');
  });
});
