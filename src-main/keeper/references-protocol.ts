import type { Reference } from '../../src-shared/agent/references.ts';
import type { ItemSummary } from '../../src-shared/items.ts';
import type { StoredSecret } from './keeper-protocol.ts';

/** The item that a reference means, and the field as the reference names it; null for the main one. */
export interface Located {
  readonly item: ItemSummary;
  readonly field: string | null;
}

export interface NamedField {
  readonly fieldId: string;
  readonly fieldName: string;
}
export interface OpenedField extends NamedField {
  readonly value: string;
}

/** What the keeper is asked about references; part of its calls. */
export interface ReferenceCalls {
  /** Items by id, else by name, else by name whatever its case; none that is in the trash. */
  find: { input: { readonly item: string }; output: ItemSummary[] };
  /** What each reference means, in their order. Throws notFound and ambiguous, with `reason` telling which one. */
  locate: { input: { readonly references: readonly Reference[] }; output: Located[] };
  /** Many fields at once, in their order; `secrets` are those of every item they name. Throws as locate and as get. */
  revealMany: {
    input: {
      readonly secrets: readonly StoredSecret[];
      readonly fields: readonly { readonly id: string; readonly field: string | null }[];
    };
    output: OpenedField[];
  };
  /** revealMany without the values: for the question whether they may be given. */
  nameMany: { input: ReferenceCalls['revealMany']['input']; output: NamedField[] };
}
