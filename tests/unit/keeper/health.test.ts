import { beforeEach, describe, expect, it } from 'vitest';
import { examine, isReused, isWeak, pageOf, reusedFingerprints, summaryOf } from '../../../src-main/keeper/health.ts';
import type { HealthContext } from '../../../src-main/keeper/health-protocol.ts';
import type { Verdict } from '../../../src-main/keeper/strength.ts';
import { Search } from '../../../src-main/keeper/search.ts';
import { type ItemEntry, VaultIndex } from '../../../src-main/keeper/vault-index.ts';
import { healthScore } from '../../../src-shared/health.ts';
import { atNoon, idOf } from '../../helpers/keeper-vault.ts';
import { plainSummary } from '../../helpers/plain-item.ts';

const day = 86_400_000;
const verdicts = new Map<string, Verdict>();
const context: HealthContext = { now: atNoon, used: [], logSince: 0, accepted: [] };

function entry(
  short: string,
  values: Record<string, { print: string; strength: number | null; known?: true; age?: number }>,
  summary: object = {},
): ItemEntry {
  return {
    summary: {
      ...{ id: idOf(short), revision: 1, kind: 'login', name: short, subtitle: '', tags: [], favourite: false, ...plainSummary },
      ...{ expiresAt: null, trashedAt: null, createdAt: atNoon - day, updatedAt: atNoon - day, ...summary },
    },
    secretTag: '',
    fingerprints: Object.fromEntries(Object.entries(values).map(([id, { print }]) => [id, print])),
    values: Object.fromEntries(
      Object.entries(values).map(([id, { strength, known, age = day }]) => [
        id,
        { strength, changedAt: atNoon - age, ...(known ? { known } : {}) },
      ]),
    ),
  };
}
const kindsOf = (entries: ItemEntry[], changes: Partial<HealthContext> = {}) =>
  examine({ entries, verdicts }, { ...context, ...changes }).findings.map(
    ({ kind, items }) => `${kind} ${items.map(({ name }) => name).join(' ')}`,
  );
const strong = (print: string) => ({ password: { print, strength: 4 } });

