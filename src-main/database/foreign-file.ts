import BetterSqlite3 from 'better-sqlite3';

/** `columns` are those that hold values of their own. */
export interface ForeignTable {
  readonly name: string;
  readonly columns: readonly string[];
}

/** A database that another program wrote. */
export interface ForeignFile {
  readonly tables: readonly ForeignTable[];
  /** Up to `limit` rows, each value as text of up to `maxCharacters`. */
  read(table: ForeignTable, columns: readonly (string | null)[], bounds: { limit: number; maxCharacters: number }): (string | null)[][];
  close(): void;
}

const magic = 'SQLite format 3\0';

export const isSqlite = (content: Uint8Array): boolean => Buffer.from(content.subarray(0, magic.length)).toString('latin1') === magic;

/**
 * Opens a foreign SQLite file from memory; nothing of it is ever written anywhere. Views and virtual tables are left out.
 * Throws the driver's errors, and an Error for a file that doesn't hold together. To be called in a process of its own.
 */
export function openForeignFile(content: Uint8Array): ForeignFile {
  if (content.length % pageBytes(content) !== 0) throw new Error('a foreign database was cut');
  const database = new BetterSqlite3(withoutWal(content));
  // SECURITY: nobody knows who made this schema: it may call nothing, change nothing, and its checks don't run.
  for (const setting of ['trusted_schema = OFF', 'query_only = ON', 'cell_size_check = ON', 'ignore_check_constraints = ON'])
    database.pragma(setting);
  const answer = database.pragma('quick_check(1)', { simple: true });
  if (answer !== 'ok') throw new Error('a foreign database is damaged');
  const names = database
    .prepare<[], string>("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT GLOB 'sqlite_*'")
    .pluck()
    .all();
  // What is generated is worked out by the foreign schema; only what is stored is offered.
  const columnsOf = database.prepare<[string], string>('SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0').pluck();
  return {
    tables: names.map((name) => ({ name, columns: columnsOf.all(name) })),
    read(table, columns, { limit, maxCharacters }) {
      const selected = columns.map((column) => (column === null ? 'NULL' : `substr(CAST(${quoted(column)} AS TEXT), 1, ${maxCharacters})`));
      return database
        .prepare<[number], (string | null)[]>(`SELECT ${selected.join(', ')} FROM ${quoted(table.name)} LIMIT ?`)
        .raw()
        .all(limit);
    },
    close: () => void database.close(),
  };
}

/** From the header (sqlite.org/fileformat.html), where 1 stands for 65,536. SQLite would fill a page that was cut up with zeros. */
const pageBytes = (content: Uint8Array): number => {
  const written = (content[16] ?? 0) * 256 + (content[17] ?? 0);
  return written === 1 ? 65_536 : written;
};

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * The bytes with a header that asks for no write-ahead log: SQLite opens no file from memory that does
 * (sqlite.org/c3ref/deserialize.html). What only the log beside the file held is not in it.
 */
function withoutWal(content: Uint8Array): Buffer {
  const copy = Buffer.from(content);
  if (copy[18] === 2 && copy[19] === 2) copy.fill(1, 18, 20);
  return copy;
}
