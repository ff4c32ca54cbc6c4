import { expect } from 'vitest';
import type { Role } from '../../src-shared/models.ts';
import type { Act, AccountStatus } from '../../src-shared/people.ts';
import { defaultPolicy } from '../../src-shared/policy.ts';
import type { AppHarness } from './app-harness.ts';

export type Step =
  | { readonly kind: 'signIn'; readonly who: string; readonly right: boolean }
  | { readonly kind: 'act'; readonly by: string; readonly act: Act; readonly on: string }
  | { readonly kind: 'reset'; readonly by: string; readonly on: string }
  | { readonly kind: 'kill'; readonly by: string; readonly on: boolean }
  | { readonly kind: 'clock'; readonly minutes: number }
  | { readonly kind: 'lock' | 'leave' | 'signOut' | 'changePassword' | 'restart' };

interface Known {
  readonly id: string;
  password: string;
  role: Role;
  status: AccountStatus;
  statusBefore: AccountStatus | null;
  failures: number;
  passwordDue: boolean;
  /** When a deleted account may be erased; null while it isn't deleted. */
  eraseAt: number | null;
  /** Whether the clock has shown that time since. */
  erasable: boolean;
}

/** What ought to hold of a handful of people and one window, beside the app that is put to the test. */
export class PeopleModel {
  readonly #harness: AppHarness;
  readonly #people = new Map<string, Known>();
  /** Who has proven the password at this window and was not locked since. */
  #unlocked: string | null = 'ada';
  #changes = 0;

  constructor(harness: AppHarness) {
    this.#harness = harness;
  }

  add(username: string, { id, password, role }: Pick<Known, 'id' | 'password' | 'role'>): void {
    const untouched = { status: 'active', statusBefore: null, failures: 0, passwordDue: false, eraseAt: null, erasable: false } as const;
    this.#people.set(username, { id, password, role, ...untouched });
  }

  async take(step: Step): Promise<void> {
    switch (step.kind) {
      case 'signIn':
        return this.#signIn(step.who, step.right);
      case 'act':
        return this.#act(step.by, step.act, step.on);
      case 'reset':
        return this.#reset(step.by, step.on);
      case 'kill':
        return this.#kill(step.by, step.on);
      case 'changePassword':
        return this.#changePassword();
      case 'clock':
        // Backwards as well: whoever sets the clock gains nothing by it.
        if (step.minutes < 0) this.#harness.clock.set(this.#harness.clock.now() + step.minutes * 60_000);
        else this.#harness.clock.advance(step.minutes * 60_000);
        return this.#believe();
      case 'restart':
        await this.#harness.restart();
        this.#unlocked = null;
        return;
      default:
        await this.#harness.app.call(this.#harness.sender, `session.${step.kind}`, step.kind === 'leave' ? { next: null } : undefined);
        this.#unlocked = null;
    }
  }

