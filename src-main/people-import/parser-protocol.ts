import { z } from 'zod';
import { failureSchema } from '../../src-shared/errors.ts';
import { limits } from '../../src-shared/limits.ts';
import { type ImportColumn, importColumns } from '../../src-shared/people.ts';

/** More than any name, address or hash that is accepted has; what is longer is cut and then refused for its length. */
export const cellMaxCharacters = 512;
export const columnsMax = 200;
/** Tables and columns with longer names are not offered. */
export const nameMaxCharacters = 200;

/** A foreign file and how to read it. Null: the best guess. */
export interface ParseRequest {
  readonly content: Uint8Array;
  readonly table: string | null;
  /** Which column stands for what; what isn't named is guessed. */
  readonly mapping: Readonly<Partial<Record<ImportColumn, string | null>>>;
}

const nameSchema = z.string().max(nameMaxCharacters);

/** One line of the file, its cells in the order of `importColumns`. */
export const parsedRowSchema = z.strictObject({
  /** From 1, as the file counts. */
  line: z.number().int().positive(),
  cells: z.array(z.string().max(cellMaxCharacters).nullable()).length(importColumns.length),
});
export type ParsedRow = z.infer<typeof parsedRowSchema>;

export const parsedFileSchema = z.strictObject({
  format: z.enum(['csv', 'sqlite']),
  tables: z.array(nameSchema).max(1000),
  table: nameSchema.nullable(),
  columns: z.array(nameSchema).max(columnsMax),
  mapping: z.record(z.enum(importColumns), nameSchema.nullable()),
  rows: z.array(parsedRowSchema).max(limits.importMaxPeople),
});
export type ParsedFile = z.infer<typeof parsedFileSchema>;

export const parseResponseSchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: parsedFileSchema }),
  z.strictObject({ ok: z.literal(false), error: failureSchema }),
]);
export type ParseResponse = z.infer<typeof parseResponseSchema>;

/** The pipe to a process that reads one file, whichever way the host forks it. */
export interface ParserChannel {
  post(message: ParseRequest): void;
  /** SECURITY: what comes was made out of a foreign file; it is to be checked before it is used. */
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: () => void): void;
  kill(): void;
}
