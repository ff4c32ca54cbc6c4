import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm';
import { columnTypes, key, nullable, owned } from './columns.ts';

function newTables(runner: QueryRunner): Table[] {
  const { text, integer } = columnTypes(runner);
  return [
    new Table({
      name: 'refresh_tokens',
      columns: [
        ...[text('hash', key), text('session_id'), text('owner_id')],
        ...[integer('created_at'), integer('expires_at'), integer('used_at', nullable)],
      ],
      foreignKeys: [owned()],
      indices: [
        new TableIndex({ name: 'refresh_tokens_by_session', columnNames: ['session_id'] }),
        new TableIndex({ name: 'refresh_tokens_by_owner', columnNames: ['owner_id'] }),
      ],
    }),
    new Table({ name: 'revoked_tokens', columns: [text('jti', key), integer('expires_at')] }),
  ];
}

/** What sessions of the HTTP API are refreshed by, and which access tokens stop working before their time. */
export class Agent1764000000000 implements MigrationInterface {
  readonly name = 'Agent1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of newTables(runner)) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of newTables(runner).toReversed()) await runner.dropTable(table);
  }
}
