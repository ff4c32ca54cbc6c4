import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Output } from '../../src-shared/contract/index.ts';
import { limits } from '../../src-shared/limits.ts';
import { defaultPolicy } from '../../src-shared/policy.ts';
import { AppHarness, passwords } from '../helpers/app-harness.ts';
import { openStored } from '../helpers/stored.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { base64, csvFile, hashOfCost, oldHash, sqliteFile } from '../helpers/user-files.ts';

const strong = 'amber valley twelve ladders';
const weak = 'hunter22';

describe('people from another system', () => {
  let harness: AppHarness;
  let dataDirectory: string;

  beforeEach(async () => {
    dataDirectory = temporaryDirectory();
    harness = await AppHarness.start({ dataDirectory });
    await harness.setUpAda();
  });
  afterEach(() => harness.close());

  const preview = (file: Uint8Array, more: { table?: string; mapping?: Record<string, string | null> } = {}) =>
    harness.call('people.previewImport', { content: base64(file), table: null, mapping: null, ...more });
  const refusal = (file: Uint8Array) => harness.failure('people.previewImport', { content: base64(file), table: null, mapping: null });
  const signIn = (username: string, password: string) =>
    harness.call('session.signIn', { who: { username }, password, acceptOlder: false });
  const refused = (username: string, password: string) =>
    harness.failure('session.signIn', { who: { username }, password, acceptOlder: false });
  const importAll = async (file: Uint8Array): Promise<Output<'people.import'>> =>
    harness.call('people.import', { id: (await preview(file)).id });

  /** Ben and Cem with their passwords, Dee with a hash that costs too much, Eve who had left. */
  async function userTable(): Promise<{ file: Uint8Array; hashes: string[] }> {
    const hashes = [await oldHash(strong), await oldHash(weak)];
    const file = sqliteFile(
      'CREATE TABLE users (id INTEGER PRIMARY KEY, username TEXT, email TEXT, hashed_password TEXT, is_admin BOOLEAN, is_active BOOLEAN)',
      `INSERT INTO users VALUES (1, 'ben', 'ben@example.org', '${hashes[0]}', 1, 1), (2, 'cem', NULL, '${hashes[1]}', 0, 1),
        (3, 'dee', NULL, '${hashOfCost(15)}', 0, 1), (4, 'eve', NULL, '${hashes[1]}', 0, 0), (5, 'ada', NULL, '${hashes[1]}', 1, 1)`,
    );
    return { file, hashes };
  }

  it('are looked at first, and nothing is stored by that', async () => {
    const { file, hashes } = await userTable();
    const before = openStored(dataDirectory).all('SELECT id FROM accounts');
    const seen = await preview(file);
    expect(seen).toMatchObject({ format: 'sqlite', table: 'users', totals: { password: 2, activation: 1, skipped: 2 } });
    expect(seen.lines.map(({ username, role, outcome, problem }) => [username, role, outcome, problem])).toEqual([
      ['ben', 'user', 'password', 'wasAdministrator'],
      ['cem', 'user', 'password', null],
      ['dee', 'user', 'activation', 'costTooHigh'],
      ['eve', 'user', 'skipped', 'inactive'],
      ['ada', 'user', 'skipped', 'usernameTaken'],
    ]);
    for (const hash of [...hashes, hashOfCost(15)]) expect(JSON.stringify(seen)).not.toContain(hash);
    expect(openStored(dataDirectory).all('SELECT id FROM accounts')).toEqual(before);
  });

  it('sign in with the old password, and nothing of its hash is left then', async () => {
    const { file, hashes } = await userTable();
    const report = await importAll(file);
    expect(report).toMatchObject({ imported: 3, activations: [{ username: 'dee' }] });
    expect(report.skipped.map(({ username }) => username)).toEqual(['eve', 'ada']);
    const stored = openStored(dataDirectory);
    const { sealed } = stored.get<{ sealed: Buffer }>("SELECT imported_hash AS sealed FROM accounts WHERE username = 'ben'");
    for (const hash of hashes) expect(stored.bytesContain(hash)).toBe(false);
    expect(stored.bytesContain(sealed)).toBe(true);

    expect(await signIn('ben', strong)).toMatchObject({
      ...{ status: 'unlocked', passwordDue: true, unconfirmedCodes: ['personal'] },
      account: { username: 'ben', role: 'user' },
    });
    expect(stored.bytesContain(sealed)).toBe(false);
    expect(stored.bytesContain(sealed.subarray(-16))).toBe(false);
    expect(stored.get('SELECT imported_hash AS hash FROM accounts WHERE username = ?', 'ben')).toEqual({ hash: null });

    await harness.restart();
    expect(await signIn('ben', strong)).toMatchObject({ status: 'unlocked', account: { username: 'ben' } });
    expect(await refused('ben', `${strong}s`)).toMatchObject({ code: 'wrongPassword' });
  });

  it('have to choose a new password, however good the old one was', async () => {
    await importAll((await userTable()).file);
    expect(await signIn('cem', weak)).toMatchObject({ status: 'unlocked', passwordDue: true });
  });

  it('hear of nothing but a wrong password while they are disabled', async () => {
    await importAll((await userTable()).file);
    const { people } = await harness.call('people.list', { search: 'ben', status: null, role: null, sort: 'name', offset: 0, limit: 5 });
    await harness.call('people.act', { act: 'disable', ids: [people[0]?.id ?? ''] });
    expect(await refused('ben', strong)).toEqual({ code: 'wrongPassword' });
    await harness.call('people.act', { act: 'enable', ids: [people[0]?.id ?? ''] });
    expect(await signIn('ben', strong)).toMatchObject({ status: 'unlocked' });
  });

  it('hear that a wrong password is wrong, and are slowed down like everybody', async () => {
    await importAll((await userTable()).file);
    const sealed = () => openStored(dataDirectory).get('SELECT imported_hash AS hash FROM accounts WHERE username = ?', 'ben');
    const before = sealed();
    for (let attempt = 1; attempt < defaultPolicy.failuresBeforeDelay; attempt += 1)
      expect(await refused('ben', weak)).toEqual({ code: 'wrongPassword' });
    expect(await refused('ben', weak)).toMatchObject({ code: 'wrongPassword', detail: { retryAt: expect.any(Number) as number } });
    expect(await refused('ben', strong)).toMatchObject({ code: 'tooManyAttempts' });
    expect(sealed()).toEqual(before);
    harness.clock.advance(defaultPolicy.firstDelaySeconds * 1000);
    expect(await signIn('ben', strong)).toMatchObject({ status: 'unlocked', failuresSinceLastSignIn: defaultPolicy.failuresBeforeDelay });
  });

  it('open one vault only, however many windows sign in at once', async () => {
    await importAll((await userTable()).file);
    const both = await Promise.all([signIn('ben', strong), signIn('ben', strong)]);
    expect(both.map(({ status }) => status)).toEqual(['unlocked', 'unlocked']);
    const counted = openStored(dataDirectory).get(
      "SELECT count(*) AS slots FROM slots s JOIN accounts a ON a.id = s.owner_id WHERE username = 'ben'",
    );
    expect(counted).toEqual({ slots: 2 });
  });

  it('can not be given another hash by SQL', async () => {
    await importAll((await userTable()).file);
    const stored = openStored(dataDirectory);
    stored.run("UPDATE accounts SET imported_hash = (SELECT imported_hash FROM accounts WHERE username = 'ben') WHERE username = 'cem'");
    expect(await refused('cem', strong)).toMatchObject({ code: 'dataDamaged' });
  });

  it('choose a password with the activation code where there was no usable one', async () => {
    const { activations } = await importAll((await userTable()).file);
    const code = activations[0]?.code ?? '';
    expect(await refused('dee', weak)).toMatchObject({ code: 'wrongPassword' });
    await harness.call('accounts.activate', { code, password: passwords.ben });
    expect(await harness.call('session.current', undefined)).toMatchObject({
      status: 'unlocked',
      account: { username: 'dee', role: 'user' },
    });
  });

  it('are each written down in the log, without a name', async () => {
    await importAll((await userTable()).file);
    const rows = openStored(dataDirectory).all<{ detail: null }>("SELECT detail FROM audit WHERE action = 'account.imported'");
    expect(rows).toEqual([{ detail: null }, { detail: null }, { detail: null }]);
    expect(await harness.call('audit.verify', undefined)).toMatchObject({ status: 'intact' });
  });

  it('are imported once, and by the administrator who looked at them', async () => {
    const { id } = await preview((await userTable()).file);
    await harness.call('people.import', { id });
    expect(await harness.failure('people.import', { id })).toMatchObject({ code: 'notFound' });
    const first = await preview(csvFile('username', 'fay'));
    const second = await preview(csvFile('username', 'gus'));
    expect(await harness.failure('people.import', { id: first.id })).toMatchObject({ code: 'notFound' });
    await signIn('ben', strong);
    for (const [channel, input] of [
      ['people.import', { id: second.id }],
      ['people.previewImport', { content: '', table: null, mapping: null }],
    ] as const)
      expect(await harness.failure(channel, input)).toMatchObject({ code: 'denied' });
  });

  it('is told to whoever began it once it took long', async () => {
    const rows = Array.from({ length: 450 }, (_, at) => `person${at},p${at}@example.org`);
    const { id } = await preview(csvFile(`username,email\n${rows.join('\n')}\n`));
    const progress = { done: false };
    const run = harness.call('people.import', { id }).finally(() => {
      progress.done = true;
    });
    for (let second = 0; second < 20 && !progress.done; second += 1) {
      await new Promise(setImmediate);
      harness.clock.advance(1000);
    }
    await run;
    const { notifications } = await harness.call('notifications.list', { before: null, limit: 50 });
    expect(notifications.find(({ trigger }) => trigger === 'work.finished')?.facts).toMatchObject({ what: 'import', count: 450 });
  });

  it('are skipped where the name was taken after the preview', async () => {
    const { id } = await preview(csvFile('username,email', 'ben,ben@example.org', 'cem,cem@example.org'));
    await harness.call('people.create', { username: 'ben', displayName: 'Ben', email: null, role: 'user' });
    const report = await harness.call('people.import', { id });
    expect(report).toMatchObject({
      imported: 1,
      activations: [{ username: 'cem' }],
      skipped: [{ username: 'ben', problem: 'usernameTaken' }],
    });
  });

  it('keep formulas and markup in their names as plain text', async () => {
    const names = ['=HYPERLINK("http://evil.example")', '<img src=x onerror=alert(1)>'];
    const [first, second] = names.map((name) => `"${name.replaceAll('"', '""')}"`);
    await importAll(csvFile('username,full name', `ben,${first}`, `cem,${second}`));
    const stored = openStored(dataDirectory).all('SELECT display_name AS name FROM accounts WHERE username <> ? ORDER BY username', 'ada');
    expect(stored).toEqual(names.map((name) => ({ name })));
  });

  it('come by the thousand', async () => {
    const people = Array.from({ length: 2500 }, (_, at) => `person${at},p${at}@example.org`);
    const report = await importAll(csvFile('username,email', ...people));
    expect(report.imported).toBe(2500);
    expect(new Set(report.activations.map(({ code }) => code)).size).toBe(2500);
    expect((await preview(csvFile('username,email', ...people))).totals).toEqual({ password: 0, activation: 0, skipped: 2500 });
  });

  it('are refused in a file that is too large, cut or no table at all', async () => {
    const twenty = await harness.failure('people.previewImport', { content: 'A'.repeat(28_000_000), table: null, mapping: null });
    expect(twenty).toMatchObject({ code: 'invalidInput', detail: { what: 'content' } });
    expect(await refusal(new Uint8Array(limits.importMaxBytes + 1).fill(97))).toEqual({
      code: 'fileRefused',
      detail: { reason: 'tooLarge' },
    });
    const { file } = await userTable();
    expect(await refusal(file.slice(0, -1000))).toEqual({ code: 'fileRefused', detail: { reason: 'damaged' } });
    expect(await refusal(new Uint8Array())).toEqual({ code: 'fileRefused', detail: { reason: 'empty' } });
    expect(await refusal(csvFile('username,name', 'ben,"Ben'))).toEqual({
      code: 'fileRefused',
      detail: { reason: 'brokenQuotes', what: '2' },
    });
  });

  it('are read from the table and the columns that were chosen', async () => {
    const file = sqliteFile(
      'CREATE TABLE users (username TEXT)',
      'CREATE TABLE members (login TEXT, alias TEXT)',
      "INSERT INTO members VALUES ('ben', 'benny')",
    );
    const chosen = await preview(file, { table: 'members', mapping: { username: 'alias' } });
    expect(chosen).toMatchObject({ table: 'members', mapping: { username: 'alias' }, lines: [{ username: 'benny' }] });
    const absent = { content: base64(file), table: 'secrets', mapping: null };
    expect(await harness.failure('people.previewImport', absent)).toMatchObject({ code: 'invalidInput', detail: { what: 'table' } });
  });
});
