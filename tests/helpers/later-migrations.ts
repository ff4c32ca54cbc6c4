import { type MigrationInterface, type QueryRunner, Table, TableColumn } from 'typeorm';
import { type Migration, migrations } from '../../migrations/index.ts';

/** What a later version might bring: a column, then a table. */
class PetNames9000000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('accounts', new TableColumn({ name: 'pet_name', type: 'text', default: "'Rex'" }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('accounts', 'pet_name');
  }
}

async function makePets(runner: QueryRunner): Promise<void> {
  await runner.createTable(new Table({ name: 'pets', columns: [{ name: 'id', type: 'text', isPrimary: true }] }));
}

/** The second later migration, which does something between its two steps. */
function petsWith(between: (runner: QueryRunner) => Promise<void>): Migration {
  return class Pets9000000000002 implements MigrationInterface {
    async up(runner: QueryRunner): Promise<void> {
      await makePets(runner);
      await between(runner);
      await runner.query("INSERT INTO pets (id) VALUES ('Rex')");
    }

    async down(runner: QueryRunner): Promise<void> {
      await runner.dropTable('pets');
    }
  };
}

class Never9000000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(new Table({ name: 'never', columns: [{ name: 'id', type: 'text', isPrimary: true }] }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('never');
  }
}

/** The app's own migrations and what a later version adds to them. */
export const laterVersion = (between: (runner: QueryRunner) => Promise<void> = async () => undefined): readonly Migration[] => [
  ...migrations,
  PetNames9000000000001,
  petsWith(between),
];
export const evenLaterVersion = (between: (runner: QueryRunner) => Promise<void>): readonly Migration[] => [
  ...laterVersion(between),
  Never9000000000003,
];
