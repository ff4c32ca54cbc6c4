import { AppError } from '../../src-shared/errors.ts';
import { z } from 'zod';
import {
  defaultPolicy,
  type JoiningView,
  type KillSwitch,
  killSwitchSchema,
  type Policy,
  type PolicyKey,
  policySchema,
  type PolicyView,
} from '../../src-shared/policy.ts';
import type { AuditService } from '../audit/audit-service.ts';
import { checkMac, macOf } from '../crypto/row-mac.ts';
import type { Database, Repositories } from '../database/database.ts';
import type { Clock } from '../host.ts';
import type { Installation } from '../installation/installation.ts';
import { policyEntry } from '../keychain/keychain.ts';
import type { PolicyRow } from './policy-entity.ts';

interface PolicyParts {
  readonly database: Database;
  readonly installation: Installation;
  readonly audit: AuditService;
  readonly clock: Clock;
}

interface Stored {
  readonly policy: Policy;
  readonly killSwitch: KillSwitch | null;
}

const storedSchema = z.strictObject({ policy: policySchema.partial(), killSwitch: killSwitchSchema.nullable() });
const fresh: Stored = { policy: defaultPolicy, killSwitch: null };
/** What holds while nobody knows what was decided: nobody joins, two administrators are needed, everything is kept. */
const strictest: Stored = {
  policy: {
    ...defaultPolicy,
    ...{ joining: 'administrators', guest: false, twoAdministrators: true },
    ...{ sessionHistoryDays: 730, trashDays: 365, auditDays: 3650, deletionGraceDays: 90, backupsKept: 50 },
  },
  killSwitch: null,
};

/** What the administrators have decided; kept in memory, and in one row that SQL alone can't write. */
export class PolicyService {
  readonly #parts: PolicyParts;
  #stored: Stored = fresh;
  #damaged = false;
  #changedAt: number | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  readonly #listeners: (() => void)[] = [];

  constructor(parts: PolicyParts) {
    this.#parts = parts;
  }

