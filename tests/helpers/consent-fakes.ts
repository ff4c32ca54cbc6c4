import type { Asker, Decision } from '../../src-shared/agent/programs.ts';
import { AppError } from '../../src-shared/errors.ts';
import type { ItemSummary } from '../../src-shared/items.ts';
import { defaultPolicy, type Policy } from '../../src-shared/policy.ts';
import type { EventName } from '../../src-shared/contract/events.ts';
import { ApprovalsService } from '../../src-main/agent/approvals-service.ts';
import { createGrantsService } from '../../src-main/agent/grants-service.ts';
import { OpeningQueue } from '../../src-main/agent/opening-queue.ts';
import { createProgramsService } from '../../src-main/agent/programs-service.ts';
import { createSecretsService } from '../../src-main/agent/secrets-service.ts';
import type { AuditEntry } from '../../src-main/audit/audit-service.ts';
import type { Repositories } from '../../src-main/database/database.ts';
import type { Sender } from '../../src-main/host.ts';
import { Leases } from '../../src-main/session/leases.ts';
import type { OpenVault } from '../../src-main/vault/open-vault.ts';
import type { RecordSummary, StoredRecord } from '../../src-main/vault/records-service.ts';
import { TestSender } from './app-harness.ts';
import { asker } from './consent-stage.ts';
import { FakeClock } from './fake-clock.ts';
import { fixedRandomness } from './fixed-randomness.ts';
import { plainSummary } from './plain-item.ts';

/** A vault without anything in it, for services that only hand it on. */
class FakeVault {
  readonly ownerId: string;
  closed = false;
  readonly keeper = {
    stopped: false,
    call: async (): Promise<string> => 'signed',
    onStopped: (): void => undefined,
  };

  constructor(ownerId: string) {
    this.ownerId = ownerId;
  }

  shut(): void {
    this.closed = true;
  }

  end(): void {
    this.closed = true;
    this.keeper.stopped = true;
  }
}

const unlessStopped = (vault: OpenVault): void => {
  if (vault.keeper.stopped) throw new AppError('keeperStopped');
};

/** The consent of people who are never more than a map entry: real services, with working fakes of vaults, sessions and the database. */
export class ConsentFakes {
  readonly clock = new FakeClock();
  readonly rows: AuditEntry[] = [];
  readonly told: unknown[] = [];
  readonly pushed: { ownerId: string; event: EventName; payload: unknown }[] = [];
  readonly items = new Map<string, ItemSummary>();
  readonly signedIn = new Map<Sender, string>();
  policy: Policy = defaultPolicy;
  /** By owner, collection and key. */
  readonly stored = new Map<string, { ownerId: string; collection: string; key: string; value: string }>();
  failing = false;
  readonly leases: Leases;
  readonly #vaults = new Map<string, OpenVault>();
  readonly #opened: ((vault: OpenVault) => void)[] = [];
  #ids = 0;

  readonly grants;
  readonly programs;
  readonly approvals;
  readonly secrets;

