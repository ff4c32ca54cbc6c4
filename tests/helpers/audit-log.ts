import { onTestFinished } from 'vitest';
import type { AuditReport } from '../../src-shared/audit.ts';
import { decodeHead } from '../../src-main/audit/audit-head.ts';
import { type AuditEntry, AuditService } from '../../src-main/audit/audit-service.ts';
import type { AuditHead } from '../../src-main/crypto/formats.ts';
import { openDatabase } from '../../src-main/database/open-database.ts';
import type { Clock } from '../../src-main/host.ts';
import { Keeper } from '../../src-main/keeper/keeper.ts';
import { auditHeadEntry } from '../../src-main/keychain/keychain.ts';
import { createAnchors } from '../../src-main/vault/anchors.ts';
import { OpenVault } from '../../src-main/vault/open-vault.ts';
import { FakeClock } from './fake-clock.ts';
import { fastKdf } from './fast-kdf.ts';
import { inProcessKeeper } from './keeper-in-process.ts';
import { MemoryKeychain } from './memory-keychain.ts';
import { accountRow } from './rows.ts';
import { openStored } from './stored.ts';
import { temporaryDirectory } from './temporary-directory.ts';

export const installationId = 'installation';
export const auditKey = new Uint8Array(32).fill(7);
export const accountRowsKey = new Uint8Array(32).fill(6);

export const entry = (actorId: string | null = 'ada', changes: Partial<AuditEntry> = {}): AuditEntry => ({
  actorId,
  action: 'session.signedIn',
  targetKind: 'account',
  targetId: actorId,
  outcome: 'ok',
  client: 'desktop',
  ...changes,
});

/** What `verify` says of a log without a fault, and that nobody has witnessed. */
export const intact = (rows: number, changes: Partial<AuditReport> = {}): AuditReport => ({
  ...{ status: 'intact', rows, problem: null, witnessedSequence: 0 },
  ...{ firstSequence: Math.min(rows, 1), lostEpochs: 0, witnesses: [] },
  ...changes,
});

/** An audit log on a database and a keychain of its own, which go when the test is done. */
export async function openAuditLog() {
  const dataDirectory = temporaryDirectory();
  const keychain = new MemoryKeychain();
  const clock = new FakeClock();
  /** What the app's own log was told. */
  const events: string[] = [];
  const database = await openDatabase({ dataDirectory, clock, log: () => undefined });
  onTestFinished(() => database.close());
  return {
    database,
    keychain,
    clock,
    events,
    /** The service of one start of the app. */
    start: (key: Uint8Array = auditKey, time: Clock = clock): AuditService =>
      new AuditService({
        ...{ database, keychain, clock: time, installationId, auditKey: key, accountRowsKey },
        log: (event) => void events.push(event),
      }),
    dataDirectory,
    sql: (text: string): void => openStored(dataDirectory).run(text),
    /** The head that the keychain remembers. */
    anchored: async (): Promise<AuditHead> => decodeHead(await keychain.read(auditHeadEntry(installationId))),
  };
}

export async function write(audit: AuditService, rows: number): Promise<void> {
  for (let row = 0; row < rows; row += 1) await audit.record(entry());
}

/** One row a day. */
export const writeDays = (audit: AuditService, clock: FakeClock, days: number): Promise<void> => writeEvery(day, audit, clock, days);

/** One row every thirty days. */
export const writeMonths = (audit: AuditService, clock: FakeClock, months: number): Promise<void> =>
  writeEvery(30 * day, audit, clock, months);

async function writeEvery(step: number, audit: AuditService, clock: FakeClock, rows: number): Promise<void> {
  for (let row = 0; row < rows; row += 1) {
    await audit.record(entry());
    clock.advance(step);
  }
}

export const day = 86_400_000;

/** A person whose open vault can witness this log, as the service of the present start keeps it. */
export async function openWitness(
  { database, keychain, clock }: Pick<Awaited<ReturnType<typeof openAuditLog>>, 'database' | 'keychain' | 'clock'>,
  present: () => AuditService,
  ownerId: string,
): Promise<OpenVault> {
  const keeper = new Keeper(inProcessKeeper());
  onTestFinished(() => keeper.end());
  const password = { password: 'violet harbour seven lanterns', deviceSecret: new Uint8Array(32), secretId: 'secret', kdf: fastKdf };
  const { vault, keys } = await keeper.call('createVault', { installationId, ownerId, generation: 1, ...password, now: clock.now() });
  const { identityPublic } = keys;
  await database.repositories.accounts.insert({ ...accountRow(ownerId), identityPublic });
  await database.repositories.vaults.insert(ownerId, vault);
  const log = (): void => undefined;
  const parts = {
    ...{ database, clock, log },
    anchors: createAnchors({ keychain, installationId, clock, log }),
    get audit() {
      return present();
    },
  };
  return new OpenVault(parts, ownerId, keeper, { generation: vault.generation, changes: 0, witnessed: null });
}
