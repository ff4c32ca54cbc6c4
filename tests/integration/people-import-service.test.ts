import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../src-shared/errors.ts';
import { AuditService } from '../../src-main/audit/audit-service.ts';
import type { Database } from '../../src-main/database/database.ts';
import { openDatabase } from '../../src-main/database/open-database.ts';
import { openInstallation } from '../../src-main/installation/installation.ts';
import type { ParserChannel } from '../../src-main/people-import/parser-protocol.ts';
import { createPeopleImport, type PeopleImport } from '../../src-main/people-import/people-import-service.ts';
import { FakeClock } from '../helpers/fake-clock.ts';
import { fixedRandomness } from '../helpers/fixed-randomness.ts';
import { MemoryKeychain } from '../helpers/memory-keychain.ts';
import { inProcessParser } from '../helpers/parser-in-process.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { base64, csvFile } from '../helpers/user-files.ts';

const ada = '00000000-0000-4000-8000-000000000001';
const people = csvFile('username', ...Array.from({ length: 450 }, (_, at) => `person${at}`));

describe('an import that waits', () => {
  let database: Database;
  let clock: FakeClock;
  let imports: PeopleImport;
  /** How many more audit rows can be written. */
  let rowsLeft: number;
  let told: number[];
  let forkParser: () => ParserChannel;

  beforeEach(async () => {
    clock = new FakeClock();
    [rowsLeft, told, forkParser] = [Infinity, [], inProcessParser];
    const [keychain, random, id] = [new MemoryKeychain(), fixedRandomness('import'), 'installation'];
    database = await openDatabase({ dataDirectory: temporaryDirectory(), clock, log: () => undefined });
    const installation = await openInstallation({ id, database, keychain, random });
    const audit = new AuditService({
      database,
      keychain,
      clock,
      log: () => undefined,
      installationId: id,
      auditKey: installation.keys.audit,
      accountRowsKey: installation.keys.accountRows,
    });
    const record = audit.record.bind(audit);
    audit.record = async (entry, r) => {
      if (rowsLeft <= 0) throw new AppError('diskFull');
      rowsLeft -= 1;
      await record(entry, r);
    };
    imports = createPeopleImport({
      ...{ database, installation, audit, clock, random, newId: randomUUID },
      policy: { now: { activationDays: 7 } },
      notifications: { tellAdministrators: async (_r, _trigger, { count }) => void told.push(count ?? 0) },
      forkParser: () => forkParser(),
    });
  });
  afterEach(() => database.close());

  const preview = (content = people) => imports.preview(ada, { content: base64(content), table: null, mapping: null });

  it('goes on where it was interrupted, and answers for everybody then', async () => {
    const { id } = await preview();
    rowsLeft = 250;
    await expect(imports.run(ada, id)).rejects.toMatchObject({ code: 'diskFull' });
    expect(await database.repositories.accounts.count()).toBe(200);
    rowsLeft = Infinity;
    const report = await imports.run(ada, id);
    expect(report.imported).toBe(450);
    expect(new Set(report.activations.map(({ username }) => username)).size).toBe(450);
    expect(await database.repositories.accounts.count()).toBe(450);
    expect(told).toEqual([200, 250]);
  });

  it('runs once at a time', async () => {
    const { id } = await preview();
    const running = imports.run(ada, id);
    await expect(imports.run(ada, id)).rejects.toMatchObject({ code: 'busy' });
    await expect(preview()).rejects.toMatchObject({ code: 'busy' });
    expect((await running).imported).toBe(450);
  });

  it('is another administrator’s no business', async () => {
    const { id } = await preview();
    await expect(imports.run('somebody else', id)).rejects.toMatchObject({ code: 'notFound' });
  });

  it('is forgotten when the administrator locks', async () => {
    const { id } = await preview();
    imports.forget(ada);
    await expect(imports.run(ada, id)).rejects.toMatchObject({ code: 'notFound' });
  });

  it('does not come to be when the administrator locks while the file is read', async () => {
    const reading = preview();
    imports.forget(ada);
    await expect(reading).rejects.toMatchObject({ code: 'vaultLocked' });
  });

  it('is forgotten after half an hour', async () => {
    const { id } = await preview();
    clock.advance(30 * 60_000);
    await expect(imports.run(ada, id)).rejects.toMatchObject({ code: 'notFound' });
  });

  it('is gone once another file was looked at, also one that can not be read', async () => {
    const { id } = await preview();
    await expect(preview(csvFile(''))).rejects.toMatchObject({ code: 'fileRefused' });
    await expect(imports.run(ada, id)).rejects.toMatchObject({ code: 'notFound' });
  });

  it('is read one file at a time', async () => {
    forkParser = () => ({ ...inProcessParser(), post: () => undefined });
    const hanging = preview();
    await expect(preview()).rejects.toMatchObject({ code: 'busy' });
    clock.advance(20_000);
    await expect(hanging).rejects.toMatchObject({ code: 'fileRefused', detail: { reason: 'tookTooLong' } });
    forkParser = inProcessParser;
    expect((await preview()).totals).toEqual({ password: 0, activation: 450, skipped: 0 });
  });
});
