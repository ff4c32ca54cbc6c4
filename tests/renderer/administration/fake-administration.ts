import type { AuditFilter, AuditRowView } from '../../../src-shared/audit.ts';
import type { HerePerson } from '../../../src-shared/here.ts';
import type { SavedFilter } from '../../../src-shared/saved-filters.ts';
import type { System, SystemCheck } from '../../../src-shared/system.ts';
import type { EventName, EventPayload } from '../../../src-shared/contract/events.ts';
import type { ChannelName, Input, Output } from '../../../src-shared/contract/index.ts';
import type { ErrorCode, ErrorDetail, Result } from '../../../src-shared/errors.ts';
import {
  type AccountStatus,
  accountStatuses,
  type Act,
  type Activation,
  type AdminRequest,
  type Person,
  type SessionView,
} from '../../../src-shared/people.ts';
import { defaultPolicy, type PolicyView } from '../../../src-shared/policy.ts';

type Answers = { [C in ChannelName]?: (input: Input<C>) => Output<C> | Promise<Output<C>> };

class Refusal extends Error {
  readonly code: ErrorCode;
  readonly detail: ErrorDetail | undefined;
  constructor(code: ErrorCode, detail?: ErrorDetail) {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}

/** Throws inside an answer of the fake: the page gets this failure. */
export const refuse = (code: ErrorCode, detail?: ErrorDetail): never => {
  throw new Refusal(code, detail);
};

export const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
export const meId = idOf(1);
export const began = Date.UTC(2026, 0, 5, 9, 30);
const changesOf: { readonly [A in Act]?: Partial<Person> } = {
  approve: { status: 'active' },
  disable: { status: 'disabled', liveSessions: 0, unlocked: false },
  enable: { status: 'active' },
  unlock: { failedLoginAttempts: 0, lockedUntil: null },
  makeAdministrator: { role: 'administrator' },
  makeUser: { role: 'user' },
  endSessions: { liveSessions: 0, unlocked: false },
  requirePassword: { passwordDue: true, passwordReleasable: true },
  releasePassword: { passwordDue: false, passwordReleasable: false },
  delete: { status: 'deleted', eraseAt: began },
  restore: { status: 'active', eraseAt: null },
  mend: { damaged: false, role: 'user', status: 'disabled' },
};

const locked = { unlockedSince: null, seenAt: null, locksAt: null };

/** What administrators reach of main, in memory behind `window.strongroom`, with every call written down. */
export class FakeAdministration {
  readonly calls: { readonly channel: string; readonly input: unknown }[] = [];
  readonly people: Person[] = [];
  readonly sessions: SessionView[] = [];
  readonly rows: AuditRowView[] = [];
  requests: AdminRequest[] = [];
  here: HerePerson[] = [];
  check: SystemCheck | null = null;
  filters: SavedFilter[] = [];
  view: PolicyView = { policy: defaultPolicy, killSwitch: null, damaged: false, changedAt: null, activePeople: 3, activeAdministrators: 2 };
  system: System = {
    version: '1.2.3',
    versions: { node: '24.1.0', electron: null, sqlite: '3.50.1' },
    platform: 'linux x64',
    dataDirectory: '/data/strongroom',
    logDirectory: '/data/strongroom/logs',
    exportsDirectory: '/home/mara/Downloads',
    backupsDirectory: '/data/strongroom/backups',
    databaseBytes: 1_500_000,
    migrations: [
      { name: 'FirstVault', at: null },
      { name: 'People', at: began },
    ],
    backups: [{ name: 'before-People.db', bytes: 900_000, at: began }],
    diskFreeBytes: 50_000_000_000,
    lostKeys: [],
    damagedAccounts: 0,
  };
  /** Answers that take the place of the ordinary ones. */
  readonly answers: Answers = {};
  readonly #listeners = new Map<string, Set<(payload: unknown) => void>>();

