import type { VersionView } from '../../src-shared/history.ts';
import type { ItemSummary } from '../../src-shared/items.ts';
import type { Proposal } from './keeper-protocol.ts';

interface StoredItem {
  readonly id: string;
  readonly secret: Uint8Array;
}

/** What the keeper is asked about earlier states of an item; part of its calls. `version` is the revision that such a state had. */
export interface HistoryCalls {
  /** Newest first. Throws notFound, dataDamaged, as all of them. */
  listVersions: { input: StoredItem; output: VersionView[] };
  revealVersion: { input: StoredItem & { readonly version: number; readonly fieldId: string }; output: string };
  /** Throws conflict where another revision is stored. */
  restoreVersion: {
    input: StoredItem & { readonly revision: number; readonly version: number; readonly now: number };
    output: Proposal<ItemSummary>;
  };
  clearHistory: { input: StoredItem & { readonly now: number }; output: Proposal<ItemSummary> };
}
