import type { VersionView } from '../../src-shared/history.ts';
import type { ItemSummary } from '../../src-shared/items.ts';
import type { Proposal, SeenItem, StoredSecret } from './keeper-protocol.ts';

/** What the keeper is asked about earlier states of an item; part of its calls. `version` is the revision that such a state had. */
export interface HistoryCalls {
  /** Newest first. Throws notFound, dataDamaged, as all of them. */
  listVersions: { input: StoredSecret; output: VersionView[] };
  revealVersion: { input: StoredSecret & { readonly version: number; readonly fieldId: string }; output: string };
  /** Throws conflict where another revision is stored. */
  restoreVersion: {
    input: SeenItem & { readonly version: number };
    output: Proposal<ItemSummary>;
  };
  clearHistory: { input: StoredSecret & { readonly now: number }; output: Proposal<ItemSummary> };
}
