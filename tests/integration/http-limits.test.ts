import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttpApi } from '../../src-main/agent/http/http-api.ts';
import { createApiSwitch } from '../../src-main/agent/http/api-switch.ts';
import { perMinute } from '../../src-main/agent/http/rates.ts';
import { ApiStage } from '../helpers/api-stage.ts';
import { passwords } from '../helpers/app-harness.ts';

describe('the HTTP API holds up', () => {
  let stage: ApiStage;

  beforeEach(async () => {
    stage = await ApiStage.set();
  });
  afterEach(() => stage.close());

  it('guesses at one name, and lets others in meanwhile', async () => {
    const guess = () => stage.send('POST', '/api/v1/auth/login', { body: { email: 'nobody@example.org', password: 'x' } });
    const statuses: number[] = [];
    for (let tries = 0; tries <= perMinute.signInsOfName; tries += 1) statuses.push((await guess()).status);
    expect(new Set(statuses.slice(0, -1))).toEqual(new Set([401]));
    const held = await guess();
    expect([held.status, held.json['code'], Number(held.headers['retry-after']) > 0]).toEqual([429, 'tooManyAttempts', true]);
    expect((await stage.send('POST', '/api/v1/auth/login', { body: { email: 'ben', password: passwords.ben } })).status).toBe(200);
  });

  it('registrations from one address', async () => {
    const body = { email: 'ben@example.org', password: 'x' };
    for (let tries = 0; tries < perMinute.registrationsOfAddress; tries += 1) await stage.send('POST', '/api/v1/auth/register', { body });
    expect((await stage.send('POST', '/api/v1/auth/register', { body })).status).toBe(429);
    expect((await stage.send('GET', '/health')).status).toBe(200);
  });

  it('tokens that do not count, and nobody whose token does', async () => {
    const { access: token } = await stage.login('ben');
    let last = 0;
    for (let tries = 0; tries <= perMinute.refusedTokensOfAddress; tries += 1)
      last = (await stage.send('GET', '/api/v1/auth/me', { token: 'a.b.c' })).status;
    expect(last).toBe(429);
    expect((await stage.send('GET', '/api/v1/auth/me', { token })).status).toBe(200);
  });

  it('two savings of a new name at once, which leave one item', async () => {
    const { access: token } = await stage.login('ben');
    const put = (each: number) => stage.send('PUT', '/api/v1/secrets/new/key', { token, body: { value: String(each) } });
    const answers = await Promise.all(Array.from({ length: 8 }, (_, each) => put(each)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 200, 200, 200, 200, 200, 201]);
    expect((await stage.send('GET', '/api/v1/secrets', { token })).json).toMatchObject({ total: 1 });
  });

  it('sixteen clients at once, each of which gets its own', async () => {
    const { access: token } = await stage.login('ben');
    const clients = Array.from({ length: 16 }, (_, each) => `client-${each}`);
    for (const name of clients) await stage.send('PUT', `/api/v1/secrets/${name}/key`, { token, body: { value: `canary of ${name}` } });
    const answers = clients.map(async (name) => {
      for (let again = 0; again < 10; again += 1)
        expect((await stage.send('GET', `/api/v1/secrets/${name}/key`, { token })).json).toMatchObject({ value: `canary of ${name}` });
    });
    await Promise.all(answers);
  });

  it('a name that stands for two, which is told and never guessed at', async () => {
    const { access: token } = await stage.login('ada');
    for (const value of ['one', 'two']) {
      const field = { id: 'key', name: 'Key', type: 'hidden', value } as const;
      const more = { tags: [], favourite: false, askBeforeUse: false, expiresAt: null };
      await stage.call('items.create', { kind: 'apiKey', name: 'twice', ...more, fields: [field] });
    }
    for (const [method, body] of [['GET'], ['PUT', { value: 'x' }], ['DELETE']] as const)
      expect(await stage.send(method, '/api/v1/secrets/twice/key', { token, body })).toMatchObject({
        status: 409,
        json: { code: 'ambiguous' },
      });
  });
});

describe('the switch of the HTTP API', () => {
  it('follows the policy, also where it is turned off over the API itself', async () => {
    const stage = await ApiStage.set();
    let starts = 0;
    const api = {
      start: () => ((starts += 1), stage.startApi().then(() => stage.address)),
      stop: () => stage.stopApi(),
    };
    await stage.stopApi();
    const { policy } = stage.services;
    const apiSwitch = createApiSwitch({ api, isOn: () => policy.now.api, log: () => undefined });
    policy.onChanged(() => void apiSwitch.follow());
    expect(apiSwitch.address()).toBe(null);
    await stage.setPolicy({ api: true });
    await apiSwitch.follow();
    expect([apiSwitch.address(), starts]).toEqual([stage.address, 1]);
    const { access: token } = await stage.login('ada');
    const off = await stage.send('PUT', '/api/v1/admin/policy', { token, body: { ...policy.now, api: false } });
    expect(off.status).toBe(200);
    await apiSwitch.follow();
    expect(apiSwitch.address()).toBe(null);
    await expect(stage.send('GET', '/health')).rejects.toThrow('ECONNREFUSED');
    await stage.setPolicy({ api: true });
    await apiSwitch.close();
    expect(apiSwitch.address()).toBe(null);
    await stage.close();
  });

  it('says why it could not: another program has the port', async () => {
    const stage = await ApiStage.set();
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { sessions, tokens, policy } = stage.services;
    const { clock, log, version } = stage.harness.host();
    const api = createHttpApi({
      ...{ door: stage.door, sessions, tokens, policy, clock, log, version, newId: () => '', port: (other.address() as AddressInfo).port },
      accounts: { findByEmail: async () => null },
      openVaults: () => 0,
      originsOf: async () => [],
    });
    const apiSwitch = createApiSwitch({ api, isOn: () => true, log });
    await apiSwitch.follow();
    expect([apiSwitch.address(), apiSwitch.problem()]).toEqual([null, { code: 'busy', detail: { what: 'port' } }]);
    other.close();
    await once(other, 'close');
    await apiSwitch.follow();
    expect(apiSwitch.address()).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await apiSwitch.close();
    await stage.close();
  });
});