describe('findings', () => {
  beforeEach(() => verdicts.clear());

  it('are none for a strong, young value', () => expect(kindsOf([entry('a', strong('p1'))])).toEqual([]));
  it('tell weak from known', () =>
    expect(
      kindsOf([
        entry('a', { password: { print: 'p1', strength: 2 } }),
        entry('b', { password: { print: 'p2', strength: 0, known: true } }),
      ]),
    ).toEqual(['known b', 'weak a']));
  it('name every item that has the same value, in one finding', () =>
    expect(kindsOf([entry('a', strong('p')), entry('b', strong('p')), entry('c', strong('q'))])).toEqual(['reused a b']));
  it('don’t call a value reused that one item has twice, or that lies in the trash', () =>
    expect(
      kindsOf([
        entry('a', { one: { print: 'p', strength: 4 }, two: { print: 'p', strength: 4 } }),
        entry('b', strong('p'), { trashedAt: 1 }),
      ]),
    ).toEqual([]));
  it('begin a year after the value was changed', () => {
    expect(kindsOf([entry('a', { password: { print: 'p', strength: 4, age: 365 * day } })])).toEqual([]);
    expect(kindsOf([entry('a', { password: { print: 'p', strength: 4, age: 366 * day } })])).toEqual(['old a']);
  });
  it('begin with the interval that a service suggests, where the item is one’s', () => {
    const of = (age: number, service: string | null) => entry('a', { key: { print: 'p', strength: 4, age: age * day } }, { service });
    expect(kindsOf([of(90, 'openai')])).toEqual([]);
    expect(kindsOf([of(91, 'openai')])).toEqual(['old a']);
    expect(kindsOf([of(91, 'no-such-service')])).toEqual([]);
  });
  it('tell expired from expiring', () =>
    expect(
      kindsOf([
        entry('a', {}, { expiresAt: atNoon - 1 }),
        entry('b', {}, { expiresAt: atNoon + 29 * day }),
        entry('c', {}, { expiresAt: atNoon + 31 * day }),
      ]),
    ).toEqual(['expired a', 'expiring b']));
  it('tell of a renewal that is open for more than a week', () =>
    expect(
      kindsOf([entry('a', strong('p'), { rotatingSince: atNoon - 8 * day }), entry('b', strong('q'), { rotatingSince: atNoon - day })]),
    ).toEqual(['rotating a']));
  it('call unused what the log has no use of, once it could have had one', () => {
    const old = entry('a', strong('p'), { createdAt: atNoon - 91 * day });
    expect(kindsOf([old])).toEqual(['unused a']);
    expect(kindsOf([old], { used: [idOf('a')] })).toEqual([]);
    expect(kindsOf([old], { used: null })).toEqual([]);
    expect(kindsOf([old], { logSince: atNoon - 89 * day })).toEqual([]);
  });
  it('that are accepted stand apart, until the value is another one', () => {
    const weak = (print: string) => [entry('a', { password: { print, strength: 1 } })];
    const [{ key } = { key: '' }] = examine({ entries: weak('p1'), verdicts }, context).findings;
    const accepted = { ...context, accepted: [key] };
    expect(summaryOf(examine({ entries: weak('p1'), verdicts }, accepted))).toMatchObject({ score: 100, accepted: 1 });
    expect(summaryOf(examine({ entries: weak('p2'), verdicts }, accepted))).toMatchObject({ score: 30, accepted: 0, counts: { weak: 1 } });
    const page = pageOf(examine({ entries: weak('p1'), verdicts }, accepted), { kind: 'weak', accepted: true, offset: 0, limit: 10 });
    expect(page).toMatchObject({ total: 1, findings: [{ key, accepted: true }] });
  });
  it('wait for what nobody has looked at, and go by what was found since', () => {
    const entries = [entry('a', { password: { print: 'p', strength: null } })];
    expect(summaryOf(examine({ entries, verdicts }, context))).toMatchObject({ score: null, unassessed: 1 });
    verdicts.set('p', { strength: 1, known: false });
    expect(summaryOf(examine({ entries, verdicts }, context))).toMatchObject({ score: 30, unassessed: 0 });
  });
  it('serve the operators of the search', () => {
    const [a, b] = [entry('a', { password: { print: 'p', strength: 1 } }), entry('b', strong('p'))];
    expect([isWeak(a, verdicts), isWeak(b, verdicts)]).toEqual([true, false]);
    expect(isReused(b, reusedFingerprints([a, b]))).toBe(true);
    expect(isReused(b, reusedFingerprints([b]))).toBe(false);
  });
  it('are what the search goes by, before the index holds them', () => {
    const index = new VaultIndex();
    index.apply({ upserts: [entry('a', { password: { print: 'p', strength: null } })], removals: [] });
    const query = { view: { type: 'all' }, search: 'is:weak', sort: 'name', offset: 0, limit: 5 } as const;
    const total = (): number => new Search(index).list(query, atNoon, { verdicts }).total;
    expect(total()).toBe(0);
    verdicts.set('p', { strength: 1, known: false });
    expect(total()).toBe(1);
  });
});

describe('the score', () => {
  it('is hundred less the average of the gravest findings, rounded down', () => {
    expect(healthScore(4, [])).toBe(100);
    expect(healthScore(4, [70])).toBe(82);
    expect(healthScore(1000, [5])).toBe(99);
    expect(healthScore(1, [100])).toBe(0);
    expect(healthScore(0, [])).toBeNull();
  });
  it('counts of one item the gravest finding alone', () =>
    expect(
      summaryOf(
        examine({ entries: [entry('a', { password: { print: 'p', strength: 0, known: true } }, { expiresAt: 1 })], verdicts }, context),
      ).score,
    ).toBe(0));
});

describe('10,000 items', () => {
  it('are looked through in less than 300 ms', () => {
    const entries = Array.from({ length: 10_000 }, (_, at) =>
      entry(String(at), { password: { print: `print ${at % 9000}`, strength: at % 5, age: (at % 500) * day } }, { createdAt: 0 }),
    );
    const used = entries.filter((_, at) => at % 2 === 0).map(({ summary }) => summary.id);
    const begun = performance.now();
    const summary = summaryOf(examine({ entries, verdicts }, { ...context, used }));
    const took = performance.now() - begun;
    console.log(`health of 10,000 items: ${took.toFixed(0)} ms`);
    expect(summary.items).toBe(10_000);
    expect(took).toBeLessThan(300);
  });
});
