import {
  type Finding,
  type FindingKind,
  findingKinds,
  findingWeights,
  healthScore,
  type HealthSummary,
  oldAfterDays,
  rotatingForDays,
  unusedAfterDays,
} from '../../src-shared/health.ts';
import type { ItemSummary } from '../../src-shared/items.ts';
import { limits } from '../../src-shared/limits.ts';
import { serviceWithId } from '../../src-shared/services/services.ts';
import type { HealthCalls, HealthContext } from './health-protocol.ts';
import type { Verdict } from './strength.ts';
import type { ItemEntry } from './vault-index.ts';

/** The entries of one vault and, by fingerprint, what was found of values since it was opened. */
export interface Examined {
  readonly entries: Iterable<ItemEntry>;
  readonly verdicts: ReadonlyMap<string, Verdict>;
}

const dayMilliseconds = 86_400_000;
/** Of a fingerprint, enough to tell a value from the next one. */
const markCharacters = 12;
/** Up to here somebody guesses it who has a copy and a day. */
const weakUpTo = 2;

/** After how many days a new value is a good idea: what the service suggests, else a year. */
const oldAfter = ({ service }: ItemSummary): number => serviceWithId(service)?.days ?? oldAfterDays;

/** What is known of a field's value; null: nobody has looked. */
export function verdictOf(entry: ItemEntry, fieldId: string, verdicts: Examined['verdicts']): Verdict | null {
  const kept = entry.values[fieldId];
  if (kept !== undefined && kept.strength !== null) return { strength: kept.strength, known: kept.known === true };
  return verdicts.get(entry.fingerprints[fieldId] ?? '') ?? null;
}

/** Whether a value outside of the trash waits for somebody to look at it. */
export const isUnassessed = (entry: ItemEntry, verdicts: Examined['verdicts']): boolean =>
  entry.summary.trashedAt === null && Object.keys(entry.fingerprints).some((fieldId) => verdictOf(entry, fieldId, verdicts) === null);

/** Whether one of its values is guessed easily; a known one is. For `is:weak`. */
export const isWeak = (entry: ItemEntry, verdicts: Examined['verdicts']): boolean =>
  Object.keys(entry.fingerprints).some((fieldId) => (verdictOf(entry, fieldId, verdicts)?.strength ?? 4) <= weakUpTo);

/** The fingerprints that more than one item outside of the trash has. For `is:reused`. */
export function reusedFingerprints(entries: Iterable<ItemEntry>): ReadonlySet<string> {
  return new Set([...holders(entries)].filter(([, its]) => its.size > 1).map(([fingerprint]) => fingerprint));
}

/** Whether one of its values is another item's too. */
export const isReused = (entry: ItemEntry, reused: ReadonlySet<string>): boolean =>
  Object.values(entry.fingerprints).some((fingerprint) => reused.has(fingerprint));

type Holders = Map<string, Map<string, { readonly entry: ItemEntry; readonly fieldId: string }>>;

/** Fingerprint → item → where it has this value. One item that has a value twice doesn't reuse it. */
function holders(entries: Iterable<ItemEntry>): Holders {
  const found: Holders = new Map();
  for (const entry of entries) {
    if (entry.summary.trashedAt !== null) continue;
    for (const [fieldId, fingerprint] of Object.entries(entry.fingerprints)) {
      const its = found.get(fingerprint) ?? new Map<string, { entry: ItemEntry; fieldId: string }>();
      if (!its.has(entry.summary.id)) its.set(entry.summary.id, { entry, fieldId });
      found.set(fingerprint, its);
    }
  }
  return found;
}

const itemOf = ({ id, name, subtitle, kind }: ItemSummary, fieldId: string | null) => ({ id, name, subtitle, kind, fieldId });

interface Raw extends Omit<Finding, 'accepted'> {
  /** Of all items it is about, also those beyond what is shown. */
  readonly itemIds: readonly string[];
}

const about = (kind: FindingKind, summary: ItemSummary, mark: string | number, at: number | null, fieldId: string | null = null): Raw => ({
  key: `${kind}:${summary.id}:${fieldId === null ? '' : `${fieldId}:`}${mark}`,
  kind,
  items: [itemOf(summary, fieldId)],
  itemIds: [summary.id],
  total: 1,
  at,
});

