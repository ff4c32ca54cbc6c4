import { afterEach, beforeEach, expect, it } from 'vitest';
import { agentPlaces } from '../../src-main/agent/places.ts';
import { defaultPolicy, type Policy } from '../../src-shared/policy.ts';
import { AppHarness } from '../helpers/app-harness.ts';
import { MemoryKeychain } from '../helpers/memory-keychain.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';

const directory = temporaryDirectory();
const places = agentPlaces({ STRONGROOM_HOME: directory }, process.platform, directory);
let harness: AppHarness;

beforeEach(async () => {
  harness = await AppHarness.start({
    ...{ dataDirectory: temporaryDirectory(), keychain: new MemoryKeychain() },
    agent: { ...places, apiPort: 0, folder: directory },
  });
  await harness.setUpAda();
});
afterEach(() => harness.close());

const address = async (): Promise<string | null> => (await harness.call('agent.status', undefined)).api;
const setPolicy = (changes: Partial<Policy>) => harness.call('policy.set', { ...defaultPolicy, ...changes });
const healthOf = async (at: string | null): Promise<number | string> =>
  fetch(`${at}/health`).then(
    ({ status }) => status,
    () => 'nobody answers',
  );

it('the HTTP API is off until an administrator turns it on, and off again at once', async () => {
  expect(await address()).toBeNull();
  await setPolicy({ api: true });
  await expect.poll(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const at = await address();
  expect(await healthOf(at)).toBe(200);
  await setPolicy({ api: false });
  await expect.poll(address).toBeNull();
  expect(await healthOf(at)).toBe('nobody answers');
});

it('the HTTP API goes with the agent, comes back with a restart, and ends with the app', async () => {
  await setPolicy({ api: true });
  await expect.poll(address).not.toBeNull();
  await harness.restart();
  await expect.poll(address).not.toBeNull();
  await harness.signIn('ada');
  await setPolicy({ api: true, agent: false });
  await expect.poll(address).toBeNull();
  await setPolicy({ api: true, agent: true });
  await expect.poll(address).not.toBeNull();
  const at = await address();
  await harness.close();
  expect(await healthOf(at)).toBe('nobody answers');
});
