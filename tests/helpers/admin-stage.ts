import { everything } from '../../src-shared/audit.ts';
import type { Act } from '../../src-shared/people.ts';
import { defaultPolicy, type Policy } from '../../src-shared/policy.ts';
import { AppHarness, passwords, type TestSender } from './app-harness.ts';
import { MemoryKeychain } from './memory-keychain.ts';
import { openStored } from './stored.ts';
import { temporaryDirectory } from './temporary-directory.ts';
import { WatchedKeepers } from './watched-keeper.ts';

/** What people choose who join by an activation code. */
export const chosen = 'walnut ferry under nine moons';

/** Ada, who administrates, and Ben, each at a window of their own. */
export class AdminStage {
  readonly harness: AppHarness;
  readonly keepers: WatchedKeepers;
  readonly keychain: MemoryKeychain;
  readonly dataDirectory: string;
  readonly ada: { readonly id: string; readonly personal: string; readonly installation: string };
  readonly ben: { readonly id: string; readonly personal: string };
  readonly bensSignIn = { who: { username: 'ben' }, password: passwords.ben, acceptOlder: false };
  readonly bens: TestSender;
  adas: TestSender;

  private constructor(made: Pick<AdminStage, 'harness' | 'keepers' | 'keychain' | 'dataDirectory' | 'ada' | 'ben' | 'adas' | 'bens'>) {
    this.harness = made.harness;
    this.keepers = made.keepers;
    this.keychain = made.keychain;
    this.dataDirectory = made.dataDirectory;
    this.ada = made.ada;
    this.ben = made.ben;
    this.adas = made.adas;
    this.bens = made.bens;
  }

  static async set(): Promise<AdminStage> {
    const dataDirectory = temporaryDirectory();
    const keychain = new MemoryKeychain();
    const keepers = new WatchedKeepers();
    const harness = await AppHarness.start({ dataDirectory, keychain, forkKeeper: keepers.fork });
    const ada = await harness.setUpAda();
    const adas = harness.sender;
    harness.openWindow();
    const bens = harness.sender;
    const ben = await harness.addBen();
    harness.sender = adas;
    return new AdminStage({ harness, keepers, keychain, dataDirectory, ada, ben, adas, bens });
  }

  /** Every call comes from this window from now on. */
  as(sender: TestSender): AppHarness {
    this.harness.sender = sender;
    return this.harness;
  }

  act(name: Act, ...ids: string[]) {
    return this.as(this.adas).call('people.act', { act: name, ids });
  }

  async person(username: string) {
    const query = { search: username, status: null, role: null, sort: 'name', offset: 0, limit: 10 } as const;
    return (await this.as(this.adas).call('people.list', query)).people[0];
  }

  setPolicy(changes: Partial<Policy>) {
    return this.as(this.adas).call('policy.set', { ...defaultPolicy, ...changes });
  }

  async triggers() {
    return (await this.harness.call('notifications.list', { before: null, limit: 50 })).notifications.map(({ trigger }) => trigger);
  }

  async actions(): Promise<string[]> {
    const { rows } = await this.as(this.adas).call('audit.everyone', { filter: everything, before: null, limit: 200 });
    return rows.map(({ action }) => action);
  }

  /** Somebody who joins by an activation code, at a window of their own; Ada's is the one in front afterwards. */
  async invite(username: string, role: 'administrator' | 'user' = 'user'): Promise<{ id: string; sender: TestSender }> {
    const invited = await this.as(this.adas).call('people.create', { username, displayName: username, email: null, role });
    this.harness.openWindow();
    const { sender } = this.harness;
    await this.harness.call('accounts.activate', { code: invited.code, password: chosen });
    this.harness.sender = this.adas;
    return { id: invited.accountId, sender };
  }

  /** As somebody who writes to the database. */
  sql(text: string, ...values: unknown[]): void {
    openStored(this.dataDirectory).run(text, ...values);
  }

  /** What SQL does while the app is closed; Ada is signed in again afterwards. */
  async behindTheApp(...statements: readonly string[]): Promise<void> {
    await this.harness.close();
    for (const statement of statements) this.sql(statement);
    await this.harness.open();
    await this.signInAda();
  }

  /** Ada at her window, after her session has run out. */
  async signInAgain(): Promise<void> {
    this.as(this.adas);
    await this.harness.signIn('ada');
  }

  /** After a restart the only window is Ada's. */
  async signInAda(): Promise<void> {
    this.adas = this.harness.sender;
    await this.harness.signIn('ada');
  }
}
