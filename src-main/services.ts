import { randomUUID } from 'node:crypto';
import type { AccountParts } from './accounts/enrolment.ts';
import { type AccountService, createAccountService } from './accounts/account-service.ts';
import { RecoveryService } from './accounts/recovery-service.ts';
import { SignInService } from './accounts/sign-in-service.ts';
import { createTurns } from './accounts/turns.ts';
import { type ActivityService, createActivityService } from './audit/activity-service.ts';
import { AuditService } from './audit/audit-service.ts';
import type { Randomness } from './crypto/primitives.ts';
import type { Database } from './database/database.ts';
import type { Host } from './host.ts';
import type { Installation } from './installation/installation.ts';
import { createDerivationQueue } from './keeper/derivation-queue.ts';
import { createKeeperPool, type KeeperPool } from './keeper/keeper-pool.ts';
import { createPreferencesService, type PreferencesService } from './preferences/preferences-service.ts';
import { SessionService } from './session/session-service.ts';
import { type Anchors, createAnchors } from './vault/anchors.ts';
import { type ClipboardService, createClipboardService } from './vault/clipboard-service.ts';
import { createItemsService, type ItemsService } from './vault/items-service.ts';

/** Every object of a set-up installation. */
export interface Services {
  readonly installation: Installation;
  readonly accountParts: AccountParts;
  readonly accounts: AccountService;
  readonly signIn: SignInService;
  readonly recovery: RecoveryService;
  readonly sessions: SessionService;
  readonly preferences: PreferencesService;
  readonly items: ItemsService;
  readonly clipboard: ClipboardService;
  readonly anchors: Anchors;
  readonly audit: AuditService;
  readonly activity: ActivityService;
  readonly pool: KeeperPool;
}

/** Builds them once, in order: what a line needs stands above it. */
export function createServices(host: Host, database: Database, installation: Installation, random: Randomness): Services {
  const { clock, log, kdf } = host;
  const { keychain, id: installationId } = installation;
  const newId = randomUUID;
  const audit = new AuditService({ database, keychain, clock, log, installationId, auditKey: installation.keys.audit });
  const activity = createActivityService(database);
  const anchors = createAnchors({ keychain, installationId, clock, log });
  const clipboard = createClipboardService({ clipboard: host.clipboard, clock, log });
  const preferences = createPreferencesService(database);
  const pool = createKeeperPool(() => host.forkKeeper());
  const derivations = createDerivationQueue({ running: 2, waiting: 16 });
  const vaultParts = { database, anchors, audit, clock, log };
  const accountParts = { database, installation, audit, vaultParts, pool, derivations, turns: createTurns(), clock, kdf, random, newId };
  const sessions = new SessionService({ database, installation, audit, clipboard, preferences, pool, clock, log, newId });
  return {
    installation,
    accountParts,
    accounts: createAccountService(accountParts),
    signIn: new SignInService(accountParts),
    recovery: new RecoveryService(accountParts),
    sessions,
    preferences,
    items: createItemsService({ database, audit, clock, newId }),
    clipboard,
    anchors,
    audit,
    activity,
    pool,
  };
}