  /** After every step. */
  async check(): Promise<void> {
    const state = await this.#harness.call('session.current', undefined);
    if (state.status === 'unlocked') expect(state.account.username).toBe(this.#unlocked);
    expect(this.#administrators().length).toBeGreaterThan(0);
    const now = this.#harness.clock.now();
    for (const one of this.#people.values()) one.erasable ||= one.eraseAt !== null && one.eraseAt <= now;
  }

  /** Whoever's grace period is over and who was erased joins anew, or the sequences would end among a single person. */
  async replaceErased(): Promise<void> {
    const erasable = [...this.#people].filter(([, { erasable: gone }]) => gone);
    if (erasable.length === 0) return;
    await this.#asAdministrator(this.#administrators()[0]?.[0] ?? '', async () => {
      const left = new Set((await this.#list()).map(({ username }) => username));
      for (const [username] of erasable.filter(([name]) => !left.has(name))) {
        await this.#harness.call('killSwitch.lift', undefined);
        const invited = { username, displayName: username, email: null, role: 'user' } as const;
        const { code, accountId } = await this.#harness.call('people.create', invited);
        const password = this.#nextPassword();
        await this.#harness.app.call(this.#harness.sender, 'session.leave', { next: null });
        await this.#harness.call('accounts.activate', { code, password });
        this.add(username, { id: accountId, password, role: 'user' });
        this.#unlocked = username;
        return;
      }
    });
  }

  /** Now and then: nobody was lost, and the log holds. */
  async checkLog(): Promise<void> {
    const by = this.#administrators()[0]?.[0] ?? '';
    await this.#asAdministrator(by, async () => {
      const seen = (await this.#list()).map(({ username, role, status, damaged }) => ({ username, role, status, damaged }));
      const listed = new Set(seen.map(({ username }) => username));
      const known = [...this.#people]
        .filter(([username, { erasable }]) => !erasable || listed.has(username))
        .map(([username, { role, status }]) => ({ username, role, status, damaged: false }));
      expect(seen.toSorted(byName)).toEqual(known.toSorted(byName));
      expect(await this.#harness.call('audit.verify', undefined)).toMatchObject({ status: 'intact', problem: null });
    });
  }

  async #signIn(who: string, right: boolean): Promise<void> {
    const one = this.#get(who);
    const before = this.#unlocked;
    const password = right ? one.password : 'not the password at all';
    const result = await this.#harness.app.call(this.#harness.sender, 'session.signIn', {
      who: { username: who },
      password,
      acceptOlder: false,
    });
    if (result.ok) {
      expect([right, one.status]).toEqual([true, 'active']);
      one.failures = 0;
      this.#unlocked = who;
      return;
    }
    this.#unlocked = before;
    const { code } = result.error;
    if (code === 'wrongPassword') {
      expect(right && !one.erasable).toBe(false);
      one.failures += 1;
    } else if (code === 'tooManyAttempts') expect(one.failures).toBeGreaterThanOrEqual(5);
    else expect([code, one.status]).not.toEqual(['accountDisabled', 'active']);
  }

  async #act(by: string, act: Act, on: string): Promise<void> {
    const target = this.#get(on);
    await this.#asAdministrator(by, async () => {
      const { done, refused } = await this.#harness.call('people.act', { act, ids: [target.id] });
      expect(done.length + refused.length).toBe(1);
      if (done.length === 0) return;
      if (act === 'disable' || act === 'delete') {
        target.statusBefore = target.status;
        target.status = act === 'disable' ? 'disabled' : 'deleted';
        if (act === 'delete') target.eraseAt = this.#harness.clock.now() + defaultPolicy.deletionGraceDays * 86_400_000;
      } else if (act === 'enable' || act === 'restore') {
        target.status = target.statusBefore ?? 'active';
        Object.assign(target, { statusBefore: null, eraseAt: null, erasable: false });
      } else if (act === 'makeAdministrator') target.role = 'administrator';
      else if (act === 'makeUser') target.role = 'user';
      else if (act === 'requirePassword') target.passwordDue = true;
      else if (act === 'releasePassword') target.passwordDue = false;
      else if (act === 'unlock') target.failures = 0;
      if (this.#unlocked === on && ['disable', 'delete', 'endSessions'].includes(act)) this.#unlocked = null;
    });
  }

  async #reset(by: string, on: string): Promise<void> {
    const target = this.#get(on);
    await this.#asAdministrator(by, async () => {
      const result = await this.#harness.app.call(this.#harness.sender, 'people.reset', { id: target.id, name: on });
      if (!result.ok) return;
      const { code } = result.value as { code: string };
      const password = this.#nextPassword();
      await this.#harness.call('accounts.activate', { code, password });
      Object.assign(target, { password, failures: 0, passwordDue: false });
      this.#unlocked = on;
    });
  }

  async #kill(by: string, on: boolean): Promise<void> {
    await this.#asAdministrator(by, async () => {
      await this.#harness.call(on ? 'killSwitch.turnOn' : 'killSwitch.lift', undefined);
      if (on) this.#unlocked = null;
    });
  }

  async #changePassword(): Promise<void> {
    if (this.#unlocked === null) return;
    const one = this.#get(this.#unlocked);
    const newPassword = this.#nextPassword();
    const input = { currentPassword: one.password, newPassword, endOtherSessions: true };
    const result = await this.#harness.app.call(this.#harness.sender, 'account.changePassword', input);
    if (result.ok) Object.assign(one, { password: newPassword, passwordDue: false });
    else expect(['notSignedIn', 'vaultLocked', 'tooManyAttempts']).toContain(result.error.code);
  }

  /** Signs this person in and does the task, where the person is an administrator who gets in; at most the task may fail. */
  async #asAdministrator(by: string, task: () => Promise<void>): Promise<void> {
    const one = this.#get(by);
    if (one.role !== 'administrator' || one.status !== 'active') return;
    this.#harness.clock.advance(16 * 60_000);
    await this.#signIn(by, true);
    if (this.#unlocked !== by) return;
    if (one.passwordDue) await this.#changePassword();
    await task();
  }

  async #list() {
    const everyone = { search: '', status: null, role: null, sort: 'name', offset: 0, limit: 50 } as const;
    return (await this.#harness.call('people.list', everyone)).people;
  }

  /** Time may have locked the window; it never unlocks one. */
  async #believe(): Promise<void> {
    const state = await this.#harness.call('session.current', undefined);
    if (state.status !== 'unlocked') this.#unlocked = null;
  }

  #administrators(): [string, Known][] {
    return [...this.#people].filter(([, { role, status }]) => role === 'administrator' && status === 'active');
  }

  #nextPassword(): string {
    this.#changes += 1;
    return `quiet glacier number ${this.#changes} with doors`;
  }

  #get(username: string): Known {
    const one = this.#people.get(username);
    if (one === undefined) throw new Error(`${username} is nobody`);
    return one;
  }
}

const byName = (a: { username: string }, b: { username: string }): number => a.username.localeCompare(b.username);
