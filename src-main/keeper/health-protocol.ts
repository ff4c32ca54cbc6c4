import type { FindingPage, FindingQuery, HealthSummary } from '../../src-shared/health.ts';
import type { Proposal, StoredSecret } from './keeper-protocol.ts';

/** What health depends on that the index doesn't have. */
export interface HealthContext {
  /** Epoch milliseconds. */
  readonly now: number;
  /** The items that the log knows a use of; null where nobody has asked, and then nothing counts as never used. */
  readonly used: readonly string[] | null;
  /** When the log begins. */
  readonly logSince: number;
  /** Keys of findings that the person knows of. */
  readonly accepted: readonly string[];
}

/** An item whose time comes, or has come. */
export interface ExpiringItem {
  readonly id: string;
  readonly name: string;
  readonly expiresAt: number;
}

/** What the keeper is asked about health; part of its calls. All of it works on the index but `assess`. */
export interface HealthCalls {
  health: { input: HealthContext; output: HealthSummary };
  findings: { input: HealthContext & { readonly query: FindingQuery }; output: Omit<FindingPage, 'fieldNames'> };
  /** The index doesn't have them. What is gone or doesn't open is left out. */
  fieldNames: { input: { readonly secrets: readonly StoredSecret[] }; output: FindingPage['fieldNames'] };
  /** Items that nobody has looked into, for their values or for what a search can ask for; `limit` at most, and how many there are. */
  unassessed: { input: { readonly limit: number }; output: { readonly ids: readonly string[]; readonly total: number } };
  /**
   * Looks at these items' values for a few milliseconds; `done` of them, from the first on. One that is gone counts as done, as does
   * one that doesn't open: opening it says so. The first call only loads what it takes and answers 0.
   */
  assess: {
    input: { readonly secrets: readonly StoredSecret[] };
    output: { readonly done: number };
  };
  /** Keeps in the index what was found of `limit` items at most; the answer is of how many. */
  keepStrengths: { input: { readonly limit: number }; output: Proposal<number> };
  /** Items that aren't in the trash and expire before this time, the soonest first. */
  expiringBefore: { input: { readonly before: number }; output: readonly ExpiringItem[] };
}
