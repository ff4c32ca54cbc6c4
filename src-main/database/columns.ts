import type { EntitySchemaColumnOptions } from 'typeorm';

type Column = EntitySchemaColumnOptions;

/** Explicit column types, each in one place; times are epoch milliseconds. */
export const text = (name?: string, more: Partial<Column> = {}): Column => ({
  type: 'text',
  ...(name === undefined ? {} : { name }),
  ...more,
});
export const integer = (name?: string, more: Partial<Column> = {}): Column => ({
  type: 'integer',
  ...(name === undefined ? {} : { name }),
  ...more,
});
export const blob = (name?: string, more: Partial<Column> = {}): Column => ({
  type: 'blob',
  ...(name === undefined ? {} : { name }),
  ...more,
});
export const nullable = { nullable: true } as const;
export const primary = { primary: true } as const;
