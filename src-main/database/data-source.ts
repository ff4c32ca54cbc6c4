import BetterSqlite3 from 'better-sqlite3';
import { DataSource, type Logger } from 'typeorm';
import { accountEntity } from '../accounts/accounts-entity.ts';
import { pictureEntity } from '../accounts/pictures-entity.ts';
import { personKeysEntity } from '../accounts/person-keys-entity.ts';
import { slotEntity } from '../accounts/slots-entity.ts';
import { adminRequestEntity } from '../admin/requests-entity.ts';
import { refreshTokenEntity, revokedTokenEntity } from '../agent/tokens/tokens-entity.ts';
import { auditEntity, witnessEntity } from '../audit/audit-entity.ts';
import { installationEntity } from '../installation/installation-entity.ts';
import { notificationEntity } from '../notifications/notifications-entity.ts';
import { policyEntity } from '../policy/policy-entity.ts';
import { preferenceEntity } from '../preferences/preferences-entity.ts';
import { sessionEntity } from '../session/sessions-entity.ts';
import { oldVaultEntity } from '../vault/old-vaults-entity.ts';
import { itemEntity, vaultChangeEntity, vaultEntity } from '../vault/vaults-entity.ts';
import { type Migration, migrations as ours } from '../../migrations/index.ts';

const entities = [
  installationEntity,
  accountEntity,
  slotEntity,
  personKeysEntity,
  vaultEntity,
  vaultChangeEntity,
  itemEntity,
  sessionEntity,
  auditEntity,
  witnessEntity,
  preferenceEntity,
  pictureEntity,
  policyEntity,
  adminRequestEntity,
  notificationEntity,
  oldVaultEntity,
  refreshTokenEntity,
  revokedTokenEntity,
];

/** SECURITY: the driver's own log would print statements with their values. Migrations it reports even where logging is off. */
const silent: Logger = {
  logQuery: () => undefined,
  logQueryError: () => undefined,
  logQuerySlow: () => undefined,
  logSchemaBuild: () => undefined,
  logMigration: () => undefined,
  log: () => undefined,
};

const busyMilliseconds = 5000;

/** SECURITY: secure_delete overwrites what is deleted; FULL makes an acknowledged commit survive a power cut. */
function prepare(connection: BetterSqlite3.Database): void {
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.pragma('secure_delete = ON');
  connection.pragma(`busy_timeout = ${busyMilliseconds}`);
}

export const createDataSource = (file: string, migrations: readonly Migration[] = ours): DataSource =>
  new DataSource({
    type: 'better-sqlite3',
    driver: BetterSqlite3,
    database: file,
    entities,
    migrations: [...migrations],
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    synchronize: false,
    logging: false,
    logger: silent,
    prepareDatabase: prepare,
  });
