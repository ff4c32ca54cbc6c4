import { type MigrationInterface, type QueryRunner, Table, TableColumn, TableIndex } from 'typeorm';
import { columnTypes, key, nullable, owned } from './columns.ts';

function accountColumns(runner: QueryRunner): TableColumn[] {
  const { text, integer, blob } = columnTypes(runner);
  return [
    text('status_before', nullable),
    integer('password_due', { default: 0 }),
    text('activation_hash', nullable),
    integer('activation_expires_at', nullable),
    integer('erase_at', nullable),
    blob('imported_hash', nullable),
  ].map((column) => new TableColumn(column));
}

const indices: readonly (readonly [string, TableIndex])[] = [
  ['accounts', new TableIndex({ name: 'accounts_by_activation', columnNames: ['activation_hash'], isUnique: true })],
  ['accounts', new TableIndex({ name: 'accounts_by_last_login', columnNames: ['last_login'] })],
  ['sessions', new TableIndex({ name: 'sessions_by_creation', columnNames: ['created_at'] })],
  ['audit', new TableIndex({ name: 'by_action_sequence', columnNames: ['action', 'sequence'] })],
  ['audit', new TableIndex({ name: 'by_outcome_sequence', columnNames: ['outcome', 'sequence'] })],
  ['audit', new TableIndex({ name: 'by_at_sequence', columnNames: ['at', 'sequence'] })],
];

function newTables(runner: QueryRunner): Table[] {
  const { text, integer, blob } = columnTypes(runner);
  return [
    new Table({ name: 'pictures', columns: [text('owner_id', key), text('data')], foreignKeys: [owned()] }),
    new Table({ name: 'policy', columns: [text('id', key), text('value'), integer('changed_at'), blob('mac')] }),
    new Table({
      name: 'admin_requests',
      columns: [
        ...[text('id', key), text('act'), text('owner_id'), text('requested_by')],
        ...[integer('requested_at'), integer('expires_at'), blob('mac')],
      ],
      foreignKeys: [owned()],
    }),
    new Table({
      name: 'notifications',
      columns: [text('id', key), text('owner_id'), integer('created_at'), integer('read_at', nullable), blob('sealed')],
      foreignKeys: [owned()],
      indices: [new TableIndex({ name: 'notifications_by_owner', columnNames: ['owner_id', 'created_at'] })],
    }),
    new Table({
      name: 'old_vaults',
      columns: [text('id', key), text('owner_id'), integer('put_away_at'), integer('items'), blob('sealed')],
      foreignKeys: [owned()],
      indices: [new TableIndex({ name: 'old_vaults_by_owner', columnNames: ['owner_id'] })],
    }),
  ];
}

/** What administrators decide and do, what people are told of it, and what a reset leaves behind. */
export class People1763800000000 implements MigrationInterface {
  readonly name = 'People1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumns('accounts', accountColumns(runner));
    await runner.addColumn('audit', new TableColumn(columnTypes(runner).text('detail', nullable)));
    for (const table of newTables(runner)) await runner.createTable(table);
    for (const [table, index] of indices) await runner.createIndex(table, index);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, index] of indices.toReversed()) await runner.dropIndex(table, index);
    for (const table of newTables(runner).toReversed()) await runner.dropTable(table);
    await runner.dropColumn('audit', 'detail');
    await runner.dropColumns('accounts', accountColumns(runner));
  }
}
