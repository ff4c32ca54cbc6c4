import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Asker, Decision, Use } from '../../../src-shared/agent/programs.ts';
import type { ItemSummary } from '../../../src-shared/items.ts';
import { TestSender } from '../../helpers/app-harness.ts';
import { ConsentFakes, settled } from '../../helpers/consent-fakes.ts';
import { asker } from '../../helpers/consent-stage.ts';

const people = ['ada', 'ben'] as const;
type Who = (typeof people)[number];
const minute = 60_000;

/** What the test itself remembers of a person's consent. */
interface Consented {
  readonly who: Who;
  readonly key: string;
  readonly registered: boolean;
  readonly itemId: string | null;
  readonly tag: string | null;
  readonly use: Use;
  readonly until: number | null;
  readonly leaseUntil: number;
  /** Which unlocking it ends with; null: for good. */
  readonly opening: number | null;
}
interface Pending {
  readonly who: Who;
  readonly by: Asker;
  readonly item: ItemSummary;
  readonly use: Use;
  agreed: boolean;
}

const who = fc.constantFrom(...people);
const place = fc.nat({ max: 2 });
const use = fc.constantFrom<Use>('reveal', 'inject');
const decision: fc.Arbitrary<Decision> = fc.oneof(
  { weight: 1, arbitrary: fc.constant({ allow: false } as const) },
  {
    weight: 4,
    arbitrary: fc.record({
      allow: fc.constant(true as const),
      duration: fc.constantFrom('once' as const, 'tenMinutes' as const, 'untilLock' as const, 'always' as const),
      tag: fc.option(fc.constantFrom('a', 'b')),
      leaseMinutes: fc.constantFrom(0, 0, 5, 60, 100_000),
    }),
  },
);
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('read' as const), who, program: place, item: place, use }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('answer' as const), who, decision }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('revoke' as const), who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('lock' as const), who }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('unlock' as const), who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.constantFrom(1, 3, 11, 61) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('mark' as const), item: place, asks: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('tag' as const), item: place, tag: fc.option(fc.constantFrom('a', 'b')) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('endLeases' as const), who }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Takes the steps and knows, from the answers alone, who may have what. */
class Machine {
  readonly fakes = new ConsentFakes();
  readonly items: ItemSummary[] = [];
  readonly programs: { readonly by: Asker; readonly owner: Who | null }[] = [];
  #consented: Consented[] = [];
  readonly #pending = new Set<Pending>();
  readonly #openings = new Map<Who, number>();
  /** Until when, and for which programs, each person's keeper goes on. */
  readonly #kept = new Map<Who, { until: number; keys: string[] }>();
  readonly #removed = new Set<Who>();
  readonly failures: unknown[] = [];
  given = 0;

  async begin(): Promise<this> {
    this.items.push(this.fakes.item('one', { tags: ['a'] }), this.fakes.item('two', { tags: ['b'] }), this.fakes.item('three'));
    this.programs.push({ by: asker('stranger'), owner: null });
    for (const name of people) {
      const { program } = await this.fakes.programs.register(this.fakes.open(name), { name, origin: null });
      this.#openings.set(name, 1);
      this.programs.push({ by: asker(name, { key: program.key, registered: true }), owner: name });
    }
    return this;
  }

