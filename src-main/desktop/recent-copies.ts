interface Copied {
  readonly id: string;
  readonly fieldId: string;
}

const most = 5;

/** Which items each person copied from last, as long as their vault is open; ids alone. */
export interface RecentCopies {
  note(ownerId: string, copied: Copied): void;
  /** Latest first, each item once. */
  of(ownerId: string): readonly Copied[];
  forget(ownerId: string): void;
}

export function createRecentCopies(): RecentCopies {
  const byOwner = new Map<string, readonly Copied[]>();
  const of = (ownerId: string): readonly Copied[] => byOwner.get(ownerId) ?? [];
  return {
    of,
    note: (ownerId, copied) => void byOwner.set(ownerId, [copied, ...of(ownerId).filter(({ id }) => id !== copied.id)].slice(0, most)),
    forget: (ownerId) => void byOwner.delete(ownerId),
  };
}
