/** If-Match or If-None-Match doesn't hold (RFC 9110, 13.1). */
export class PreconditionFailed extends Error {
  override readonly name = 'PreconditionFailed';
}

const tagPattern = /^(W\/)?"([0-9]{1,15})"$/;

/** A document's revision as its entity tag; strong, for the revision changes with every byte. */
export const entityTag = (revision: number): string => `"${revision}"`;

const partsOf = (header: string): string[] => header.split(',').map((part) => part.trim());

/** The one revision that has to be stored. Throws PreconditionFailed for what is no tag of ours: it matches nothing. */
export function ifMatch(header: string | undefined): 'none' | 'any' | number {
  if (header === undefined) return 'none';
  if (header.trim() === '*') return 'any';
  const [only, ...more] = partsOf(header);
  const [, weak, revision] = tagPattern.exec(only ?? '') ?? [];
  // Weak tags never match here (RFC 9110, 13.1.1); of several only one could be the present revision, and nobody has two of ours.
  if (revision === undefined || weak !== undefined || more.length > 0 || Number(revision) === 0) throw new PreconditionFailed();
  return Number(revision);
}

/** The revisions that the client has already. */
export function ifNoneMatch(header: string | undefined): 'none' | 'any' | readonly number[] {
  if (header === undefined) return 'none';
  if (header.trim() === '*') return 'any';
  return partsOf(header).flatMap((part) => {
    const revision = tagPattern.exec(part)?.[2];
    return revision === undefined ? [] : [Number(revision)];
  });
}
