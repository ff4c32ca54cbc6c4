import { type QueryRunner, type TableColumnOptions, TableForeignKey } from 'typeorm';

type Column = TableColumnOptions;

/** PostgreSQL has other names for bytes and wide integers than SQLite. */
export function columnTypes(runner: QueryRunner) {
  const sqlite = runner.dataSource.options.type === 'better-sqlite3';
  const make =
    (type: string) =>
    (name: string, more: Partial<Column> = {}): Column => ({ name, type, ...more });
  return { text: make('text'), integer: make(sqlite ? 'integer' : 'bigint'), blob: make(sqlite ? 'blob' : 'bytea') };
}

export const key = { isPrimary: true } as const;
export const nullable = { isNullable: true } as const;

/** Rows of a person go with the account. */
export const owned = (): TableForeignKey =>
  new TableForeignKey({ columnNames: ['owner_id'], referencedTableName: 'accounts', referencedColumnNames: ['id'], onDelete: 'CASCADE' });
