import { vi } from 'vitest';
import type { Approval, Asker, Decision, GrantDuration, Use } from '../../src-shared/agent/programs.ts';
import type { ChannelName, Input, Output } from '../../src-shared/contract/index.ts';
import type { Failure, Result } from '../../src-shared/errors.ts';
import type { ItemDraft } from '../../src-shared/items.ts';
import type { Sender } from '../../src-main/host.ts';
import { AdminStage } from './admin-stage.ts';
import { apiKeyDraft, type AppHarness, type TestSender } from './app-harness.ts';

/** A program as the socket would describe it. */
export const asker = (name: string, changes: Partial<Asker> = {}): Asker => ({
  ...{ key: `digest of ${name}`, name, path: `/usr/bin/${name}`, parents: ['sh', 'terminal'], registered: false },
  ...changes,
});

export const allow = (duration: GrantDuration, changes: Partial<Extract<Decision, { allow: true }>> = {}): Decision => ({
  ...{ allow: true, duration, tag: null, leaseMinutes: 0 },
  ...changes,
});
export const deny: Decision = { allow: false };

export interface Reading {
  readonly references?: readonly string[];
  readonly use?: Use;
  readonly account?: string | null;
  readonly waitSeconds?: number;
  readonly signal?: AbortSignal;
}

/** Ada and Ben at their windows, each with an item `Exchange`, and programs that want it. */
export class ConsentStage {
  readonly people: AdminStage;

  private constructor(people: AdminStage) {
    this.people = people;
  }

  static async set(): Promise<ConsentStage> {
    const stage = new ConsentStage(await AdminStage.set());
    await stage.add('ada', 'Exchange', 'ada-value');
    await stage.add('ben', 'Exchange', 'ben-value');
    return stage;
  }

  get harness(): AppHarness {
    return this.people.harness;
  }

  window(who: 'ada' | 'ben'): TestSender {
    return who === 'ada' ? this.people.adas : this.people.bens;
  }

  connect(kind: Sender['kind'] = 'program'): TestSender {
    const before = this.harness.sender;
    const sender = this.harness.connect(kind);
    this.harness.sender = before;
    return sender;
  }

  as<C extends ChannelName>(sender: TestSender, channel: C, input: Input<C>): Promise<Output<C>> {
    return this.harness.from(sender, () => this.harness.call(channel, input));
  }

  add(who: 'ada' | 'ben', name: string, value: string, changes: Partial<ItemDraft> = {}) {
    return this.as(this.window(who), 'items.create', { ...apiKeyDraft(name, value), ...changes });
  }

  /** The values, or the failure. */
  async read(sender: TestSender, by: Asker | null, reading: Reading = {}): Promise<string[] | Failure> {
    const { references = ['strongroom://Exchange/key'], use = 'reveal', account = 'ada', waitSeconds = 0, signal = null } = reading;
    const payload = { references, use, account, waitSeconds };
    const result = (await this.harness.app.call(sender, 'secrets.read', payload, by, signal)) as Result<{ values: string[] }>;
    return result.ok ? result.value.values : result.error;
  }

  waiting(who: 'ada' | 'ben' = 'ada'): Promise<Approval[]> {
    return this.as(this.window(who), 'approvals.list', undefined);
  }

  /** The only question that waits, as soon as it does. */
  question(who: 'ada' | 'ben' = 'ada'): Promise<Approval> {
    return vi.waitFor(async () => {
      const [question, ...others] = await this.waiting(who);
      if (question === undefined || others.length > 0) throw new Error('there is not one question');
      return question;
    });
  }

  async answer(decision: Decision, who: 'ada' | 'ben' = 'ada'): Promise<void> {
    const { id } = await this.question(who);
    await this.as(this.window(who), 'approvals.answer', { id, decision });
  }

  /** Reads with the person's answer to the question that this leads to. */
  async readWith(decision: Decision, sender: TestSender, by: Asker, reading: Reading = {}): Promise<string[] | Failure> {
    const read = this.read(sender, by, reading);
    await this.answer(decision, reading.account === 'ben' ? 'ben' : 'ada');
    return read;
  }

  /** A program that this person has connected, and how it shows itself. */
  async registered(who: 'ada' | 'ben', name = 'bot'): Promise<{ by: Asker; token: string }> {
    const { program, token } = await this.as(this.window(who), 'programs.register', { name, origin: null });
    return { by: asker(name, { key: program.key, registered: true }), token };
  }

  lock(who: 'ada' | 'ben' = 'ada') {
    return this.as(this.window(who), 'session.lock', undefined);
  }

  unlock(who: 'ada' | 'ben' = 'ada') {
    return this.harness.from(this.window(who), () => this.harness.signIn(who));
  }
}
