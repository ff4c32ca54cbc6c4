import { randomUUID } from 'node:crypto';
import { createHttpApi, type HttpApi } from '../../src-main/agent/http/http-api.ts';
import type { ApiDoor } from '../../src-main/agent/http/session-senders.ts';
import type { Sender } from '../../src-main/host.ts';
import { createHandlers } from '../../src-main/ipc/handlers.ts';
import { route } from '../../src-main/ipc/router.ts';
import type { Services } from '../../src-main/services.ts';
import { Startup } from '../../src-main/startup.ts';
import type { ChannelName, Input, Output } from '../../src-shared/contract/index.ts';
import { defaultPolicy, type Policy } from '../../src-shared/policy.ts';
import { AppHarness, passwords, TestSender } from './app-harness.ts';
import { type Answer, type Asking, send } from './http-client.ts';
import { MemoryKeychain } from './memory-keychain.ts';
import { temporaryDirectory } from './temporary-directory.ts';

export interface Tokens {
  readonly access: string;
  readonly refresh: string;
  readonly id: string;
}

/** The real services behind the real router, the HTTP API in front of them, and windows beside it. */
export class ApiStage {
  readonly harness: AppHarness;
  readonly dataDirectory: string;
  origins: string[] = [];
  window = new TestSender();
  address = '';
  #startup: Startup;
  #api: HttpApi | null = null;

  private constructor() {
    this.dataDirectory = temporaryDirectory();
    this.harness = new AppHarness({ dataDirectory: this.dataDirectory, keychain: new MemoryKeychain() });
    this.#startup = this.#newStartup();
  }

  /** Ada, who administrates and whose e-mail address is known, is unlocked at a window; Ben is signed out. */
  static async set(): Promise<ApiStage> {
    const stage = new ApiStage();
    await stage.open();
    const ada = { username: 'ada', displayName: 'Ada Lovelace', email: 'ada@example.org', password: passwords.ada };
    await stage.call('setup.createAdministrator', ada);
    const bens = await stage.anotherWindow();
    const ben = { username: 'ben', displayName: 'Ben Bitdiddle', email: 'ben@example.org', password: passwords.ben };
    await stage.callFrom(bens, 'accounts.create', ben);
    await stage.callFrom(bens, 'session.signOut', undefined);
    await stage.startApi();
    return stage;
  }

  get services(): Services {
    return this.#startup.services();
  }

  get door(): ApiDoor {
    const startup = this.#startup;
    const handlers = createHandlers(startup, nothingBeside);
    const { log } = this.harness.host();
    return {
      attach: (sender) => startup.services().sessions.attach(sender),
      detach: (sender) => startup.services().sessions.detach(sender),
      call: (sender, channel, payload, asker, signal) => {
        const callers = startup.phase === 'ready' ? startup.services().sessions : strangers;
        return route({ callers, handlers, gate: () => undefined, log }, { sender, asker, signal }, channel, payload);
      },
    };
  }

  async open(): Promise<void> {
    this.#startup = this.#newStartup();
    await this.#startup.run();
    this.window = new TestSender();
    if (this.#startup.phase === 'ready') this.door.attach(this.window);
  }

  async startApi(): Promise<void> {
    const { sessions, tokens, policy, programs } = this.services;
    const { clock, log, version } = this.harness.host();
    this.#api = createHttpApi({
      ...{ door: this.door, sessions, tokens, policy, clock, log, version, newId: randomUUID, port: 0 },
      accounts: this.services.accountParts.database.repositories.accounts,
      openVaults: () => sessions.doors.owners().length,
      originsOf: async () => [...this.origins, ...(await Promise.all(sessions.doors.owners().map((id) => programs.origins(id)))).flat()],
    });
    this.address = await this.#api.start();
  }

  async stopApi(): Promise<void> {
    await this.#api?.stop();
    this.#api = null;
  }

  async close(): Promise<void> {
    await this.stopApi();
    await this.#startup.close();
  }

  /** Everybody is locked afterwards. */
  async restart(): Promise<void> {
    await this.close();
    await this.open();
    await this.startApi();
  }

  async anotherWindow(kind: Sender['kind'] = 'desktop'): Promise<TestSender> {
    const sender = new TestSender(kind);
    this.door.attach(sender);
    return sender;
  }

  async callFrom<C extends ChannelName>(sender: Sender, channel: C, input: Input<C>): Promise<Output<C>> {
    const result = await this.door.call(sender, channel, input, null, null);
    if (!result.ok) throw new Error(`${channel}: ${JSON.stringify(result.error)}`);
    return result.value as Output<C>;
  }

  /** From Ada's window. */
  call<C extends ChannelName>(channel: C, input: Input<C>): Promise<Output<C>> {
    return this.callFrom(this.window, channel, input);
  }

  signInAtWindow(username: keyof typeof passwords): Promise<Output<'session.signIn'>> {
    return this.call('session.signIn', { who: { username }, password: passwords[username], acceptOlder: false });
  }

  setPolicy(changes: Partial<Policy>) {
    return this.call('policy.set', { ...defaultPolicy, api: true, ...changes });
  }

  send(method: string, path: string, asking?: Asking): Promise<Answer> {
    return send(this.address, method, path, asking);
  }

  /** Signs in over HTTP. */
  async login(username: keyof typeof passwords): Promise<Tokens> {
    const body = { email: `${username}@example.org`, password: passwords[username] };
    return tokensIn(await this.send('POST', '/api/v1/auth/login', { body }));
  }

  #newStartup(): Startup {
    return new Startup(this.harness.host(), ({ sessions }) => sessions.attach(this.window));
  }
}

/** No socket; the stage starts the API itself. */
const nothingBeside = {
  agent: { startedAt: 0, now: () => 0, socket: () => null, problem: () => null, open: async () => undefined, close: () => undefined },
  links: { open: () => false, take: () => null, forget: () => undefined },
  web: { address: () => null, problem: () => null, follow: async () => undefined, close: async () => undefined },
};
const strangers = {
  isKnown: () => true,
  signedIn: notYet,
  unlocked: notYet,
  administrator: async () => notYet(),
};
function notYet(): never {
  throw new Error('not ready');
}

/** Of an answer to login, register or refresh. */
export function tokensIn({ status, json, text }: Answer): Tokens {
  const { access_token: access, refresh_token: refresh, user } = json;
  if (status !== 200 || typeof access !== 'string' || typeof refresh !== 'string') throw new Error(`${status} ${text}`);
  return { access, refresh, id: (user as { id: string }).id };
}
