import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm';
import { columnTypes, key, nullable, owned } from './columns.ts';

const index = (...columnNames: string[]): TableIndex => new TableIndex({ name: `by_${columnNames.join('_')}`, columnNames });

/** The whole first schema: installation, people, sealed vaults, sessions, audit. */
export class FirstVault1763650000000 implements MigrationInterface {
  readonly name = 'FirstVault1763650000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of [...peopleTables(runner), ...vaultTables(runner), ...auditTables(runner)]) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = [...peopleTables(runner), ...vaultTables(runner), ...auditTables(runner)];
    for (const table of tables.toReversed()) await runner.dropTable(table);
  }
}

function peopleTables(runner: QueryRunner): Table[] {
  const { text, integer, blob } = columnTypes(runner);
  return [
    new Table({
      name: 'installation',
      columns: [
        text('id', key),
        integer('created_at'),
        text('keychain_kind'),
        blob('recovery_blob'),
        integer('installation_code_confirmed_at', nullable),
      ],
    }),
    new Table({
      name: 'accounts',
      columns: [
        ...[text('id', key), text('username', { isUnique: true }), text('display_name'), text('email', { ...nullable, isUnique: true })],
        ...[text('colour'), text('role'), text('status'), integer('created_at'), integer('last_login', nullable)],
        ...[integer('failed_login_attempts'), integer('failures_since_last_login')],
        ...[integer('last_failure_at', nullable), integer('locked_until', nullable)],
        ...[text('password_slot_id', nullable), text('recovery_slot_id', nullable), integer('personal_code_confirmed_at', nullable)],
        ...[blob('drop_box_public'), blob('identity_public'), blob('mac')],
      ],
    }),
    new Table({
      name: 'slots',
      columns: [
        ...[text('id', key), text('owner_id'), text('kind'), text('kdf', nullable), blob('salt'), text('secret_id', nullable)],
        ...[blob('wrapped'), text('verifier', nullable), integer('created_at'), integer('retired_at', nullable)],
      ],
      foreignKeys: [owned()],
      indices: [new TableIndex({ name: 'slots_by_owner', columnNames: ['owner_id'] })],
    }),
    new Table({
      name: 'person_keys',
      columns: [
        text('owner_id', key),
        blob('drop_box_public'),
        blob('drop_box_private'),
        blob('identity_public'),
        blob('identity_private'),
      ],
      foreignKeys: [owned()],
    }),
    new Table({
      name: 'sessions',
      columns: [
        ...[text('id', key), text('owner_id'), text('kind'), text('client'), integer('created_at'), integer('last_activity_at')],
        ...[integer('idle_expires_at'), integer('expires_at'), integer('revoked_at', nullable)],
      ],
      foreignKeys: [owned()],
      indices: [new TableIndex({ name: 'sessions_by_owner', columnNames: ['owner_id'] })],
    }),
    new Table({ name: 'preferences', columns: [text('owner_id', key), text('key', key), text('value')], foreignKeys: [owned()] }),
  ];
}

function vaultTables(runner: QueryRunner): Table[] {
  const { text, integer, blob } = columnTypes(runner);
  return [
    new Table({
      name: 'vaults',
      columns: [text('owner_id', key), integer('generation'), text('snapshot_id'), blob('snapshot'), blob('head')],
      foreignKeys: [owned()],
    }),
    new Table({
      name: 'vault_changes',
      columns: [text('owner_id', key), integer('generation', key), blob('blob')],
      foreignKeys: [owned()],
    }),
    new Table({
      name: 'items',
      columns: [
        ...[text('id', key), text('owner_id'), integer('revision'), blob('summary'), blob('secret')],
        ...[integer('created_at'), integer('updated_at')],
      ],
      foreignKeys: [owned()],
      indices: [new TableIndex({ name: 'items_by_owner', columnNames: ['owner_id'] })],
    }),
  ];
}

/** Audit rows outlive the accounts that they speak of, so they reference none. */
function auditTables(runner: QueryRunner): Table[] {
  const { text, integer, blob } = columnTypes(runner);
  return [
    new Table({
      name: 'audit',
      columns: [
        ...[integer('sequence', key), integer('epoch'), integer('at'), text('actor_id', nullable), text('action')],
        ...[text('target_kind', nullable), text('target_id', nullable), text('outcome'), text('client'), blob('hash')],
      ],
      indices: [index('actor_id', 'sequence'), index('target_id', 'sequence')],
    }),
    new Table({
      name: 'audit_witnesses',
      columns: [text('owner_id', key), integer('epoch'), integer('sequence'), blob('hash'), blob('signature'), integer('at')],
      foreignKeys: [owned()],
    }),
  ];
}