  constructor() {
    const surface: Window['strongroom'] = {
      invoke: (channel, payload) => this.#invoke(channel, payload),
      on: (event, listener) => {
        const listeners = this.#listeners.get(event) ?? new Set();
        this.#listeners.set(event, listeners.add(listener));
        return () => listeners.delete(listener);
      },
    };
    Object.defineProperty(window, 'strongroom', { configurable: true, value: surface });
    this.add('Mara Lindqvist', { role: 'administrator', liveSessions: 1, unlocked: true });
  }

  /** A person with a vault, unless told otherwise. */
  add(displayName: string, more: Partial<Person> = {}): Person {
    const number = this.people.length + 1;
    const person: Person = {
      ...{ id: idOf(number), username: displayName.toLowerCase().replaceAll(' ', '.'), displayName, email: null, colour: 'teal' },
      ...{ role: 'user', status: 'active', createdAt: began + number, lastLogin: began, failedLoginAttempts: 0, lockedUntil: null },
      ...{ passwordDue: false, passwordReleasable: false, activationExpiresAt: null, eraseAt: null, hasVault: true, imported: false },
      ...{ recoveryCodeConfirmed: true, damaged: false, liveSessions: 0, unlocked: false, ...more },
    };
    this.people.push(person);
    return person;
  }

  addSession(ownerName: string, more: Partial<SessionView> = {}): SessionView {
    const session: SessionView = {
      ...{ id: idOf(500 + this.sessions.length), ownerId: this.people.find((person) => person.displayName === ownerName)?.id ?? meId },
      ...{ ownerName, kind: 'desktop', client: 'Lab 7', createdAt: began, lastActivityAt: began, expiresAt: Date.now() + 86_400_000 },
      ...{ endedAt: null, current: false, unlocked: false, ...more },
    };
    this.sessions.push(session);
    return session;
  }

  addHere(person: Person, more: Partial<HerePerson> = {}): HerePerson {
    const { id, username, displayName, colour, role } = person;
    const here: HerePerson = {
      ...{ id, username, displayName, colour, role, unlockedSince: began, seenAt: began, locksAt: began + 600_000, lease: null },
      places: [
        {
          sessionId: idOf(800 + this.here.length),
          kind: 'desktop',
          client: 'Lab 7',
          lastActivityAt: began,
          state: 'open',
          current: id === meId,
        },
      ],
      ...more,
    };
    this.here.push(here);
    return here;
  }

  addRow(action: string, more: Partial<AuditRowView> = {}): AuditRowView {
    const sequence = this.rows.length + 1;
    const row: AuditRowView = {
      ...{ sequence, at: began + sequence * 1000, actorId: meId, actorName: 'Mara Lindqvist', action, targetKind: null, targetId: null },
      ...{ targetName: null, outcome: 'ok', client: 'desktop', detail: null, ...more },
    };
    this.rows.unshift(row);
    return row;
  }

  push<E extends EventName>(event: E, payload: EventPayload<E>): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(payload);
  }

  inputsOf<C extends ChannelName>(channel: C): Input<C>[] {
    return this.calls.filter((call) => call.channel === channel).map((call) => call.input as Input<C>);
  }

  activation(accountId: string): Activation {
    const username = this.people.find(({ id }) => id === accountId)?.username ?? '';
    return { accountId, username, code: 'WAXB-F4MN-7CWB-M1M4-YM80', expiresAt: Date.UTC(2030, 0, 1) };
  }

  async #invoke(channel: string, input: unknown): Promise<Result<unknown>> {
    this.calls.push({ channel, input });
    const answers: Record<string, ((input: never) => unknown) | undefined> = { ...this.#ordinary, ...this.answers };
    const answer = answers[channel];
    if (answer === undefined) return { ok: false, error: { code: 'unknownChannel' } };
    try {
      return { ok: true, value: await answer(input as never) };
    } catch (error) {
      if (!(error instanceof Refusal)) return { ok: false, error: { code: 'internal' } };
      return { ok: false, error: error.detail === undefined ? { code: error.code } : { code: error.code, detail: error.detail } };
    }
  }