  constructor() {
    const { clock } = this;
    const parts = {
      clock,
      random: fixedRandomness('consent'),
      newId: (): string => this.newId(),
      log: (): void => undefined,
      database: { transaction: <T>(work: (r: Repositories) => Promise<T>): Promise<T> => work({} as Repositories) },
      audit: { record: async (entry: AuditEntry): Promise<void> => void this.rows.push(entry) },
      notifications: {
        tell: async (_r: Repositories, ownerId: string, trigger: string, facts: object): Promise<void> =>
          void this.told.push({ ownerId, trigger, facts }),
      },
      push: (ownerId: string, event: EventName, payload: unknown): void => void this.pushed.push({ ownerId, event, payload }),
      records: this.#records(),
    };
    const policyOf = (): Policy => this.policy;
    const policy = {
      get now(): Policy {
        return policyOf();
      },
    };
    const itemName = async (_vault: OpenVault, id: string): Promise<string | null> => this.items.get(id)?.name ?? null;
    this.grants = createGrantsService({ ...parts, policy, itemName });
    this.leases = new Leases({ ...parts, audit: parts.audit as never, leaseOf: (vault) => this.grants.leaseOf(vault) });
    const doors = {
      vaultOf: (ownerId: string) => this.#vaults.get(ownerId) ?? null,
      owners: () => [...this.#vaults.keys()],
      leases: this.leases,
    };
    const reachable = (ownerId: string): OpenVault | null => doors.vaultOf(ownerId) ?? this.leases.of(ownerId)?.vault ?? null;
    this.programs = createProgramsService({ ...parts, grants: this.grants, reachable });
    const checkPassword = async (_person: unknown, password: string): Promise<void> => {
      if (password !== 'right') throw new AppError('wrongPassword');
    };
    this.approvals = new ApprovalsService({ ...parts, policy, grants: this.grants, programs: this.programs, checkPassword });
    this.secrets = createSecretsService({
      ...{ ...parts, policy, grants: this.grants, programs: this.programs, approvals: this.approvals },
      queue: new OpeningQueue({ clock, onOpened: (listener) => void this.#opened.push(listener) }),
      references: this.#references(),
      sessions: {
        standing: (sender) => {
          const ownerId = this.signedIn.get(sender);
          return ownerId === undefined ? null : { ownerId, role: 'user', vault: doors.vaultOf(ownerId) };
        },
        unlocked: () => ({ passwordDue: false }) as never,
        doors,
      },
      findByUsername: async (username) => ({ id: username, role: 'user' }),
      issuer: 'strongroom:test',
    });
  }

  newId(): string {
    this.#ids += 1;
    return `00000000-0000-4000-8000-${String(this.#ids).padStart(12, '0')}`;
  }

  vault(ownerId: string): OpenVault {
    const vault = this.#vaults.get(ownerId);
    if (vault === undefined) throw new Error(`${ownerId} is locked`);
    return vault;
  }

  isOpen(ownerId: string): boolean {
    return this.#vaults.has(ownerId);
  }

  open(ownerId: string): OpenVault {
    const vault = new FakeVault(ownerId) as unknown as OpenVault;
    this.leases.end(ownerId);
    this.#vaults.set(ownerId, vault);
    this.grants.prepare(vault);
    for (const listener of this.#opened) listener(vault);
    return vault;
  }

  lock(ownerId: string): void {
    const vault = this.vault(ownerId);
    this.#vaults.delete(ownerId);
    this.leases.takeOrEnd(vault, 'asked');
    this.approvals.cancel(ownerId);
  }

  item(name: string, changes: Partial<ItemSummary> = {}): ItemSummary {
    const about = { kind: 'apiKey', subtitle: '', tags: [], favourite: false, expiresAt: null } as const;
    const times = { revision: 1, trashedAt: null, createdAt: 1, updatedAt: 1 };
    const item: ItemSummary = { id: this.newId(), name, ...plainSummary, ...about, ...times, ...changes, tags: changes.tags ?? [] };
    this.items.set(item.id, item);
    return item;
  }

  read(sender: Sender, by: Asker, account: string, item: ItemSummary, reading: { use?: 'reveal' | 'inject'; signal?: AbortSignal } = {}) {
    const { use = 'reveal', signal = null } = reading;
    const input = { references: [`strongroom://${item.id}`], use, account, waitSeconds: 0 };
    return this.secrets.read({ sender, asker: by, signal }, input);
  }

  answer(ownerId: string, id: string, decision: Decision): Promise<void> {
    return this.approvals.answer({ ...signedIn, sender: new TestSender(), vault: this.vault(ownerId) }, id, decision);
  }

  /** A question put straight to the person. */
  ask(ownerId: string, item: ItemSummary, changes: Partial<Parameters<ApprovalsService['ask']>[0]> = {}): Promise<OpenVault> {
    const asking = { sender: new TestSender('program'), asker: asker('bot'), use: 'reveal', audience: null, signal: null } as const;
    return this.approvals.ask({ ownerId, ...asking, items: [{ item, fields: [] }], ...changes });
  }

  #references() {
    return {
      locate: async (vault: OpenVault, references: readonly { item: string; field: string | null }[]) => {
        unlessStopped(vault);
        return references.map(({ item: id, field }) => {
          const item = this.items.get(id);
          if (item === undefined) throw new AppError('notFound', { what: 'item' });
          return { item, field };
        });
      },
      name: async (_vault: OpenVault, located: readonly object[]) => located.map(() => ({ fieldId: 'key', fieldName: 'Key' })),
      open: async (vault: OpenVault, located: readonly { item: ItemSummary }[]) => {
        unlessStopped(vault);
        return located.map(({ item }) => ({ fieldId: 'key', fieldName: 'Key', value: `${vault.ownerId}'s ${item.name}` }));
      },
    };
  }

  #records() {
    const place = (ownerId: string, collection: string, key: string): string => JSON.stringify([ownerId, collection, key]);
    const summary = (collection: string, key: string): RecordSummary => ({
      ...{ id: key, revision: 1, record: { collection, key }, createdAt: 1, updatedAt: 1 },
    });
    const write = async (vault: OpenVault): Promise<void> => {
      await Promise.resolve();
      unlessStopped(vault);
      if (this.failing) throw new AppError('diskFull');
    };
    return {
      readAll: async (vault: OpenVault, collection: string): Promise<StoredRecord[]> => {
        unlessStopped(vault);
        const mine = [...this.stored.values()].filter((record) => record.ownerId === vault.ownerId && record.collection === collection);
        return mine.map(({ key, value }) => ({ ...summary(collection, key), value }));
      },
      put: async (
        vault: OpenVault,
        { collection, key, value }: { collection: string; key: string; value: string },
        alongside: (r: Repositories, record: RecordSummary) => Promise<void> = async () => undefined,
      ): Promise<RecordSummary> => {
        await write(vault);
        await alongside({} as Repositories, summary(collection, key));
        this.stored.set(place(vault.ownerId, collection, key), { ownerId: vault.ownerId, collection, key, value });
        return summary(collection, key);
      },
      remove: async (
        vault: OpenVault,
        { collection, key }: { collection: string; key: string },
        alongside: (r: Repositories, record: RecordSummary) => Promise<void> = async () => undefined,
      ): Promise<boolean> => {
        await write(vault);
        await alongside({} as Repositories, summary(collection, key));
        return this.stored.delete(place(vault.ownerId, collection, key));
      },
    };
  }
}

/** What a session says of its person, beside the vault. */
export const signedIn = { sessionId: 'a session', ownerId: 'ada', role: 'user', passwordDue: false } as const;

/** Lets everything that needs no time come to its end. */
export const settled = (): Promise<void> => new Promise((go) => void setImmediate(go));
