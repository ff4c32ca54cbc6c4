import bcrypt from 'bcryptjs';
import BetterSqlite3 from 'better-sqlite3';

/** The bytes of an SQLite file that these statements make. */
export function sqliteFile(...statements: readonly string[]): Uint8Array {
  const database = new BetterSqlite3(':memory:');
  try {
    for (const statement of statements) database.exec(statement);
    return new Uint8Array(database.serialize());
  } finally {
    database.close();
  }
}

export const csvFile = (...lines: readonly string[]): Uint8Array => new TextEncoder().encode(lines.join('\n'));

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** A bcrypt hash as other systems keep it, of the least cost there is. */
export const oldHash = (password: string): Promise<string> => bcrypt.hash(password, 4);

/** The form of a hash with that cost; no password belongs to it. */
export const hashOfCost = (cost: number, kind = '2b'): string => `$${kind}$${String(cost).padStart(2, '0')}$${'a'.repeat(53)}`;
