import { type BindingPart, bindingOf } from './labels.ts';
import { equalBytes, hmac } from './primitives.ts';

/** A code over the fields of one row that decide over access: SQL alone can't write another. */
export const macOf = (key: Uint8Array, table: string, id: string, fields: readonly BindingPart[]): Uint8Array =>
  hmac(key, bindingOf('row', id, table, ...fields));

export const checkMac = (key: Uint8Array, table: string, id: string, fields: readonly BindingPart[], mac: Uint8Array): boolean =>
  equalBytes(macOf(key, table, id, fields), mac);