function valueFindings(entry: ItemEntry, { verdicts }: Examined, now: number): Raw[] {
  return Object.entries(entry.fingerprints).flatMap(([fieldId, fingerprint]) => {
    const mark = fingerprint.slice(0, markCharacters);
    const verdict = verdictOf(entry, fieldId, verdicts);
    // Of a value that was saved before this was kept: it is no younger than the item's last change.
    const since = entry.values[fieldId]?.changedAt ?? entry.summary.updatedAt;
    const found: Raw[] = [];
    if (verdict?.known === true) found.push(about('known', entry.summary, mark, null, fieldId));
    else if (verdict !== null && verdict.strength <= weakUpTo) found.push(about('weak', entry.summary, mark, null, fieldId));
    if (now - since > oldAfter(entry.summary) * dayMilliseconds) found.push(about('old', entry.summary, mark, since, fieldId));
    return found;
  });
}

function itemFindings({ summary, fingerprints }: ItemEntry, { now, used, logSince }: HealthContext, usedIds: ReadonlySet<string>): Raw[] {
  const { expiresAt, rotatingSince, createdAt, id } = summary;
  const found: Raw[] = [];
  if (expiresAt !== null && expiresAt <= now) found.push(about('expired', summary, expiresAt, expiresAt));
  else if (expiresAt !== null && expiresAt < now + limits.expiringWithinDays * dayMilliseconds)
    found.push(about('expiring', summary, expiresAt, expiresAt));
  if (rotatingSince !== null && now - rotatingSince > rotatingForDays * dayMilliseconds)
    found.push(about('rotating', summary, rotatingSince, rotatingSince));
  const since = Math.max(createdAt, logSince);
  if (used !== null && !usedIds.has(id) && Object.keys(fingerprints).length > 0 && now - since > unusedAfterDays * dayMilliseconds)
    found.push(about('unused', summary, createdAt, since));
  return found;
}

function reuseFindings(entries: Iterable<ItemEntry>): Raw[] {
  return [...holders(entries)].flatMap(([fingerprint, its]) => {
    if (its.size < 2) return [];
    const all = [...its.values()];
    return [
      {
        // With one item more it is a finding anew.
        key: `reused:${fingerprint.slice(0, markCharacters)}:${its.size}`,
        kind: 'reused' as const,
        items: all.slice(0, limits.findingItemsMax).map(({ entry, fieldId }) => itemOf(entry.summary, fieldId)),
        itemIds: [...its.keys()],
        total: its.size,
        at: null,
      },
    ];
  });
}

interface Examination {
  readonly items: number;
  readonly unassessed: number;
  readonly findings: readonly (Finding & { readonly itemIds: readonly string[] })[];
}

const order = new Map<FindingKind, number>(findingKinds.map((kind, at) => [kind, at]));

/** Looks through the whole index; the gravest first. */
export function examine(examined: Examined, context: HealthContext): Examination {
  const live = [...examined.entries].filter(({ summary }) => summary.trashedAt === null);
  const judged = live.filter(({ summary, fingerprints }) => summary.expiresAt !== null || Object.keys(fingerprints).length > 0);
  const [usedIds, accepted] = [new Set(context.used), new Set(context.accepted)];
  const raw = [
    ...judged.flatMap((entry) => [...valueFindings(entry, examined, context.now), ...itemFindings(entry, context, usedIds)]),
    ...reuseFindings(live),
  ];
  return {
    items: judged.length,
    unassessed: live.filter((entry) => isUnassessed(entry, examined.verdicts)).length,
    findings: raw
      .map((finding) => ({ ...finding, accepted: accepted.has(finding.key) }))
      .toSorted((a, b) => (order.get(a.kind) ?? 0) - (order.get(b.kind) ?? 0)),
  };
}

export function summaryOf({ items, unassessed, findings }: Examination): HealthSummary {
  const open = findings.filter(({ accepted }) => !accepted);
  const costs = new Map<string, number>();
  for (const { kind, itemIds } of open) for (const id of itemIds) costs.set(id, Math.max(costs.get(id) ?? 0, findingWeights[kind]));
  const counts = Object.fromEntries(findingKinds.map((kind) => [kind, 0])) as Record<FindingKind, number>;
  for (const { kind } of open) counts[kind] += 1;
  return {
    score: unassessed > 0 ? null : healthScore(items, [...costs.values()]),
    ...{ items, unassessed, counts },
    accepted: findings.length - open.length,
  };
}

export function pageOf(
  { findings }: Examination,
  { kind, accepted, offset, limit }: HealthCalls['findings']['input']['query'],
): HealthCalls['findings']['output'] {
  const fitting = findings.filter((finding) => finding.accepted === accepted && (kind === null || finding.kind === kind));
  return { total: fitting.length, findings: fitting.slice(offset, offset + limit).map(({ itemIds: _all, ...shown }) => shown) };
}
