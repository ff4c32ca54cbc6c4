import { execFile, spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultPolicy } from '../../src-shared/policy.ts';
import { agentIn } from '../helpers/agent-stage.ts';
import { AppHarness } from '../helpers/app-harness.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';

/** What curl prints; bodies go to it by its input. */
function curl(args: readonly string[], body?: object): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile('curl', ['--silent', '--show-error', ...args], (error, out) => (error === null ? resolve(out) : reject(error)));
    child.stdin?.end(body === undefined ? '' : JSON.stringify(body));
  });
}

describe.skipIf(spawnSync('curl', ['--version']).status !== 0)('curl against the whole app', () => {
  let harness: AppHarness;

  beforeEach(async () => {
    const dataDirectory = temporaryDirectory();
    harness = await AppHarness.start({ dataDirectory, agent: { ...agentIn(dataDirectory), apiPort: 0 } });
    await harness.setUpAda();
  });
  afterEach(() => harness.close());

  const address = async (): Promise<string | null> => (await harness.call('agent.status', undefined)).api;
  async function turnedOn(): Promise<string> {
    await harness.call('policy.set', { ...defaultPolicy, api: true });
    return vi.waitFor(async () => {
      const found = await address();
      if (found === null) throw new Error('not yet');
      return found;
    });
  }
  const post = ['--request', 'POST', '--header', 'Content-Type: application/json', '--data', '@-'];

  it('registers, signs in and asks who it is, as it always did', async () => {
    const api = await turnedOn();
    const person = { email: 'cleo@example.org', password: 'walnut ferry under nine moons' };
    const user = { id: expect.any(String) as string, email: person.email, is_admin: false };
    const granted = { access_token: expect.any(String) as string, token_type: 'bearer', user };
    expect(JSON.parse(await curl([...post, `${api}/api/v1/auth/register`], person))).toMatchObject(granted);
    const login = JSON.parse(await curl([...post, `${api}/api/v1/auth/login`], person)) as { access_token: string };
    expect(login).toMatchObject(granted);
    const bearer = ['--header', `Authorization: Bearer ${login.access_token}`];
    expect(JSON.parse(await curl([...bearer, `${api}/api/v1/auth/me`]))).toEqual(user);
    const status = ['--output', '/dev/null', '--write-out', '%{http_code}'];
    expect(await curl([...bearer, ...status, '--request', 'POST', `${api}/api/v1/auth/logout`])).toBe('200');
    expect(await curl([...bearer, ...status, `${api}/api/v1/auth/me`])).toBe('401');
    expect(await curl([...status, '--header', 'Host: evil.example', `${api}/health`])).toBe('403');
  });

  it('reaches nothing before the policy has it on, nor after it is off again', async () => {
    expect(await address()).toBe(null);
    const api = await turnedOn();
    expect(JSON.parse(await curl([`${api}/health`]))).toEqual({ status: 'ok', version: '0.0.0-test' });
    await harness.call('policy.set', { ...defaultPolicy, api: false });
    await vi.waitFor(async () => expect(await address()).toBe(null));
    await expect(curl([`${api}/health`])).rejects.toThrow('curl');
  });
});
