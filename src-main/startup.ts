import { randomBytes, randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { AppError, type Failure } from '../src-shared/errors.ts';
import type { AppStatus } from '../src-shared/contract/setup.ts';
import type { KeychainStatus } from '../src-shared/models.ts';
import type { Enrolled, NewPerson } from './accounts/enrolment.ts';
import { signedRow } from './accounts/account-rows.ts';
import { everyAccount } from './accounts/every-account.ts';
import { selfTest } from './crypto/self-test.ts';
import type { Randomness } from './crypto/primitives.ts';
import type { Database } from './database/database.ts';
import { openDatabase } from './database/open-database.ts';
import type { Host } from './host.ts';
import { openInstallation } from './installation/installation.ts';
import { setUpInstallation } from './installation/setup-service.ts';
import { createFileKeychain } from './keychain/file-keychain.ts';
import { installationKeyEntry, type Keychain } from './keychain/keychain.ts';
import { createServices, type Services } from './services.ts';

type Phase =
  | { readonly name: 'problem'; readonly failure: Failure }
  | { readonly name: 'firstRun' }
  | { readonly name: 'ready'; readonly services: Services };

/** Takes the app from nothing to ready: self-test, database, keychain, installation. What fails is told, never mended on the quiet. */
export class Startup {
  readonly random: Randomness = (bytes) => new Uint8Array(randomBytes(bytes));
  readonly #host: Host;
  readonly #onReady: (services: Services) => void;
  #phase: Phase = { name: 'firstRun' };
  #database: Database | null = null;
  #keychain: Keychain;
  /** A first run that was refused (a weak password, say) goes on with the same keychain entries. */
  #prepared: Services | null = null;
  #keychainState: KeychainStatus['state'] = 'unavailable';
  #turn: Promise<unknown> = Promise.resolve();

  constructor(host: Host, onReady: (services: Services) => void) {
    this.#host = host;
    this.#onReady = onReady;
    this.#keychain = host.forceFileKeychain ? this.#fileKeychain() : host.osKeychain;
  }

  /** Goes as far as it can; a failure becomes the `problem` phase. */
  run(): Promise<void> {
    return this.#inTurn(() => this.#run());
  }

  get phase(): Phase['name'] {
    return this.#phase.name;
  }

  /** Throws setupRequired before the first run is done, and the problem where there is one. */
  services(): Services {
    if (this.#phase.name === 'ready') return this.#phase.services;
    throw this.#phase.name === 'problem'
      ? new AppError(this.#phase.failure.code, this.#phase.failure.detail)
      : new AppError('setupRequired');
  }

  status(): AppStatus {
    const { version, dataDirectory, suggestedEmail, demo } = this.#host;
    const phase = this.#phase;
    const keychain = { kind: this.#keychain.kind, state: this.#keychainState };
    return {
      phase: phase.name,
      problem: phase.name === 'problem' ? phase.failure : null,
      version,
      machine: hostname(),
      dataDirectory,
      keychain,
      suggestedEmail,
      demo,
    };
  }

  /** Runs once more where something stood in the way, whatever it was. */
  async tryAgain(): Promise<AppStatus> {
    await this.#inTurn(async () => {
      if (this.#phase.name !== 'problem') return;
      // Opened anew: what lies there may have been put back meanwhile.
      await this.#database?.close();
      this.#database = null;
      await this.#run();
    });
    return this.status();
  }

  /** Asks the keychain again; where only it stood in the way, the app goes on. */
  async checkKeychain(): Promise<KeychainStatus> {
    await this.#inTurn(async () => {
      if (this.#phase.name === 'problem' && isKeychainFailure(this.#phase.failure)) await this.#run();
      else this.#keychainState = await this.#keychain.probe();
    });
    return this.status().keychain;
  }

  /** Throws alreadySetUp: vaults that exist are bound to the keychain they were made with. */
  async useFileKeychain(): Promise<KeychainStatus> {
    await this.#inTurn(async () => {
      if (this.#phase.name !== 'firstRun') throw new AppError('alreadySetUp');
      this.#keychain = this.#fileKeychain();
      this.#prepared = null;
      this.#keychainState = await this.#keychain.probe();
    });
    return this.status().keychain;
  }

  /** Throws alreadySetUp, and as setUpInstallation. */
  async setUp(person: NewPerson): Promise<Enrolled & { installationCode: string }> {
    return this.#inTurn(async () => {
      const database = this.#database;
      if (this.#phase.name !== 'firstRun' || database === null) throw new AppError('alreadySetUp');
      await this.#requireKeychain();
      const services = (this.#prepared ??= await this.#prepare(randomUUID(), database));
      const enrolled = await setUpInstallation(services.accountParts, person);
      await services.installation.adopted();
      await services.policy.load();
      this.#becomeReady(services);
      services.housekeeping.begin();
      return enrolled;
    });
  }

  /** Locks everyone, writes what waits, and closes the database once `beside` has ended, too. */
  async close(beside: Promise<void> = Promise.resolve()): Promise<void> {
    await this.#turn;
    if (this.#phase.name === 'ready') {
      const { sessions, clipboard, anchors, audit, pool, housekeeping, grants, systemCheck, here } = this.#phase.services;
      // Begun first, so that the locking below leaves no second try waiting; awaited later, so that it delays no locking.
      const cleared = clipboard.end();
      await sessions.lockAll('ended');
      await beside;
      grants.stop();
      here.stop();
      await housekeeping.stop();
      await systemCheck.stop();
      await cleared;
      await anchors.flushAll();
      await audit.end();
      pool.close();
    }
    await beside;
    await this.#database?.close();
  }

  async #run(): Promise<void> {
    try {
      await selfTest();
      const { dataDirectory, clock, log } = this.#host;
      this.#database ??= await openDatabase({ dataDirectory, clock, log });
      const row = await this.#database.repositories.installation.find();
      if (row !== null) this.#keychain = row.keychainKind === 'file' ? this.#fileKeychain() : this.#host.osKeychain;
      this.#keychainState = await this.#keychain.probe();
      if (row === null) {
        this.#phase = { name: 'firstRun' };
        return;
      }
      await this.#requireKeychain();
      await this.#requireOwnKeychain(row.id);
      const services = await this.#prepare(row.id, this.#database);
      await services.audit.checkAtStart();
      await afterLostKeys(services, this.#database);
      await services.policy.load();
      this.#becomeReady(services);
      services.housekeeping.begin();
    } catch (error) {
      if (!(error instanceof AppError)) this.#host.log('startup.internal', { error: error instanceof Error ? error.name : typeof error });
      this.#phase = { name: 'problem', failure: error instanceof AppError ? error.toFailure() : { code: 'internal' } };
    }
  }

  async #prepare(id: string, database: Database): Promise<Services> {
    const installation = await openInstallation({ id, database, keychain: this.#keychain, random: this.random });
    return createServices(this.#host, database, installation, this.random);
  }

  async #requireKeychain(): Promise<void> {
    this.#keychainState = await this.#keychain.probe();
    if (this.#keychainState !== 'available')
      throw new AppError(this.#keychainState === 'locked' ? 'keychainLocked' : 'keychainUnavailable');
  }

  /** SECURITY: which keychain holds the keys is in the database; an empty one that SQL has named would count as one that lost them. */
  async #requireOwnKeychain(id: string): Promise<void> {
    const { osKeychain, forceFileKeychain } = this.#host;
    // Whoever has chosen the file for this start doesn't want the system's keychain asked.
    if (this.#keychain.kind === 'file' && forceFileKeychain) return;
    const other = this.#keychain.kind === 'file' ? osKeychain : this.#fileKeychain();
    const held = await other.read(installationKeyEntry(id, 'account-rows')).catch(() => null);
    if (held !== null) throw new AppError('dataDamaged', { what: 'keychain' });
  }

  #becomeReady(services: Services): void {
    this.#phase = { name: 'ready', services };
    this.#onReady(services);
  }

  #fileKeychain(): Keychain {
    return createFileKeychain(join(this.#host.dataDirectory, 'keychain.json'));
  }

  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(task, task);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }
}

const isKeychainFailure = ({ code }: Failure): boolean => code === 'keychainUnavailable' || code === 'keychainLocked';

/**
 * A keychain that lost the installation's own keys opens no vault and closes none: the log begins a new epoch that says so,
 * the account rows get codes under the new key, and the administrator is asked to make a new installation code.
 */
async function afterLostKeys({ audit, installation, policy }: Services, database: Database): Promise<void> {
  const { lost, keys } = installation;
  if (lost.length === 0) return;
  if (lost.includes('audit')) await audit.startEpoch();
  await database.transaction(async (r) => {
    if (lost.includes('account-rows')) {
      for await (const row of everyAccount(r)) await r.accounts.update(row.id, { mac: signedRow(keys.accountRows, row).mac });
      await policy.signAnew(r);
      // SECURITY: whatever SQL had put into a row is ours from here on, so this moment has to be found in the log.
      await audit.record(
        {
          actorId: null,
          action: 'accounts.signedAnew',
          targetKind: 'installation',
          targetId: installation.id,
          outcome: 'ok',
        },
        r,
      );
    }
    if (lost.includes('backup')) await r.installation.update({ installationCodeConfirmedAt: null });
  });
  await installation.adopted();
}