  async take(one: Step): Promise<void> {
    const { fakes } = this;
    switch (one.kind) {
      case 'read':
        this.#read(one);
        break;
      case 'answer':
        if (fakes.isOpen(one.who)) await this.#answer(one.who, one.decision);
        break;
      case 'revoke':
        if (fakes.isOpen(one.who)) await this.#revokeAll(one.who);
        break;
      case 'lock':
        if (fakes.isOpen(one.who)) this.#lock(one.who);
        break;
      case 'unlock':
        if (!fakes.isOpen(one.who)) this.#unlock(one.who);
        break;
      case 'wait':
        fakes.clock.advance(one.minutes * minute);
        break;
      case 'mark':
        this.#change(one.item, { askBeforeUse: one.asks });
        break;
      case 'tag':
        this.#change(one.item, { tags: one.tag === null ? [] : [one.tag] });
        break;
      case 'remove':
        if (fakes.isOpen(one.who) && !this.#removed.has(one.who)) await this.#remove(one.who);
        break;
      case 'endLeases':
        if (fakes.isOpen(one.who)) await this.#endLeases(one.who);
        break;
    }
    await settled();
  }

  #read({ who: owner, program, item: at, use: how }: Extract<Step, { kind: 'read' }>): void {
    const { by } = this.programs[program] ?? { by: asker('nobody') };
    const item = this.items[at];
    if (item === undefined) return;
    const current = this.fakes.items.get(item.id) ?? item;
    const pending: Pending = { who: owner, by, item: current, use: how, agreed: false };
    const expected = this.#covers(pending);
    this.#pending.add(pending);
    const sender = new TestSender('program');
    this.fakes
      .read(sender, by, owner, current, { use: how })
      .then(
        ([value]) => {
          expect(value).toBe(`${owner}'s ${item.name}`);
          this.given += 1;
          // SECURITY: the one thing that this test is for.
          expect(pending.agreed || this.#covers(pending), JSON.stringify(pending)).toBe(true);
        },
        () => expect(expected, JSON.stringify(pending)).toBe(false),
      )
      .catch((error: unknown) => void this.failures.push(error))
      .finally(() => this.#pending.delete(pending));
    // What was agreed to is not asked again: it has come by now.
    void settled().then(() => {
      if (expected && this.#pending.has(pending)) this.failures.push(new Error(`asked again: ${JSON.stringify(pending)}`));
    });
  }

  #covers({ who: owner, by, item: { id }, use: how }: Pending): boolean {
    const item = this.fakes.items.get(id);
    const now = this.fakes.clock.now();
    const registered = this.#isRegistered(owner, by);
    const open = this.fakes.isOpen(owner);
    const kept = this.#kept.get(owner);
    if (item === undefined || item.askBeforeUse) return false;
    if (!open && (kept === undefined || kept.until <= now || !registered || !kept.keys.includes(by.key))) return false;
    return this.#consented.some(
      (consent) =>
        consent.who === owner &&
        consent.key === by.key &&
        consent.registered === registered &&
        (consent.itemId === id || (consent.tag !== null && item.tags.includes(consent.tag))) &&
        (consent.use === 'reveal' || how === 'inject') &&
        (consent.until === null || now < consent.until) &&
        (consent.opening === null || consent.opening === this.#openings.get(owner)) &&
        (open || now < consent.leaseUntil),
    );
  }

  #isRegistered(owner: Who, by: Asker): boolean {
    return by.registered && !this.#removed.has(owner) && this.programs.some((one) => one.owner === owner && one.by.key === by.key);
  }

  async #answer(owner: Who, answer: Decision): Promise<void> {
    const [question] = this.fakes.approvals.list(owner);
    if (question === undefined) return;
    const now = this.fakes.clock.now();
    const same = [...this.#pending].filter(
      ({ who: whose, by, item, use: how }) =>
        whose === owner && by.key === question.asker.key && item.id === question.items[0]?.id && how === question.use,
    );
    const before = same.map((pending) => [pending, pending.agreed] as const);
    if (answer.allow) for (const pending of same) pending.agreed = true;
    const { asker: by, items } = question;
    if (answer.allow && answer.duration !== 'once') {
      const leaseUntil = answer.leaseMinutes === 0 ? 0 : now + answer.leaseMinutes * minute;
      const until = answer.duration === 'tenMinutes' ? now + 10 * minute : null;
      this.#consented.push({
        ...{ who: owner, key: by.key, registered: by.registered, use: question.use, until },
        leaseUntil: until === null ? leaseUntil : Math.min(until, leaseUntil),
        ...(answer.tag === null ? { itemId: items[0]?.id ?? null, tag: null } : { itemId: null, tag: answer.tag }),
        opening: answer.duration === 'always' ? null : (this.#openings.get(owner) ?? 0),
      });
    }
    try {
      await this.fakes.answer(owner, question.id, answer);
      if (!answer.allow) return;
      // What is never to be accepted.
      const lasting = answer.duration !== 'once';
      expect(by.registered || (answer.duration !== 'always' && answer.leaseMinutes === 0)).toBe(true);
      expect(answer.leaseMinutes).toBeLessThanOrEqual(this.fakes.policy.leaseMaxMinutes);
      expect(!lasting || items.every(({ askAlways }) => !askAlways)).toBe(true);
      expect(answer.tag === null || items.every(({ tags }) => tags.includes(answer.tag ?? ''))).toBe(true);
    } catch (error) {
      expect(error).toMatchObject({ code: 'invalidInput' });
      if (answer.allow && answer.duration !== 'once') this.#consented.pop();
      for (const [pending, agreed] of before) pending.agreed = agreed;
    }
  }

  async #revokeAll(owner: Who): Promise<void> {
    this.#consented = this.#consented.filter((consent) => consent.who !== owner);
    const vault = this.fakes.vault(owner);
    await this.fakes.grants.revoke(
      vault,
      (await this.fakes.grants.list(vault)).map(({ id }) => id),
    );
  }

  async #remove(owner: Who): Promise<void> {
    this.#removed.add(owner);
    const key = this.programs.find((one) => one.owner === owner)?.by.key ?? '';
    this.#consented = this.#consented.filter((consent) => consent.who !== owner || consent.key !== key);
    await this.fakes.programs.remove(this.fakes.vault(owner), key);
  }

  async #endLeases(owner: Who): Promise<void> {
    this.#consented = this.#consented.map((consent) => (consent.who === owner ? { ...consent, leaseUntil: 0 } : consent));
    await this.fakes.grants.endLeases(this.fakes.vault(owner));
  }

  #lock(owner: Who): void {
    const now = this.fakes.clock.now();
    const opening = this.#openings.get(owner);
    const leased = this.#consented.filter(
      (consent) => consent.who === owner && now < consent.leaseUntil && (consent.opening === null || consent.opening === opening),
    );
    if (leased.length > 0)
      this.#kept.set(owner, { until: Math.max(...leased.map(({ leaseUntil }) => leaseUntil)), keys: leased.map(({ key }) => key) });
    else this.#kept.delete(owner);
    this.fakes.lock(owner);
  }

  #unlock(owner: Who): void {
    this.#kept.delete(owner);
    this.#openings.set(owner, (this.#openings.get(owner) ?? 0) + 1);
    this.fakes.open(owner);
  }

  /** Only in a vault that is open; both people have the same items here. */
  #change(at: number, changes: Partial<ItemSummary>): void {
    const item = this.items[at];
    const stored = item === undefined ? undefined : this.fakes.items.get(item.id);
    if (stored !== undefined) this.fakes.items.set(stored.id, { ...stored, ...changes });
  }
}

it('whatever programs ask and people answer, in whatever order: no value without its person’s consent, and none refused against it', async () => {
  let given = 0;
  const property = fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60, size: 'max' }), async (steps) => {
    const machine = await new Machine().begin();
    for (const one of steps) {
      await machine.take(one);
      if (machine.failures.length > 0) throw machine.failures[0];
    }
    given += machine.given;
  });
  await fc.assert(property, { numRuns: 3000 });
  // A test in which nothing is ever given would hold as well.
  expect(given).toBeGreaterThan(1000);
}, 120_000);
