import { join } from 'node:path';
import { agentPlaces } from '../../src-main/agent/places.ts';
import type { AgentHost } from '../../src-main/host.ts';
import { AgentClient } from './agent-client.ts';
import { AppHarness, passwords } from './app-harness.ts';
import { temporaryDirectory } from './temporary-directory.ts';

const root = join(import.meta.dirname, '..', '..');

export const signIn = { who: { username: 'ada' }, password: passwords.ada, acceptOlder: false };

/** Where the agent of this data directory listens in tests. */
export const agentIn = (dataDirectory: string): AgentHost => ({
  ...agentPlaces({ STRONGROOM_HOME: dataDirectory }, process.platform, dataDirectory),
  ...{ apiPort: 0, folder: root },
});

/** The real app with its socket, and the clients that a test opens. */
export class AgentStage {
  readonly agent: AgentHost;
  readonly harness: AppHarness;
  readonly #clients: AgentClient[] = [];

  private constructor(agent: AgentHost, harness: AppHarness) {
    this.agent = agent;
    this.harness = harness;
  }

  static async open(dataDirectory = temporaryDirectory(), agent = agentIn(dataDirectory)): Promise<AgentStage> {
    return new AgentStage(agent, await AppHarness.start({ dataDirectory, agent }));
  }

  async connect(): Promise<AgentClient> {
    return this.#keep(await AgentClient.open(this.agent));
  }

  async greeted(greeting: Parameters<typeof AgentClient.greeted>[1] = {}): Promise<AgentClient> {
    return this.#keep(await AgentClient.greeted(this.agent, greeting));
  }

  async close(): Promise<void> {
    await Promise.all(this.#clients.splice(0).map((client) => client.close()));
    await this.harness.close();
  }

  #keep(client: AgentClient): AgentClient {
    this.#clients.push(client);
    return client;
  }
}
