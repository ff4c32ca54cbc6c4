import { randomUUID } from 'node:crypto';
import { createAccountService, withPassword } from './accounts/account-service.ts';
import { createJoiningService } from './accounts/joining-service.ts';
import { RecoveryService } from './accounts/recovery-service.ts';
import { createRekeyService } from './accounts/rekey-service.ts';
import { SignInService } from './accounts/sign-in-service.ts';
import { createTurns } from './accounts/turns.ts';
import { ApprovalsService } from './agent/approvals-service.ts';
import { createGrantsService, type GrantsParts } from './agent/grants-service.ts';
import { OpeningQueue } from './agent/opening-queue.ts';
import { createProgramsService } from './agent/programs-service.ts';
import { createSecretsService } from './agent/secrets-service.ts';
import { AdminService } from './admin/admin-service.ts';
import { createHousekeeping } from './admin/housekeeping.ts';
import { createInstallationCode } from './admin/installation-code.ts';
import { createPeopleService } from './admin/people-service.ts';
import { createSavedFilters } from './admin/saved-filters.ts';
import { createRequestsService } from './admin/requests-service.ts';
import { createTokenService } from './agent/tokens/token-service.ts';
import { createAnalyticsService } from './analytics/analytics-service.ts';
import { createActivityService } from './audit/activity-service.ts';
import { createAttachmentsService } from './attachments/attachments-service.ts';
import { SealedFiles } from './attachments/sealed-files.ts';
import { AuditService } from './audit/audit-service.ts';
import { callingClient } from './audit/calling-client.ts';
import type { Randomness } from './crypto/primitives.ts';
import type { Database } from './database/database.ts';
import type { Host } from './host.ts';
import { createExpiryWatch } from './health/expiry-watch.ts';
import { createHealthNotes } from './health/health-notes.ts';
import { createHealthService } from './health/health-service.ts';
import { createUsageService } from './health/usage-service.ts';
import type { Installation } from './installation/installation.ts';
import { createDataService } from './data/data-service.ts';
import { createDesktop } from './desktop/desktop.ts';
import { createDerivationQueue } from './keeper/derivation-queue.ts';
import { createKeeperPool } from './keeper/keeper-pool.ts';
import { createNotificationService } from './notifications/notification-service.ts';
import { createWork } from './notifications/work.ts';
import { createPeopleImport } from './people-import/people-import-service.ts';
import { createPolicyPreview } from './policy/policy-preview.ts';
import { PolicyService } from './policy/policy-service.ts';
import { createPreferencesService } from './preferences/preferences-service.ts';
import { createHereService } from './session/here-service.ts';
import { createSessionListService } from './session/session-list-service.ts';
import { SessionService } from './session/session-service.ts';
import { createSystemCheck } from './system/system-check.ts';
import { createSystemService } from './system/system-service.ts';
import { createAnchors } from './vault/anchors.ts';
import { createClipboardService } from './vault/clipboard-service.ts';
import { createHistoryService } from './vault/history-service.ts';
import { createItemsService } from './vault/items-service.ts';
import type { OpenVault } from './vault/open-vault.ts';
import { createDraftsService } from './vault/drafts-service.ts';
import { createRecordsService } from './vault/records-service.ts';
import { createSearchesService } from './vault/searches-service.ts';
import { createReferenceService } from './vault/reference-service.ts';

/** Every object of a set-up installation. */
export type Services = ReturnType<typeof createServices>;

