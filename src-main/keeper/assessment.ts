import { AppError } from '../../src-shared/errors.ts';
import type { VaultCipher } from '../crypto/vault-keys.ts';
import { examine, isUnassessed, pageOf, summaryOf, verdictOf } from './health.ts';
import type { HealthCalls, HealthContext } from './health-protocol.ts';
import { holdsOf, openSecret, type SecretField } from './secret-part.ts';
import { judge, loadEstimator, type Verdict } from './strength.ts';
import type { ItemEntry } from './vault-index.ts';
import type { VaultState } from './vault-state.ts';

/** Of one call: whoever asks for a list meanwhile waits no longer than this and one more value. */
const sliceMilliseconds = 4;

/** What was found of values since this vault was opened, and the calls that health is made of. */
export class Assessment {
  /** By fingerprint, so that it holds for every item with the same value, and for none with another. */
  readonly verdicts = new Map<string, Verdict>();
  /** What items hold, by the tag of their sealed blob; null: it doesn't open, and will be looked at again after the next opening. */
  readonly #holds = new Map<string, ItemEntry['holds'] | null>();
  #ready = false;
  readonly #now: () => number;

  /** `now`: a clock of running time, in milliseconds. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  health({ index }: VaultState, context: HealthContext): HealthCalls['health']['output'] {
    return summaryOf(examine({ entries: index.entries(), verdicts: this.verdicts }, context));
  }

  findings({ index }: VaultState, { query, ...context }: HealthCalls['findings']['input']): HealthCalls['findings']['output'] {
    return pageOf(examine({ entries: index.entries(), verdicts: this.verdicts }, context), query);
  }

  unassessed({ index }: VaultState, { limit }: HealthCalls['unassessed']['input']): HealthCalls['unassessed']['output'] {
    const waiting = [...index.entries()].filter((entry) => isUnassessed(entry, this.verdicts) || this.#isUnseen(entry));
    return { ids: waiting.slice(0, limit).map(({ summary }) => summary.id), total: waiting.length };
  }

  async assess({ index, cipher }: VaultState, { secrets }: HealthCalls['assess']['input']): Promise<HealthCalls['assess']['output']> {
    if (!this.#ready) {
      await loadEstimator();
      this.#ready = true;
      return { done: 0 };
    }
    const until = this.#now() + sliceMilliseconds;
    let done = 0;
    for (const { id, secret } of secrets) {
      const entry = index.find(id);
      if (entry !== undefined) this.#look(cipher, entry, secret);
      done += 1;
      if (this.#now() >= until) break;
    }
    return { done };
  }

  #look(cipher: VaultCipher, entry: ItemEntry, secret: Uint8Array): void {
    const opened = fieldsUnder(cipher, entry, secret);
    const fields = opened === null ? null : new Map(opened.map(({ id, value }) => [id, value]));
    this.#holds.set(entry.secretTag, opened === null ? null : holdsOf(opened));
    for (const [fieldId, fingerprint] of Object.entries(entry.fingerprints)) {
      const value = fields?.get(fieldId);
      // What doesn't open is nobody's weak password: the item itself says that it is damaged.
      const verdict = value === undefined ? { strength: 4, known: false } : judge(value);
      if (verdict !== null) this.verdicts.set(fingerprint, verdict);
    }
  }

  /** Written before the index knew what items hold; the search can't ask for it until somebody has looked. */
  #isUnseen({ summary, holds, secretTag }: ItemEntry): boolean {
    return summary.trashedAt === null && holds === undefined && !this.#holds.has(secretTag);
  }

  /** Entries of which more was found than the index holds yet; what lies under the items' own seals stays as it is. */
  keepStrengths(state: VaultState, { limit }: HealthCalls['keepStrengths']['input']): HealthCalls['keepStrengths']['output'] {
    const upserts = [...state.index.entries()].flatMap((entry) => this.#withFound(entry)).slice(0, limit);
    return { commit: state.proposeChange({ upserts, removals: [] }, []), result: upserts.length };
  }

  #withFound(entry: ItemEntry): ItemEntry[] {
    const lacking = Object.keys(entry.fingerprints).filter((fieldId) => (entry.values[fieldId]?.strength ?? null) === null);
    const found = lacking.flatMap((fieldId) => {
      const verdict = verdictOf(entry, fieldId, this.verdicts);
      if (verdict === null) return [];
      const changedAt = entry.values[fieldId]?.changedAt ?? entry.summary.updatedAt;
      return [[fieldId, { changedAt, strength: verdict.strength, ...(verdict.known ? { known: true as const } : {}) }] as const];
    });
    const seen = entry.holds === undefined ? (this.#holds.get(entry.secretTag) ?? null) : null;
    if (found.length === 0 && seen === null) return [];
    return [{ ...entry, values: { ...entry.values, ...Object.fromEntries(found) }, ...(seen === null ? {} : { holds: seen }) }];
  }

  expiringBefore({ index }: VaultState, { before }: HealthCalls['expiringBefore']['input']): HealthCalls['expiringBefore']['output'] {
    return [...index.entries()]
      .flatMap(({ summary: { id, name, expiresAt, trashedAt } }) =>
        trashedAt === null && expiresAt !== null && expiresAt < before ? [{ id, name, expiresAt }] : [],
      )
      .toSorted((a, b) => a.expiresAt - b.expiresAt);
  }
}

export function fieldNames(
  { index, cipher }: VaultState,
  { secrets }: HealthCalls['fieldNames']['input'],
): HealthCalls['fieldNames']['output'] {
  return Object.fromEntries(
    secrets.flatMap(({ id, secret }) => {
      const entry = index.find(id);
      const fields = entry === undefined ? null : fieldsUnder(cipher, entry, secret);
      return fields === null ? [] : [[id, Object.fromEntries(fields.map((field) => [field.id, field.name]))]];
    }),
  );
}

function fieldsUnder(cipher: VaultCipher, entry: ItemEntry, secret: Uint8Array): readonly SecretField[] | null {
  try {
    return openSecret(cipher, entry, secret).fields;
  } catch (error) {
    if (error instanceof AppError && (error.code === 'dataDamaged' || error.code === 'dataFromNewerVersion')) return null;
    throw error;
  }
}
