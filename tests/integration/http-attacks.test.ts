import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiStage } from '../helpers/api-stage.ts';
import { passwords } from '../helpers/app-harness.ts';
import { sendBytes } from '../helpers/http-client.ts';

const canary = 'canary-of-ada';

describe('the HTTP API', () => {
  let stage: ApiStage;
  let token: string;
  let port: string;

  beforeAll(async () => {
    stage = await ApiStage.set();
    ({ access: token } = await stage.login('ada'));
    ({ port } = new URL(stage.address));
    await stage.send('PUT', '/api/v1/secrets/exchange/key', { token, body: { value: canary } });
  });
  afterAll(() => stage.close());

  describe('listens to nobody from afar', () => {
    it('has no address but the loopback one', () => {
      expect(stage.address).toBe(`http://127.0.0.1:${port}`);
    });

    it.each(['evil.example', 'evil.example:PORT', 'localhost', '127.0.0.1:1', 'localhost.evil.example:PORT', '0.0.0.0:PORT'])(
      'refuses a page whose name was pointed here (DNS rebinding), token or not: %s',
      async (name) => {
        const headers = { host: name.replace('PORT', port) };
        for (const path of ['/health', '/metrics', '/openapi.json', '/docs', '/.well-known/jwks.json', '/api/v1/auth/me', '/nowhere'])
          for (const asking of [{ headers }, { headers, token }]) {
            const { status, json, text } = await stage.send('GET', path, asking);
            expect([path, status, json['what']], text).toEqual([path, 403, 'host']);
          }
      },
    );

    it('answers by each name that is its own', async () => {
      for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`, `LOCALHOST:${port}`])
        expect((await stage.send('GET', '/health', { headers: { host } })).status, host).toBe(200);
    });

    it('refuses a request without a host, with two, or with another one in the request line', async () => {
      const end = '\r\nConnection: close\r\n\r\n';
      for (const request of [
        `GET /health HTTP/1.1${end}`,
        `GET /health HTTP/1.0${end}`,
        `GET /health HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nHost: evil.example${end}`,
        `GET http://evil.example/health HTTP/1.1\r\nHost: 127.0.0.1:${port}${end}`,
      ])
        expect(await sendBytes(stage.address, request, false), request).toMatch(/^HTTP\/1\.1 (400|403|404) /);
    });

    it.each(['http://evil.example', 'null', 'http://localhost:3000', 'https://127.0.0.1', ''])(
      'refuses a page of another origin: %s',
      async (origin) => {
        for (const [method, path] of [
          ['GET', '/health'],
          ['GET', '/api/v1/secrets'],
          ['POST', '/api/v1/auth/login'],
          ['OPTIONS', '/api/v1/auth/login'],
        ] as const) {
          const { status, headers } = await stage.send(method, path, {
            token,
            headers: { origin, 'access-control-request-method': 'POST' },
          });
          expect([method, path, status, headers['access-control-allow-origin']]).toEqual([method, path, 403, undefined]);
        }
      },
    );

    it('refuses pages of its own address too: it has none that calls', async () => {
      expect((await stage.send('GET', '/api/v1/secrets', { token, headers: { origin: stage.address } })).status).toBe(403);
    });

    it('lets a page call whose origin a person has connected, as long as their vault is open', async () => {
      const origin = 'http://localhost:3000';
      const ask = (method: string, path: string, headers = {}) => stage.send(method, path, { token, headers: { origin, ...headers } });
      expect((await ask('GET', '/api/v1/secrets')).status).toBe(403);
      await stage.call('programs.register', { name: 'Charts', origin: `${origin}/app` });
      const answer = await ask('GET', '/api/v1/secrets');
      expect([answer.status, answer.headers['access-control-allow-origin'], answer.headers['vary']]).toEqual([200, origin, 'Origin']);
      expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
      const before = await ask('OPTIONS', '/api/v1/secrets/x/y', { 'access-control-request-method': 'PUT' });
      expect([before.status, before.headers['access-control-allow-headers']]).toEqual([
        204,
        'Authorization, Content-Type, If-Match, If-None-Match',
      ]);
      expect((await ask('GET', '/api/v1/secrets', { origin: 'http://localhost:3001' })).status).toBe(403);
      await stage.call('session.lock', undefined);
      expect((await ask('GET', '/api/v1/secrets')).status).toBe(403);
      await stage.signInAtWindow('ada');
    });
  });

  describe('gives nothing away', () => {
    it('keeps nothing in caches and lets nobody frame or run what it says', async () => {
      const { headers } = await stage.send('GET', '/api/v1/secrets/exchange/key', { token });
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'content-security-policy': "default-src 'none';frame-ancestors 'none'",
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
      });
      expect([headers['server'], headers['x-powered-by'], headers['strict-transport-security']]).toEqual([undefined, undefined, undefined]);
    });

    it('counts in its metrics, and names nobody and nothing', async () => {
      await stage.send('GET', '/api/v1/secrets/exchange/nothing', { token });
      const { status, text } = await stage.send('GET', '/metrics');
      expect(status).toBe(200);
      expect(text).toContain('strongroom_http_requests_total{method="GET",route="/api/v1/secrets/:name/:field",status="404"}');
      expect(text).toContain('strongroom_open_vaults 1');
      expect(text).not.toMatch(/exchange|ada|ben|127\.0\.0\.1/);
    });

    it('logs methods, patterns and times, and nothing that was asked for', async () => {
      await stage.send('GET', '/api/v1/secrets/exchange/key?token=secret-in-the-query', { token });
      await stage.send('POST', '/api/v1/auth/login', { body: { email: 'ada@example.org', password: 'secret-in-the-body' } });
      await stage.send('GET', '/secret-in-the-path');
      const log = JSON.stringify(stage.harness.log);
      expect(log).toContain('"route":"/api/v1/secrets/:name/:field"');
      expect(log).not.toMatch(/secret-in-the|exchange|ada@|canary|eyJ|srr_/);
    });

    it('says of a mistake of its own that it is one, and no more', async () => {
      const { sessionList } = stage.services;
      const own = sessionList.own;
      sessionList.own = () => Promise.reject(new TypeError(`cannot read ${canary}`));
      const answer = await stage.send('GET', '/api/v1/sessions', { token });
      sessionList.own = own;
      expect([answer.status, answer.json]).toEqual([500, { detail: 'Internal error', code: 'internal' }]);
    });

    it('describes itself without a request for anything from elsewhere', async () => {
      const page = await stage.send('GET', '/docs/');
      expect(page.status).toBe(200);
      expect(page.headers['content-security-policy']).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';",
      );
      const named = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, to = '']) => to);
      expect(named.length).toBeGreaterThan(4);
      for (const to of named) {
        expect(to).toMatch(/^\.\/static\//);
        expect((await stage.send('GET', `/docs/${to.slice(2)}`)).status, to).toBe(200);
      }
      expect(page.text).not.toMatch(/<script(?![^>]*src=)|style="|<style/);
      expect((await stage.send('GET', '/docs/static/../../package.json')).status).toBeOneOf([403, 404]);
    });

    it('has a description that names every route with its shapes', async () => {
      const { status, json } = await stage.send('GET', '/openapi.json');
      expect([status, json['openapi']]).toEqual([200, '3.0.3']);
      const paths = json['paths'] as Record<string, Record<string, { requestBody?: unknown; responses?: unknown }>>;
      expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/api/v1/auth/login', '/api/v1/data/{collection}/{id}', '/metrics']));
      expect(JSON.stringify(paths['/api/v1/auth/login']?.['post']?.requestBody)).toContain('"email"');
    });
  });

  describe('stands whatever it is sent', () => {
    const login = (raw: string | Uint8Array, headers: Record<string, string> = {}) =>
      stage.send('POST', '/api/v1/auth/login', { raw, headers });

    it.each([
      ['no JSON', '{"email":', 400],
      ['a prototype', '{"__proto__":{"email":"x"},"email":"ada","password":"x"}', 400],
      ['a constructor', '{"constructor":{"prototype":{}},"email":"ada","password":"x"}', 400],
      ['a list', '[]', 422],
      ['a number', '7', 422],
      ['null', 'null', 422],
      ['nothing', '', 422],
      ['an e-mail that is a list', '{"email":["ada"],"password":"x"}', 422],
      ['an e-mail that is an object', '{"email":{"$ne":null},"password":"x"}', 422],
      ['a password that is too long', JSON.stringify({ email: 'ada', password: 'x'.repeat(2000) }), 422],
      ['lists in lists', '['.repeat(200_000), 400],
      ['lists in lists that end', '['.repeat(100_000) + ']'.repeat(100_000), 422],
      ['more than a mebibyte', JSON.stringify({ email: 'ada', password: 'x'.repeat(1_100_000) }), 413],
    ])('refuses %s', async (_what, raw, status) => {
      const answer = await login(raw, { 'content-type': 'application/json' });
      expect([answer.status, answer.json['code']]).toEqual([status, 'invalidInput']);
      expect(answer.text.length).toBeLessThan(500);
    });

    it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml', 'nonsense'])(
      'refuses what a form of a page could send: %s',
      async (type) => {
        const body = JSON.stringify({ email: 'ada@example.org', password: passwords.ada });
        expect((await login(body, { 'content-type': type })).status).toBe(415);
      },
    );

    it('reads no body of whoever shows no token', async () => {
      const big = Buffer.alloc(1_000_000, 32);
      expect((await stage.send('PUT', '/api/v1/data/a/b', { raw: big })).status).toBe(401);
      expect((await stage.send('PUT', '/api/v1/data/a/b', { raw: '{"', token: 'x.y.z' })).status).toBe(401);
    });

    it('takes no documents but JSON that comes back as it went in', async () => {
      const put = (raw: string) => stage.send('PUT', '/api/v1/data/fuzz/one', { token, raw });
      expect((await put('"text"')).status).toBe(422);
      expect((await put('['.repeat(300) + ']'.repeat(300))).status).toBe(422);
      expect(await put(JSON.stringify({ a: 'x'.repeat(300_000) }))).toMatchObject({ status: 409, json: { code: 'limitReached' } });
      for (const name of ['strongroom.grants', 'Strongroom.programs', '..', '.', 'a b', 'a%2Fb', 'x'.repeat(200)])
        expect(
          (await stage.send('PUT', `/api/v1/data/${name.replace(' ', '%20')}/one`, { token, body: {} })).status,
          name,
        ).toBeGreaterThanOrEqual(404);
    });

    it('survives bodies of every kind on every route that takes one, and tells nothing by them', async () => {
      const routes = [
        ['POST', '/api/v1/auth/login'],
        ['POST', '/api/v1/auth/refresh'],
        ['POST', '/api/v1/auth/revoke'],
        ['PUT', '/api/v1/secrets/fuzz/key'],
        ['PUT', '/api/v1/secrets/fuzz'],
        ['POST', '/api/v1/secrets/read'],
        ['PUT', '/api/v1/data/fuzz/one'],
        ['POST', '/api/v1/notifications/read'],
        ['POST', '/api/v1/admin/people'],
        ['POST', '/api/v1/admin/people/act'],
        ['PUT', '/api/v1/admin/policy'],
      ] as const;
      const bodies = fc.oneof(
        fc.json({ maxDepth: 4 }),
        fc.jsonValue().map((value) => JSON.stringify({ value, email: value, references: value })),
        fc.string(),
      );
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...routes), bodies, async ([method, path], raw) => {
          const { status, text } = await stage.send(method, path, { token, raw });
          expect(status, `${method} ${path} ${raw}`).toBeLessThan(500);
          expect(text).not.toContain(canary);
        }),
        { numRuns: 300 },
      );
    });

    it('survives addresses and headers of every kind', async () => {
      const part = fc.oneof(
        fc.webPath(),
        fc.string({ unit: 'binary-ascii' }).map((text) => `/${encodeURIComponent(text)}`),
        fc.constant('/%zz'),
        fc.constant('/%'),
      );
      const header = fc.string({ maxLength: 200 }).map((text) => text.replaceAll(/[^\t\u0020-\u007e]/g, ''));
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom('/api/v1/secrets', '/api/v1/data', '/api/v1/sessions', '/docs', ''),
          part,
          header,
          async (base, path, value) => {
            const headers = { 'if-match': value, 'if-none-match': value, authorization: value };
            expect((await stage.send('GET', base + path, { token })).status).toBeLessThan(500);
            expect((await stage.send('DELETE', base + path, { headers })).status).toBeLessThan(500);
            expect((await stage.send('GET', `${base + path}?offset=${encodeURIComponent(value)}&limit=0`, { token })).status).toBeLessThan(
              500,
            );
          },
        ),
        { numRuns: 150 },
      );
    });

    it('hangs up on bytes that are no HTTP, and goes on answering', async () => {
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 2000 }), async (bytes) => {
          const answer = await sendBytes(stage.address, bytes);
          expect(answer === '' || /^HTTP\/1\.1 [45]\d\d /.test(answer), answer).toBe(true);
        }),
        { numRuns: 100 },
      );
      for (const bytes of [
        `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`,
        `POST /api/v1/auth/login HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
        `POST /api/v1/auth/login HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: -1\r\n\r\n`,
        'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      ])
        expect(await sendBytes(stage.address, bytes, false), bytes.slice(0, 40)).toMatch(/^HTTP\/1\.1 4\d\d /);
      expect((await stage.send('GET', '/health')).status).toBe(200);
      expect((await stage.send('GET', '/api/v1/secrets/exchange/key', { token })).json).toMatchObject({ value: canary });
    });
  });
});
