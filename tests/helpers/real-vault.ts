import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { Keeper } from '../../src-main/keeper/keeper.ts';
import { createAnchors } from '../../src-main/vault/anchors.ts';
import { OpenVault } from '../../src-main/vault/open-vault.ts';
import { accountRow } from './rows.ts';
import { auditKey, installationId, openAuditLog } from './audit-log.ts';
import { fastKdf } from './fast-kdf.ts';
import { inProcessKeeper } from './keeper-in-process.ts';

/** Open vaults on a real database, without windows and sessions around them. */
export async function openDatabaseOfVaults() {
  const { database, keychain, clock, start, dataDirectory } = await openAuditLog();
  const audit = start(auditKey);
  const log = (): void => undefined;
  const anchors = createAnchors({ keychain, installationId, clock, log });

  async function openVault(ownerId: string): Promise<OpenVault> {
    const keeper = new Keeper(inProcessKeeper());
    onTestFinished(() => keeper.end());
    const secret = { deviceSecret: new Uint8Array(32).fill(7), secretId: 'secret' };
    const opening = { installationId, ownerId, generation: 1, password: 'password', kdf: fastKdf, now: clock.now(), ...secret };
    const { vault } = await keeper.call('createVault', opening);
    await database.repositories.accounts.insert(accountRow(ownerId));
    await database.repositories.vaults.insert(ownerId, vault);
    return new OpenVault({ database, anchors, audit, clock, log }, ownerId, keeper, { generation: 1, changes: 0, witnessed: null });
  }
  return { database, audit, clock, newId: randomUUID, dataDirectory, openVault };
}
