import { join } from 'node:path';
import { type App, createApp } from '../../src-main/app.ts';
import type { AgentHost, Clipboard, Host, Sender } from '../../src-main/host.ts';
import type { Keychain } from '../../src-main/keychain/keychain.ts';
import type { KeeperChannel } from '../../src-main/keeper/keeper-protocol.ts';
import type { ChannelName, Input, Output } from '../../src-shared/contract/index.ts';
import type { EventName } from '../../src-shared/contract/events.ts';
import type { Failure } from '../../src-shared/errors.ts';
import type { ItemDraft } from '../../src-shared/items.ts';
import { FakeClock } from './fake-clock.ts';
import { fastKdf } from './fast-kdf.ts';
import { inProcessKeeper } from './keeper-in-process.ts';
import { MemoryDesktop } from './memory-desktop.ts';
import { MemoryKeychain } from './memory-keychain.ts';
import { inProcessParser } from './parser-in-process.ts';

export const passwords = {
  ada: 'violet harbour seven lanterns',
  ben: 'copper meadow eleven bridges',
} as const;

/** A window without a screen, or a terminal or program: remembers what it was told. */
export class TestSender implements Sender {
  readonly kind: Sender['kind'];
  readonly client = 'Test window';
  readonly events: { event: EventName; payload: unknown }[] = [];
  resets = 0;

  constructor(kind: Sender['kind'] = 'desktop') {
    this.kind = kind;
  }

  push(event: EventName, payload: unknown): void {
    this.events.push({ event, payload });
  }

  reset(): void {
    this.resets += 1;
  }
}

export class TestClipboard implements Clipboard {
  text = '';
  broken = false;

  /** Holds the next writes back until they are released. */
  delayed = false;
  #held: (() => void)[] = [];

  get waiting(): number {
    return this.#held.length;
  }

