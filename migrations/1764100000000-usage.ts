import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

/** Of the log only what is about items: by person and item, so that neither the uses of one nor those of all take a walk through it. */
const byUse = (): TableIndex =>
  new TableIndex({
    name: 'by_actor_id_item_at',
    columnNames: ['actor_id', 'target_id', 'action', 'at'],
    where: "target_kind = 'item'",
  });

/** Which items of a person were used, and when last. */
export class Usage1764100000000 implements MigrationInterface {
  readonly name = 'Usage1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createIndex('audit', byUse());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('audit', byUse());
  }
}
