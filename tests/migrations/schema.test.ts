import { join } from 'node:path';
import type { QueryRunner, Table, TableColumn } from 'typeorm';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createDataSource } from '../../src-main/database/data-source.ts';
import { migrations } from '../../migrations/index.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';

interface StoredColumn {
  readonly name: string;
  readonly notnull: number;
  readonly pk: number;
}

describe('the schema', () => {
  let source: ReturnType<typeof createDataSource>;

  beforeEach(async () => {
    source = await createDataSource(join(temporaryDirectory(), 'strongroom.db')).initialize();
    onTestFinished(() => source.destroy());
    await source.runMigrations();
  });

  const definitions = async (): Promise<string> => {
    const rows: { sql: string }[] = await source.query(
      "SELECT trim(sql) AS sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT IN ('migrations', 'sqlite_sequence') ORDER BY type DESC, name",
    );
    return rows.map(({ sql }) => `${sql};\n`).join('');
  };

  // People's databases have had these statements: a migration that was published is never changed, only followed by another.
  it('is what the published migrations made', async () => {
    await expect(await definitions()).toMatchFileSnapshot('schema.sql');
  });

  it('has for every entity the columns that it names, no other ones, and as nullable as it says', async () => {
    for (const { tableName, columns } of source.entityMetadatas) {
      const stored: StoredColumn[] = await source.query(`PRAGMA table_info(${tableName})`);
      const made = stored.map(({ name, notnull, pk }) => [name, { primary: pk > 0, nullable: notnull === 0 }]);
      const named = columns.map((column) => [column.databaseName, { primary: column.isPrimary, nullable: column.isNullable }]);
      expect(Object.fromEntries(made), tableName).toEqual(Object.fromEntries(named));
    }
  });

  it('is gone after every migration was taken back, and the same once they ran again', async () => {
    const before = await definitions();
    for (let left = migrations.length; left > 0; left -= 1) await source.undoLastMigration();
    expect(await definitions()).toBe('');
    await source.runMigrations();
    expect(await definitions()).toBe(before);
  });

  it('is named in order of time, and every migration by its own time', () => {
    const times = migrations.map(({ name }) => Number(/\d{13}$/.exec(name)?.[0]));
    expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b));
  });

  it('is made on PostgreSQL by the same migrations, with types that it knows and no statement of SQLite', async () => {
    const tables: Table[] = [];
    const added: TableColumn[] = [];
    const runner = {
      dataSource: { options: { type: 'postgres' } },
      createTable: async (table: Table) => void tables.push(table),
      addColumns: async (_table: string, columns: TableColumn[]) => void added.push(...columns),
      addColumn: async (_table: string, column: TableColumn) => void added.push(column),
      createIndex: async () => undefined,
    } as unknown as QueryRunner;
    for (const Migration of migrations) await new Migration().up(runner);
    expect(tables.map(({ name }) => name)).toContain('vaults');
    const types = new Set([...tables.flatMap((table) => table.columns), ...added].map((column) => column.type));
    expect([...types].toSorted()).toEqual(['bigint', 'bytea', 'text']);
  });
});