  release(): void {
    this.delayed = false;
    for (const go of this.#held.splice(0)) go();
  }

  async write(text: string): Promise<void> {
    if (this.broken) throw new Error('clipboard is gone');
    if (this.delayed) await new Promise<void>((go) => this.#held.push(go));
    this.text = text;
  }

  async read(): Promise<string> {
    if (this.broken) throw new Error('clipboard is gone');
    return this.text;
  }
}

export interface HarnessOptions {
  readonly dataDirectory: string;
  readonly keychain?: Keychain;
  readonly clock?: FakeClock;
  readonly forkKeeper?: () => KeeperChannel;
  readonly forceFileKeychain?: boolean;
  /** Where programs reach it; nowhere, where nothing is said. */
  readonly agent?: AgentHost;
}

/** The real app on a real database with working fakes around it: keychain, clock, clipboard, fast derivation. */
export class AppHarness {
  readonly clock: FakeClock;
  readonly keychain: Keychain;
  readonly clipboard = new TestClipboard();
  readonly desktop = new MemoryDesktop();
  readonly log: { event: string; facts: unknown }[] = [];
  readonly keepers: KeeperChannel[] = [];
  sender = new TestSender();
  #app: App | undefined;
  readonly #options: HarnessOptions;

  constructor(options: HarnessOptions) {
    this.#options = options;
    this.clock = options.clock ?? new FakeClock();
    this.keychain = options.keychain ?? new MemoryKeychain();
  }

  static async start(options: HarnessOptions): Promise<AppHarness> {
    const harness = new AppHarness(options);
    await harness.open();
    return harness;
  }

  get app(): App {
    if (this.#app === undefined) throw new Error('the app is closed');
    return this.#app;
  }

  async open(): Promise<void> {
    this.#app = await createApp(this.host());
    this.openWindow();
  }

  /** Every call comes from the new window from now on. */
  openWindow(): void {
    this.connect('desktop');
  }

  /** As openWindow, for a terminal or a program. */
  connect(kind: Sender['kind']): TestSender {
    this.sender = new TestSender(kind);
    this.app.attach(this.sender);
    return this.sender;
  }

  /** What `task` calls comes from this sender. */
  async from<T>(sender: TestSender, task: () => Promise<T>): Promise<T> {
    const before = this.sender;
    this.sender = sender;
    try {
      return await task();
    } finally {
      this.sender = before;
    }
  }

  async close(): Promise<void> {
    await this.#app?.close();
    this.#app = undefined;
  }

  async restart(): Promise<void> {
    await this.close();
    await this.open();
  }

  host(): Host {
    const fork = this.#options.forkKeeper ?? inProcessKeeper;
    return {
      version: '0.0.0-test',
      dataDirectory: this.#options.dataDirectory,
      exportsDirectory: join(this.#options.dataDirectory, 'exports'),
      demo: false,
      suggestedEmail: null,
      accessTokenMinutes: 60,
      forceFileKeychain: this.#options.forceFileKeychain ?? false,
      osKeychain: this.keychain,
      clipboard: this.clipboard,
      desktop: this.desktop,
      agent: this.#options.agent ?? null,
      clock: this.clock,
      kdf: fastKdf,
      log: (event, facts) => void this.log.push({ event, facts }),
      forkKeeper: () => {
        const channel = fork();
        this.keepers.push(channel);
        return channel;
      },
      forkParser: inProcessParser,
    };
  }

  async call<C extends ChannelName>(channel: C, input: Input<C>): Promise<Output<C>> {
    const result = await this.app.call(this.sender, channel, input);
    if (!result.ok) throw new Error(`${channel}: ${JSON.stringify(result.error)}`);
    return result.value as Output<C>;
  }

  /** The failure that a call must end in; throws where it succeeds. */
  async failure(channel: string, input: unknown): Promise<Failure> {
    const result = await this.app.call(this.sender, channel, input);
    if (result.ok) throw new Error(`${channel} succeeded`);
    return result.error;
  }

  async tiles(search = ''): Promise<Output<'accounts.tiles'>['tiles']> {
    return (await this.call('accounts.tiles', { search })).tiles;
  }

  /** First run by Ada, codes confirmed; she is signed in afterwards. */
  async setUpAda() {
    const person = { username: 'ada', displayName: 'Ada Lovelace', email: 'ada@example.org', password: passwords.ada };
    const made = await this.call('setup.createAdministrator', person);
    await this.confirm('personal', made.personal);
    await this.confirm('installation', made.installation);
    return { id: accountOf(made.session), personal: made.personal.code, installation: made.installation.code };
  }

  /** Ben makes an account; he is signed in afterwards. */
  async addBen() {
    const made = await this.call('accounts.create', {
      username: 'ben',
      displayName: 'Ben Bitdiddle',
      email: null,
      password: passwords.ben,
    });
    if (made.status !== 'entered') throw new Error(`Ben is ${made.status}`);
    await this.confirm('personal', made.personal);
    return { id: accountOf(made.session), personal: made.personal.code };
  }

  signIn(username: keyof typeof passwords): Promise<Output<'session.signIn'>> {
    return this.call('session.signIn', { who: { username }, password: passwords[username], acceptOlder: false });
  }

  /** A new code, where no second administrator is needed for it. */
  async renew(kind: 'personal' | 'installation', password: string) {
    const made = await this.call('recovery.renew', { kind, password });
    if (made === null) throw new Error('a second administrator has to confirm it');
    return made;
  }

  async confirm(kind: 'personal' | 'installation', { code, askGroup }: { code: string; askGroup: number }): Promise<void> {
    await this.call('recovery.confirm', { kind, group: code.split('-')[askGroup - 1] ?? '' });
  }
}

function accountOf(session: Output<'session.current'>): string {
  if (session.status !== 'unlocked') throw new Error(`the session is ${session.status}`);
  return session.account.id;
}

export const apiKeyDraft = (name: string, key: string): ItemDraft => ({
  kind: 'apiKey',
  name,
  tags: ['trading'],
  favourite: false,
  askBeforeUse: false,
  expiresAt: null,
  fields: [
    { id: 'key', name: 'Key', type: 'hidden', value: key },
    { id: 'account', name: 'Account', type: 'text', value: 'main' },
  ],
});