  #page(list: readonly Person[], { offset, limit }: { offset: number; limit: number }): Output<'people.list'> {
    const count = (status: AccountStatus): number => this.people.filter((person) => person.status === status).length;
    const counts = Object.fromEntries(accountStatuses.map((status) => [status, count(status)])) as Output<'people.list'>['counts'];
    return { people: list.slice(offset, offset + limit), total: list.length, counts };
  }

  readonly #ordinary: Answers = {
    'policy.get': () => this.view,
    'policy.set': (policy) => (this.view = { ...this.view, policy, damaged: false }),
    'killSwitch.lift': () => (this.view = { ...this.view, killSwitch: null }),
    'requests.list': () => this.requests,
    'requests.decline': ({ id }) => void (this.requests = this.requests.filter((request) => request.id !== id)),
    'requests.confirm': ({ id }) => {
      const request = this.requests.find((one) => one.id === id) ?? refuse('notFound');
      this.requests = this.requests.filter((one) => one !== request);
      return { activation: request.act === 'reset' ? this.activation(request.targetId) : null };
    },
    'people.list': (query) => {
      const text = query.search.toLowerCase();
      const matches = ({ displayName, username, status, role }: Person): boolean =>
        `${displayName} ${username}`.toLowerCase().includes(text) &&
        (query.status === null || query.status === status) &&
        (query.role === null || query.role === role);
      return this.#page(this.people.filter(matches), query);
    },
    'people.act': ({ act, ids }) => {
      for (const id of ids) Object.assign(this.people.find((person) => person.id === id) ?? refuse('notFound'), changesOf[act]);
      return { done: [...ids], requested: [], refused: [] };
    },
    'people.create': ({ username, displayName, email, role }) =>
      this.activation(this.add(displayName, { username, email, role, status: 'invited', hasVault: false }).id),
    'people.invite': ({ id }) => this.activation(id),
    'people.reset': ({ id }) => this.activation(id),
    'people.copyCode': () => ({ clearsAt: Date.now() + 30_000 }),
    'sessions.everyone': ({ ownerId, liveOnly, offset, limit }) => {
      const found = this.sessions.filter(
        (session) => (ownerId === null || session.ownerId === ownerId) && (!liveOnly || session.endedAt === null),
      );
      return { sessions: found.slice(offset, offset + limit), more: found.length > offset + limit };
    },
    'sessions.endOf': ({ id }) => void Object.assign(this.sessions.find((session) => session.id === id) ?? {}, { endedAt: Date.now() }),
    'sessions.endAll': () => ({ ended: this.sessions.length }),
    'audit.everyone': ({ filter, before, limit }) => {
      const found = this.rows.filter((row) => (before === null || row.sequence < before) && fits(row, filter));
      return { rows: found.slice(0, limit), more: found.length > limit };
    },
    'system.read': () => this.system,
    'system.copy': () => undefined,
    'system.check': () => this.check,
    'sessions.here': () => ({ people: this.here, more: 0 }),
    'sessions.lockPerson': ({ id }) => void Object.assign(this.here.find((person) => person.id === id) ?? refuse('notFound'), locked),
    'sessions.lockPeople': () => ({ locked: this.here.length - 1 }),
    'sessions.endPerson': ({ id }) => void (this.here = this.here.filter((person) => person.id !== id)),
    'sessions.endLease': ({ id }) => void Object.assign(this.here.find((person) => person.id === id) ?? {}, { lease: null }),
    'policy.preview': () => [],
    'filters.list': () => this.filters,
    'filters.put': ({ id, name, content }) => {
      const filter = { id: id ?? idOf(700 + this.filters.length), name, content };
      this.filters = [...this.filters, filter];
      return filter;
    },
    'filters.remove': ({ id }) => void (this.filters = this.filters.filter((filter) => filter.id !== id)),
  };
}

const fits = ({ actorId, targetId, action, outcome, at }: AuditRowView, filter: AuditFilter): boolean =>
  (filter.personId === null || filter.personId === actorId || filter.personId === targetId) &&
  (filter.action === null || filter.action === action) &&
  (filter.outcome === null || filter.outcome === outcome) &&
  at >= (filter.from ?? 0) &&
  at <= (filter.to ?? Number.MAX_SAFE_INTEGER);
