import { limits } from '../limits.ts';

const scheme = 'strongroom://';
/** What \p{Cc} stands for; spelled out it compiles at once, and `strongroom read` has 10 ms. */
// oxlint-disable-next-line no-control-regex -- those are meant
const control = /[\u0000-\u001F\u007F-\u009F]/;

/** What stands for a value in a `.env` file or a template: `strongroom://item/field`, or `strongroom://item` for the item's main field. */
export interface Reference {
  /** The item's id or name. */
  readonly item: string;
  /** The field's id or name; null for the main one. */
  readonly field: string | null;
}

/** Null for what is none. Names are percent-encoded where they hold a slash, a percent sign or what a file can't hold. */
export function parseReference(text: string): Reference | null {
  if (!text.startsWith(scheme) || text.length > limits.referenceMaxCharacters) return null;
  const parts = text.slice(scheme.length).split('/').map(decoded);
  const [item, field = null] = parts;
  if (parts.length > 2 || item === null || item === undefined || (parts.length === 2 && field === null)) return null;
  return { item, field };
}

/** Of a name that no reference can hold (a line break, too many characters) it is none either: `isReference` tells, and the id will do. */
export const formatReference = (item: string, field: string | null): string =>
  scheme + [item, ...(field === null ? [] : [field])].map((part) => encodeURIComponent(part.toWellFormed())).join('/');

export const isReference = (text: string): boolean => parseReference(text) !== null;

function decoded(part: string): string | null {
  try {
    const name = decodeURIComponent(part).trim();
    return name === '' || control.test(name) ? null : name;
  } catch {
    return null;
  }
}