/** Builds them once, in order: what a line needs stands above it. */
export function createServices(host: Host, database: Database, installation: Installation, random: Randomness) {
  const { clock, log, kdf, exportsDirectory, dataDirectory, version } = host;
  const { keychain, id: installationId } = installation;
  const newId = randomUUID;
  const { audit: auditKey, accountRows: accountRowsKey } = installation.keys;
  const audit = new AuditService({ database, keychain, clock, log, installationId, auditKey, accountRowsKey });
  const policy = new PolicyService({ database, installation, audit, clock });
  const notifications = createNotificationService({ database, clock, log, newId, random, accountRowsKey });
  const activity = createActivityService({ database, audit, clock, exportsDirectory });
  const analytics = createAnalyticsService({ database, clock });
  const anchors = createAnchors({ keychain, installationId, clock, log });
  const clipboard = createClipboardService({ clipboard: host.clipboard, clock, log });
  const preferences = createPreferencesService({ database, policy });
  const files = new SealedFiles(dataDirectory);
  const items = createItemsService({ database, audit, clock, newId, files });
  const attachments = createAttachmentsService({
    ...{ database, audit, clock, log, newId, files, dataDirectory, exportsDirectory },
    saveDialog: host.desktop.saveDialog,
  });
  const history = createHistoryService({ database, audit, clock });
  const records = createRecordsService({ database, clock, newId });
  const pool = createKeeperPool(() => host.forkKeeper());
  // Windows first: neither terminals nor programs keep a person from the vault, however often they try.
  const derivations = createDerivationQueue({
    running: 2,
    lanes: { windows: { running: 2, waiting: 16 }, others: { running: 1, waiting: 8 } },
    laneOf: () => (['cli', 'program'].includes(callingClient.getStore() ?? '') ? 'others' : 'windows'),
  });
  const vaultParts = { database, anchors, audit, clock, log };
  const turns = createTurns();
  const shared = { database, installation, audit, notifications, policy, clock, log, random, newId, files };
  const accountParts = { ...shared, vaultParts, pool, derivations, turns, kdf };
  const system = createSystemService({
    version,
    dataDirectory,
    exportsDirectory,
    clipboard: host.clipboard,
    database,
    installation,
    damagedAccounts: () => housekeeping.damagedAccounts(),
  });
  const housekeeping = createHousekeeping({ ...accountParts, items, attachments, pruneBackups: system.pruneBackups });
  const arrived = (vault: OpenVault): void => housekeeping.emptyTrashOf(vault);
  const peopleImport = createPeopleImport({ ...accountParts, forkParser: () => host.forkParser() });
  const left = (ownerId: string): void => {
    peopleImport.forget(ownerId);
    recovery.forget(ownerId);
  };
  const references = createReferenceService({ database });
  const push: GrantsParts['push'] = (ownerId, event, payload) => {
    for (const sender of sessions.sendersOf(ownerId)) if (sender.kind !== 'program') sender.push(event, payload);
  };
  const itemName = async (vault: OpenVault, itemId: string): Promise<string | null> =>
    (await references.find(vault, itemId)).find(({ id }) => id === itemId)?.name ?? null;
  const grants = createGrantsService({ ...shared, records, itemName, push });
  const sessions = new SessionService({ ...shared, clipboard, preferences, pool, arrived, left, leaseOf: grants.leaseOf });
  const { doors } = sessions;
  const desktop = createDesktop({ ...shared, surface: host.desktop, sessions, preferences, references });
  const reachable = (ownerId: string): OpenVault | null => doors.vaultOf(ownerId) ?? doors.leases.of(ownerId)?.vault ?? null;
  const programs = createProgramsService({ ...shared, records, grants, push, reachable });
  const approvals = new ApprovalsService({
    ...{ ...shared, grants, programs, push },
    checkPassword: (person, password) => withPassword(accountParts, person, password, async () => undefined),
  });
  doors.onClosed((ownerId) => {
    approvals.cancel(ownerId);
    void attachments.left(ownerId);
  });
  // A lease keeps the keeper, not what its person has looked at.
  doors.onClosed((_ownerId, vault) => void items.forgetOpened(vault));
  doors.onOpened((vault) => grants.prepare(vault));
  const usage = createUsageService({ database, programs });
  const notes = createHealthNotes({ records });
  const expiry = createExpiryWatch({ ...shared, notes });
  doors.onOpened((vault) => expiry.follow(vault));
  doors.onClosed((ownerId) => expiry.leave(ownerId));
  const work = createWork(shared);
  policy.onChanged(() => {
    // What no program may ask for any more needs no key in memory either.
    if (!policy.now.agent) doors.leases.endWhere(() => true);
  });
  const secrets = createSecretsService({
    ...{ ...shared, sessions, references, grants, approvals, programs, push },
    queue: new OpeningQueue({ clock, onOpened: (listener) => doors.onOpened(listener) }),
    findByUsername: (username) => database.repositories.accounts.findByUsername(username),
    issuer: `urn:strongroom:${installationId}`,
  });
  const expel = (id: string): Promise<void> => sessions.expel(({ sessionId }) => sessionId === id, 'ended');
  const tokens = createTokenService({ ...shared, accessMinutes: host.accessTokenMinutes, expel });
  const recovery = new RecoveryService(accountParts);
  const rekey = createRekeyService({ ...accountParts, recovery, replaceVault: (before, after) => doors.replace(before, after) });
  const people = createPeopleService({ ...accountParts, sessions });
  const requests = createRequestsService(accountParts);
  const installationCode = createInstallationCode({ ...accountParts, recovery, requests });
  return {
    ...{ installation, accountParts, audit, policy, notifications, activity, analytics, system, housekeeping },
    ...{
      anchors,
      clipboard,
      preferences,
      items,
      history,
      attachments,
      pool,
      sessions,
      recovery,
      rekey,
      people,
      requests,
      installationCode,
    },
    accounts: createAccountService(accountParts),
    joining: createJoiningService({ ...accountParts, recovery }),
    signIn: new SignInService(accountParts, (ownerId) => doors.vaultOf(ownerId)),
    sessionList: createSessionListService({ ...shared, sessions }),
    here: createHereService({ ...shared, sessions }),
    policyPreview: createPolicyPreview({ ...shared, sessions, countBackups: system.countBackups }),
    systemCheck: createSystemCheck({ ...shared, work }),
    savedFilters: createSavedFilters({ records, newId }),
    admin: new AdminService({ ...accountParts, sessions, people, requests, installationCode }),
    health: createHealthService({ ...shared, notes, usage }),
    ...{ usage, work },
    peopleImport,
    tokens,
    records,
    searches: createSearchesService({ records, newId }),
    drafts: createDraftsService({ records }),
    desktop,
    ...{ references, grants, programs, approvals, secrets },
    data: createDataService({ records, audit }),
  };
}