  /** Reads what is stored; a row that is not as the app wrote it, or is gone, leaves the strictest policy until it is saved anew. Throws keychainUnavailable, keychainLocked. */
  async load(): Promise<void> {
    const row = await this.#parts.database.repositories.policy.find(this.#parts.installation.id);
    this.#changedAt = row?.changedAt ?? null;
    const stored = row === null ? await this.#whereThereIsNone() : this.#read(row);
    this.#damaged = stored === null;
    this.#stored = stored ?? strictest;
    // SECURITY: where SQL doesn't reach: a row that is taken out, with all that the log says of it, was once there all the same.
    if (!(await this.#wasStored())) await this.#parts.installation.keychain.write(this.#entry, new TextEncoder().encode('stored'));
  }

  /** Called whenever something else holds from now on. */
  onChanged(listener: () => void): void {
    this.#listeners.push(listener);
  }

  get now(): Policy {
    return this.#stored.policy;
  }

  get killSwitch(): KillSwitch | null {
    return this.#stored.killSwitch;
  }

  get damaged(): boolean {
    return this.#damaged;
  }

  joining(): JoiningView {
    const { joining, loginScreen, guest, passwordMinCharacters } = this.now;
    const closed = this.killSwitch !== null;
    return { joining: closed ? 'closed' : joining, loginScreen, guest: guest && !closed, passwordMinCharacters };
  }

  async view(): Promise<PolicyView> {
    const { accounts } = this.#parts.database.repositories;
    const { active = 0 } = await accounts.countByStatus();
    return {
      policy: this.now,
      killSwitch: this.killSwitch,
      damaged: this.#damaged,
      changedAt: this.#changedAt,
      activePeople: active,
      activeAdministrators: await accounts.countActiveAdministrators(),
    };
  }

  /** Stores another policy with one line in the log per entry that changed. Answers with these entries. */
  change(actorId: string, changed: (before: Policy) => Policy): Promise<PolicyKey[]> {
    return this.#inTurn(async () => {
      const before = this.now;
      const policy = changed(before);
      const keys = (Object.keys(policySchema.shape) as PolicyKey[]).filter((key) => before[key] !== policy[key]);
      await this.#save({ policy, killSwitch: this.killSwitch }, async (r) => {
        for (const key of keys) await this.#tell(r, actorId, 'policy.changed', key, `${String(before[key])} → ${String(policy[key])}`);
        if (this.#damaged) await this.#tell(r, actorId, 'policy.mended', null);
      });
      return keys;
    });
  }

  /** Holds from the first moment on, even where it can't be stored; the caller writes it down. */
  turnOnKillSwitch(actorId: string, alongside: (r: Repositories) => Promise<void>): Promise<void> {
    const killSwitch = { at: this.#parts.clock.now(), byId: actorId };
    this.#stored = { ...this.#stored, killSwitch };
    return this.#inTurn(() => this.#save({ policy: this.now, killSwitch }, alongside, this.#changedAt));
  }

  liftKillSwitch(actorId: string): Promise<void> {
    return this.#inTurn(() =>
      this.#save({ policy: this.now, killSwitch: null }, (r) => this.#tell(r, actorId, 'killSwitch.lifted', null), this.#changedAt),
    );
  }

  /** Under another key of the installation, after the one that it was written with is lost. */
  async signAnew(r: Repositories): Promise<void> {
    const { installation } = this.#parts;
    const row = await r.policy.find(installation.id);
    if (row !== null) await r.policy.save({ ...row, mac: this.#macOf(row) });
  }

  async #whereThereIsNone(): Promise<Stored | null> {
    if (await this.#wasStored()) return null;
    // A row that was once written and is gone has been taken out; a log that lost its beginning may have told of it there.
    for (const action of ['policy.created', 'policy.changed', 'audit.pruned'] as const)
      if ((await this.#parts.database.repositories.audit.lastOf(action)) !== null) return null;
    await this.#save(fresh, (r) => this.#tell(r, null, 'policy.created', null));
    return fresh;
  }

  get #entry(): string {
    return policyEntry(this.#parts.installation.id);
  }

  /** Whether the keychain says so. */
  async #wasStored(): Promise<boolean> {
    try {
      await this.#parts.installation.keychain.read(this.#entry);
      return true;
    } catch (error) {
      if (error instanceof AppError && error.code === 'keychainEntryMissing') return false;
      throw error;
    }
  }

  #read(row: PolicyRow): Stored | null {
    if (!checkMac(this.#key, 'policy', row.id, [row.value, row.changedAt], row.mac)) return null;
    const { policy, killSwitch } = storedSchema.parse(JSON.parse(row.value));
    // An entry that a later version added has its default.
    return { policy: policySchema.parse({ ...defaultPolicy, ...policy }), killSwitch };
  }

  /** One after the other, or a change under way would put back what another one has just decided. */
  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(task, task);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  /** `changedAt`: where the policy itself stays as it is. */
  async #save(stored: Stored, alongside: (r: Repositories) => Promise<void>, changedAt: number | null = null): Promise<void> {
    const at = changedAt ?? this.#parts.clock.now();
    const row = { id: this.#parts.installation.id, value: JSON.stringify(stored), changedAt: at };
    await this.#parts.database.transaction(async (r) => {
      await alongside(r);
      await r.policy.save({ ...row, mac: this.#macOf(row) });
    });
    this.#stored = stored;
    this.#damaged = false;
    this.#changedAt = row.changedAt;
    for (const listener of this.#listeners) listener();
  }

  get #key(): Uint8Array {
    return this.#parts.installation.keys.accountRows;
  }

  #macOf({ id, value, changedAt }: Omit<PolicyRow, 'mac'>): Uint8Array {
    return macOf(this.#key, 'policy', id, [value, changedAt]);
  }

  #tell(
    r: Repositories,
    actorId: string | null,
    action: 'policy.created' | 'policy.changed' | 'policy.mended' | 'killSwitch.lifted',
    targetId: string | null,
    detail?: string,
  ): Promise<void> {
    const entry = { actorId, action, targetKind: 'policy', targetId, outcome: 'ok' } as const;
    return this.#parts.audit.record(detail === undefined ? entry : { ...entry, detail }, r);
  }
}

/** Throws joiningClosed where nobody joins by themselves. */
export function requireJoining(policy: PolicyService): void {
  const { joining } = policy.joining();
  if (joining === 'administrators' || joining === 'closed') throw new AppError('joiningClosed', { reason: joining });
}
