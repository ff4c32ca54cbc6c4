import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ApiStage, tokensIn } from '../helpers/api-stage.ts';
import { passwords } from '../helpers/app-harness.ts';

describe('an old client of the HTTP API', () => {
  let stage: ApiStage;

  beforeEach(async () => {
    stage = await ApiStage.set();
  });
  afterEach(() => stage.close());

  it('registers, signs in, asks who it is, and signs out, in the shapes that it knows', async () => {
    const person = { email: 'cleo.k+trading@example.org', password: 'walnut ferry under nine moons' };
    const registered = await stage.send('POST', '/api/v1/auth/register', { body: person });
    expect(registered).toMatchObject({ status: 200, json: { token_type: 'bearer', user: { email: person.email, is_admin: false } } });
    const login = await stage.send('POST', '/api/v1/auth/login', { body: { ...person, remember: true } });
    expect(login).toMatchObject({ status: 200, json: { token_type: 'bearer', user: { email: person.email, is_admin: false } } });
    const { access, id } = tokensIn(login);
    const me = await stage.send('GET', '/api/v1/auth/me', { token: access });
    expect([me.status, me.json]).toEqual([200, { id, email: person.email, is_admin: false }]);
    const claims = JSON.parse(Buffer.from(access.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
    expect(claims).toMatchObject({ sub: id, email: person.email, is_admin: false });
    expect(Number(claims['exp']) - Number(claims['iat'])).toBe(3600);
    expect((await stage.send('POST', '/api/v1/auth/logout', { token: access })).status).toBe(200);
    expect((await stage.send('GET', '/api/v1/auth/me', { token: access })).status).toBe(401);
  });

  it('saves, reads and removes a secret', async () => {
    const { access: token } = await stage.login('ben');
    expect((await stage.send('PUT', '/api/v1/secrets/bitget/api_key', { token, body: { value: 'canary-1' } })).status).toBe(201);
    expect((await stage.send('PUT', '/api/v1/secrets/bitget/secret', { token, body: { value: 'canary-2' } })).status).toBe(200);
    const one = await stage.send('GET', '/api/v1/secrets/bitget/api_key', { token });
    expect([one.status, one.json]).toEqual([200, { name: 'bitget', field: 'api_key', value: 'canary-1' }]);
    const read = { references: ['strongroom://bitget/secret', 'strongroom://bitget/api_key'] };
    const many = await stage.send('POST', '/api/v1/secrets/read', { token, body: read });
    expect([many.status, many.json]).toEqual([200, { values: ['canary-2', 'canary-1'] }]);
    const list = await stage.send('GET', '/api/v1/secrets', { token });
    expect(list).toMatchObject({ status: 200, json: { total: 1 } });
    expect(list.text).not.toContain('canary');
    expect((await stage.send('DELETE', '/api/v1/secrets/bitget/secret', { token })).status).toBe(204);
    expect((await stage.send('GET', '/api/v1/secrets/bitget/secret', { token })).status).toBe(404);
    expect((await stage.send('DELETE', '/api/v1/secrets/bitget', { token })).status).toBe(204);
    expect((await stage.send('GET', '/api/v1/secrets/bitget', { token })).status).toBe(404);
  });

  it('keeps documents, by revision', async () => {
    const { access: token } = await stage.login('ben');
    const path = '/api/v1/data/charts/first';
    const made = await stage.send('PUT', path, { token, body: { a: [1] }, headers: { 'if-none-match': '*' } });
    expect([made.status, made.headers.etag]).toEqual([201, '"1"']);
    expect((await stage.send('PUT', path, { token, body: {}, headers: { 'if-none-match': '*' } })).status).toBe(412);
    const got = await stage.send('GET', path, { token });
    expect([got.status, got.json, got.headers.etag]).toEqual([200, { a: [1] }, '"1"']);
    expect((await stage.send('GET', path, { token, headers: { 'if-none-match': '"1"' } })).status).toBe(304);
    expect((await stage.send('PUT', path, { token, body: { a: 2 }, headers: { 'if-match': '"1"' } })).status).toBe(200);
    expect((await stage.send('PUT', path, { token, body: { a: 3 }, headers: { 'if-match': '"1"' } })).status).toBe(412);
    expect((await stage.send('PUT', '/api/v1/data/charts/none', { token, body: {}, headers: { 'if-match': '*' } })).status).toBe(412);
    const list = await stage.send('GET', '/api/v1/data/charts?limit=1', { token });
    expect(list).toMatchObject({ status: 200, json: { total: 1, documents: [{ id: 'first', revision: 2 }] } });
    expect((await stage.send('DELETE', path, { token, headers: { 'if-match': '"1"' } })).status).toBe(412);
    expect((await stage.send('DELETE', path, { token, headers: { 'if-match': '*' } })).status).toBe(204);
    expect((await stage.send('GET', path, { token })).status).toBe(404);
  });

  it('is told who it is not', async () => {
    const wrong = await stage.send('POST', '/api/v1/auth/login', { body: { email: 'ada@example.org', password: 'no' } });
    expect([wrong.status, wrong.json]).toEqual([401, { detail: 'Incorrect email or password', code: 'wrongPassword' }]);
    const nobody = await stage.send('POST', '/api/v1/auth/login', { body: { email: 'x@example.org', password: passwords.ada } });
    expect(nobody.text).toBe(wrong.text);
  });
});
