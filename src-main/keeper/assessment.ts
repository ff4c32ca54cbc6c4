import { AppError } from '../../src-shared/errors.ts';
import type { VaultCipher } from '../crypto/vault-keys.ts';
import { examine, isUnassessed, pageOf, summaryOf, verdictOf } from './health.ts';
import type { HealthCalls, HealthContext } from './health-protocol.ts';
import { openSecret } from './secret-part.ts';
import { judge, loadEstimator, type Verdict } from './strength.ts';
import type { ItemEntry } from './vault-index.ts';
import type { VaultState } from './vault-state.ts';

/** Of one call: whoever asks for a list meanwhile waits no longer than this and one more value. */
const sliceMilliseconds = 4;

/** What was found of values since this vault was opened, and the calls that health is made of. */
export class Assessment {
  /** By fingerprint, so that it holds for every item with the same value, and for none with another. */
  readonly verdicts = new Map<string, Verdict>();
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
    const waiting = [...index.entries()].filter((entry) => isUnassessed(entry, this.verdicts));
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
    const fields = valuesUnder(cipher, entry, secret);
    for (const [fieldId, fingerprint] of Object.entries(entry.fingerprints)) {
      const value = fields?.get(fieldId);
      // What doesn't open is nobody's weak password: the item itself says that it is damaged.
      const verdict = value === undefined ? { strength: 4, known: false } : judge(value);
      if (verdict !== null) this.verdicts.set(fingerprint, verdict);
    }
  }

  /** Entries whose values have a verdict that the index doesn't hold yet; what lies under the items' own seals stays as it is. */
  keepStrengths(state: VaultState, { limit }: HealthCalls['keepStrengths']['input']): HealthCalls['keepStrengths']['output'] {
    const upserts = [...state.index.entries()].flatMap((entry) => this.#withVerdicts(entry)).slice(0, limit);
    return { commit: state.proposeChange({ upserts, removals: [] }, []), result: upserts.length };
  }

  #withVerdicts(entry: ItemEntry): ItemEntry[] {
    const lacking = Object.keys(entry.fingerprints).filter((fieldId) => (entry.values[fieldId]?.strength ?? null) === null);
    const found = lacking.flatMap((fieldId) => {
      const verdict = verdictOf(entry, fieldId, this.verdicts);
      if (verdict === null) return [];
      const changedAt = entry.values[fieldId]?.changedAt ?? entry.summary.updatedAt;
      return [[fieldId, { changedAt, strength: verdict.strength, ...(verdict.known ? { known: true as const } : {}) }] as const];
    });
    return found.length === 0 ? [] : [{ ...entry, values: { ...entry.values, ...Object.fromEntries(found) } }];
  }

  expiringBefore({ index }: VaultState, { before }: HealthCalls['expiringBefore']['input']): HealthCalls['expiringBefore']['output'] {
    return [...index.entries()]
      .flatMap(({ summary: { id, name, expiresAt, trashedAt } }) =>
        trashedAt === null && expiresAt !== null && expiresAt < before ? [{ id, name, expiresAt }] : [],
      )
      .toSorted((a, b) => a.expiresAt - b.expiresAt);
  }
}

function valuesUnder(cipher: VaultCipher, entry: ItemEntry, secret: Uint8Array): ReadonlyMap<string, string> | null {
  try {
    return new Map(openSecret(cipher, entry, secret).fields.map(({ id, value }) => [id, value]));
  } catch (error) {
    if (error instanceof AppError && (error.code === 'dataDamaged' || error.code === 'dataFromNewerVersion')) return null;
    throw error;
  }
}
