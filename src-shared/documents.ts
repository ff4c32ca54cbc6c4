/** An object or array that JSON can say; not typed any deeper, since nobody here looks inside. */
export type JsonDocument = readonly unknown[] | Readonly<Record<string, unknown>>;

/** Deeper than anything that is meant, and far from what a stack can't hold. */
const maxDepth = 100;

/** Whether it is an object or array that comes back from JSON as it went in. */
export const isDocument = (value: unknown): value is JsonDocument => typeof value === 'object' && value !== null && isJson(value, maxDepth);

function isJson(value: unknown, depth: number): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth === 0) return false;
  if (Array.isArray(value)) return Array.from(value).every((each) => isJson(each, depth - 1));
  // SECURITY: a property of this name would be the prototype of what a careless reader copies the document into.
  return isPlain(value) && Object.entries(value).every(([name, each]) => name !== '__proto__' && isJson(each, depth - 1));
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
