import { AppError } from '../../src-shared/errors.ts';
import { limits } from '../../src-shared/limits.ts';
import { importColumns } from '../../src-shared/people.ts';
import { type ForeignFile, type ForeignTable, isSqlite, openForeignFile } from '../database/foreign-file.ts';
import { chosenMapping, guessMapping } from './column-mapping.ts';
import { readCsv } from './csv-source.ts';
import { cellMaxCharacters, columnsMax, nameMaxCharacters, type ParsedFile, type ParseRequest } from './parser-protocol.ts';
import { refusal } from './refusal.ts';

/**
 * The people in a CSV file or in one table of an SQLite file, as they stand there.
 * Throws fileRefused with the reason, invalidInput for a table or a column that there isn't.
 */
export function parseFile(request: ParseRequest): ParsedFile {
  return isSqlite(request.content) ? parseSqlite(request) : parseCsv(request);
}

function parseCsv({ content, mapping: chosen }: ParseRequest): ParsedFile {
  const { columns, rows } = readCsv(content);
  const mapping = chosenMapping(columns, chosen);
  const places = importColumns.map((column) => {
    const name = mapping[column];
    return name === null ? -1 : columns.indexOf(name);
  });
  const cellsOf = (cells: readonly (string | null)[]) => places.map((place) => cells[place]?.slice(0, cellMaxCharacters) ?? null);
  return {
    ...{ format: 'csv', tables: [], table: null },
    ...{ columns: [...columns], mapping, rows: rows.map(({ line, cells }) => ({ line, cells: cellsOf(cells) })) },
  };
}

function parseSqlite({ content, table: wanted, mapping: chosen }: ParseRequest): ParsedFile {
  const file = opened(content);
  try {
    const tables = file.tables.filter(mayHoldPeople).toSorted((a, b) => likelihood(b) - likelihood(a));
    const table = wanted === null ? tables[0] : tables.find(({ name }) => name === wanted);
    if (table === undefined) throw wanted === null ? refusal('noTable') : new AppError('invalidInput', { what: 'table' });
    const columns = [...table.columns];
    const mapping = chosenMapping(columns, chosen);
    const rows = rowsOf(file, table, mapping);
    return { format: 'sqlite', tables: tables.map(({ name }) => name), table: table.name, columns, mapping, rows };
  } finally {
    file.close();
  }
}

function rowsOf(file: ForeignFile, table: ForeignTable, mapping: ParsedFile['mapping']): ParsedFile['rows'] {
  const wanted = importColumns.map((column) => mapping[column]);
  const bounds = { limit: limits.importMaxPeople + 1, maxCharacters: cellMaxCharacters };
  const rows = orDamaged(() => file.read(table, wanted, bounds));
  if (rows.length > limits.importMaxPeople) throw refusal('tooManyPeople');
  // SQLite counts characters by code points, everybody else by UTF-16 units.
  return rows.map((cells, at) => ({ line: at + 1, cells: cells.map((cell) => cell?.slice(0, cellMaxCharacters) ?? null) }));
}

const opened = (content: Uint8Array): ForeignFile => orDamaged(() => openForeignFile(content));

function orDamaged<T>(task: () => T): T {
  try {
    return task();
  } catch {
    throw refusal('damaged');
  }
}

const mayHoldPeople = ({ name, columns }: ForeignTable): boolean => {
  const { username, email } = guessMapping(columns);
  const fits = columns.length <= columnsMax && [name, ...columns].every((text) => text.length <= nameMaxCharacters);
  return fits && (username !== null || email !== null);
};

/** A table of users has passwords, is mostly called so, and knows more of a person than others do. */
function likelihood({ name, columns }: ForeignTable): number {
  const mapping = guessMapping(columns);
  const called = /^(auth_)?(users?|accounts?|people|persons?|members?|benutzer)$/i.test(name);
  return (mapping.passwordHash === null ? 0 : 8) + (called ? 4 : 0) + importColumns.filter((column) => mapping[column] !== null).length / 8;
}
