/** Marks a branch that the types rule out; throws if one arrives all the same. */
export function assertNever(value: never): never {
  throw new Error(`unexpected variant: ${typeof value}`);
}
