import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiKeyDraft, AppHarness, passwords } from '../helpers/app-harness.ts';
import { MemoryKeychain } from '../helpers/memory-keychain.ts';
import { openStored } from '../helpers/stored.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';

const signIn = (username: keyof typeof passwords) => ({ who: { username }, password: passwords[username], acceptOlder: false });

/** Ada with two items and Ben with one, everything closed; what is done to the data happens between two starts. */
describe('damage, swaps and older states are named exactly, and nothing is lost', () => {
  let dataDirectory: string;
  let keychain: MemoryKeychain;
  let harness: AppHarness;
  let ada: { id: string; personal: string };
  let ids: { first: string; second: string; bens: string };

  const sql = (text: string, ...values: unknown[]): void => openStored(dataDirectory).run(text, ...values);
  const everything = (): string =>
    JSON.stringify(openStored(dataDirectory).all('SELECT id, hex(secret) AS secret, hex(summary) AS summary FROM items ORDER BY id'));
  const copyTo = (target: string, from = dataDirectory): void => {
    mkdirSync(target, { recursive: true });
    for (const name of readdirSync(from)) if (name.startsWith('strongroom.db')) copyFileSync(join(from, name), join(target, name));
  };

  beforeEach(async () => {
    dataDirectory = temporaryDirectory();
    keychain = new MemoryKeychain();
    harness = await AppHarness.start({ dataDirectory, keychain });
    ada = await harness.setUpAda();
    const first = await harness.call('items.create', apiKeyDraft('First', 'value-1'));
    const second = await harness.call('items.create', apiKeyDraft('Second', 'value-2'));
    await harness.call('session.signOut', undefined);
    await harness.addBen();
    const bens = await harness.call('items.create', apiKeyDraft("Ben's", 'value-3'));
    ids = { first: first.id, second: second.id, bens: bens.id };
    await harness.close();
  });
  afterEach(() => harness.close());

  const flip = (column: string, table: string, where: string): void => {
    const { blob } = openStored(dataDirectory).get<{ blob: Buffer }>(`SELECT ${column} AS blob FROM ${table} WHERE ${where}`);
    blob[blob.length - 5] = (blob[blob.length - 5] ?? 0) ^ 1;
    sql(`UPDATE ${table} SET ${column} = ? WHERE ${where}`, blob);
  };
  const adasVault = () => `owner_id = '${ada.id}'`;

  it.each([
    ['a flipped bit in the head', () => flip('head', 'vaults', adasVault()), 'head'],
    ['a flipped bit in the snapshot', () => flip('snapshot', 'vaults', adasVault()), 'snapshot'],
    [
      'a flipped bit in a change',
      () =>
        flip('blob', 'vault_changes', `${adasVault()} AND generation = (SELECT max(generation) FROM vault_changes WHERE ${adasVault()})`),
      'changes',
    ],
    ['a truncated head', () => sql(`UPDATE vaults SET head = substr(head, 1, 20) WHERE ${adasVault()}`), 'head'],
    [
      'a missing change',
      () =>
        sql(
          `DELETE FROM vault_changes WHERE ${adasVault()} AND generation = (SELECT min(generation) FROM vault_changes WHERE ${adasVault()})`,
        ),
      'changes',
    ],
    [
      'a cut tail of changes',
      () =>
        sql(
          `DELETE FROM vault_changes WHERE ${adasVault()} AND generation = (SELECT max(generation) FROM vault_changes WHERE ${adasVault()})`,
        ),
      'changes',
    ],
    ['a missing vault', () => sql(`DELETE FROM vaults WHERE ${adasVault()}`), 'vault'],
    [
      "another person's vault",
      () =>
        sql(
          `UPDATE vaults SET (generation, head, snapshot_id, snapshot) = (SELECT generation, head, snapshot_id, snapshot FROM vaults WHERE NOT ${adasVault()}) WHERE ${adasVault()}`,
        ),
      'head',
    ],
    ['a missing slot', () => sql(`DELETE FROM slots WHERE ${adasVault()}`), 'slot'],
    ['a flipped bit in the slot', () => flip('wrapped', 'slots', `${adasVault()} AND kind = 'password'`), 'slot'],
    [
      "another person's sealed key in the slot",
      () =>
        sql(
          `UPDATE slots SET wrapped = (SELECT wrapped FROM slots WHERE kind = 'password' AND NOT ${adasVault()}) WHERE ${adasVault()} AND kind = 'password'`,
        ),
      'slot',
    ],
    [
      'a slot that asks for 64 gigabytes',
      () =>
        sql(
          `UPDATE slots SET kdf = '{"algorithm":"argon2id","memoryKib":67108864,"iterations":3,"parallelism":4}' WHERE ${adasVault()} AND kind = 'password'`,
        ),
      'kdf',
    ],
    [
      'a slot that asks for next to nothing',
      () =>
        sql(
          `UPDATE slots SET kdf = '{"algorithm":"argon2id","memoryKib":8,"iterations":1,"parallelism":1}' WHERE ${adasVault()} AND kind = 'password'`,
        ),
      'kdf',
    ],
  ])('%s is dataDamaged', async (_what, damage, what) => {
    const before = everything();
    damage();
    await harness.open();
    expect(await harness.failure('session.signIn', signIn('ada'))).toEqual({ code: 'dataDamaged', detail: { what } });
    expect(everything()).toBe(before);
    expect(await harness.signIn('ben')).toMatchObject({ status: 'unlocked' });
    expect(await harness.call('items.reveal', { id: ids.bens, fieldId: 'key' })).toEqual({ value: 'value-3' });
  });

  it.each([
    ['a flipped bit', () => flip('secret', 'items', `id = '${ids.first}'`)],
    [
      "another item's secret",
      () => sql(`UPDATE items SET secret = (SELECT secret FROM items WHERE id = '${ids.second}') WHERE id = '${ids.first}'`),
    ],
    [
      "another person's secret",
      () => sql(`UPDATE items SET secret = (SELECT secret FROM items WHERE id = '${ids.bens}') WHERE id = '${ids.first}'`),
    ],
    ['a truncated secret', () => sql(`UPDATE items SET secret = substr(secret, 1, 10) WHERE id = '${ids.first}'`)],
    ['a missing row', () => sql(`DELETE FROM items WHERE id = '${ids.first}'`)],
    [
      'a row that was given to another person',
      () => sql(`UPDATE items SET owner_id = (SELECT id FROM accounts WHERE username = 'ben') WHERE id = '${ids.first}'`),
    ],
  ])('%s in one item is dataDamaged for that item alone', async (_what, damage) => {
    damage();
    await harness.open();
    await harness.signIn('ada');
    for (const channel of ['items.get', 'items.duplicate'] as const)
      expect(await harness.failure(channel, { id: ids.first })).toEqual({ code: 'dataDamaged', detail: { what: 'item' } });
    expect(await harness.failure('items.reveal', { id: ids.first, fieldId: 'key' })).toMatchObject({ code: 'dataDamaged' });
    expect(await harness.call('items.reveal', { id: ids.second, fieldId: 'key' })).toEqual({ value: 'value-2' });
  });

  it('an older revision of one item is dataDamaged', async () => {
    const { secret, revision } = openStored(dataDirectory).get<{ secret: Buffer; revision: number }>(
      'SELECT secret, revision FROM items WHERE id = ?',
      ids.first,
    );
    await harness.open();
    await harness.signIn('ada');
    await harness.call('items.update', { id: ids.first, revision, draft: apiKeyDraft('First', 'changed') });
    await harness.close();
    sql('UPDATE items SET secret = ?, revision = ? WHERE id = ?', secret, revision, ids.first);
    await harness.open();
    await harness.signIn('ada');
    expect(await harness.failure('items.reveal', { id: ids.first, fieldId: 'key' })).toEqual({
      code: 'dataDamaged',
      detail: { what: 'item' },
    });
  });

  it('an older whole database is dataOlderThanSeen until the person accepts it, and that is written down', async () => {
    const older = join(temporaryDirectory(), 'older');
    copyTo(older);
    await harness.open();
    await harness.signIn('ada');
    await harness.call('items.create', apiKeyDraft('Third', 'value-4'));
    await harness.close();
    copyTo(dataDirectory, older);
    await harness.open();
    expect(await harness.failure('session.signIn', signIn('ada'))).toEqual({ code: 'dataOlderThanSeen', detail: { what: 'vault' } });
    expect(await harness.call('session.signIn', { ...signIn('ada'), acceptOlder: true })).toMatchObject({ status: 'unlocked' });
    expect(await harness.call('items.counts', undefined)).toMatchObject({ all: 2 });
    const { rows } = await harness.call('audit.own', { before: null, limit: 20 });
    expect(rows.map((row) => row.action)).toContain('vault.olderAccepted');
    await harness.restart();
    await harness.signIn('ada');
    expect(await harness.call('items.reveal', { id: ids.first, fieldId: 'key' })).toEqual({ value: 'value-1' });
  });

  it('a database that went on after the keychain was last told is no rollback', async () => {
    const anchors = keychain.entries().filter((entry) => entry.startsWith('anchor:'));
    const before = await Promise.all(anchors.map(async (entry) => [entry, await keychain.read(entry)] as const));
    await harness.open();
    await harness.signIn('ada');
    await harness.call('items.create', apiKeyDraft('Third', 'value-4'));
    await harness.close();
    for (const [entry, value] of before) await keychain.write(entry, value);
    await harness.open();
    await harness.signIn('ada');
    expect(await harness.call('items.counts', undefined)).toMatchObject({ all: 3 });
  });

  it('a lost note of the newest state is accepted, and written down', async () => {
    for (const entry of keychain.entries()) if (entry.startsWith('anchor:')) keychain.lose(entry);
    await harness.open();
    await harness.signIn('ada');
    const { rows } = await harness.call('audit.own', { before: null, limit: 20 });
    expect(rows.map((row) => row.action)).toContain('vault.anchorMissing');
  });

  it('a database from a newer version is refused untouched', async () => {
    sql("INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'Teleport9999999999999')");
    const stored = openStored(dataDirectory);
    const before = stored.sha256();
    await harness.open();
    expect(await harness.call('app.status', undefined)).toMatchObject({ phase: 'problem', problem: { code: 'dataFromNewerVersion' } });
    expect(await harness.failure('session.signIn', signIn('ada'))).toMatchObject({ code: 'dataFromNewerVersion' });
    await harness.close();
    expect(stored.sha256()).toBe(before);
  });

  it.each([
    ['a row that was changed', "UPDATE audit SET client = 'elsewhere' WHERE sequence = 3", { code: 'rowChanged', sequence: 3 }],
    ['a row that is missing', 'DELETE FROM audit WHERE sequence = 3', { code: 'rowMissing', sequence: 4 }],
    ['a tail that was cut', 'DELETE FROM audit WHERE sequence > 6', { code: 'tailCut' }],
  ])('%s shows when the log is verified', async (_what, damage, problem) => {
    sql(damage);
    await harness.open();
    await harness.signIn('ada');
    expect(await harness.call('audit.verify', undefined)).toMatchObject({ status: 'damaged', problem });
    expect(await harness.call('items.reveal', { id: ids.first, fieldId: 'key' })).toEqual({ value: 'value-1' });
  });

  it('a past that was rewritten with the right key is still seen by whoever had witnessed it', async () => {
    const older = join(temporaryDirectory(), 'older');
    copyTo(older);
    await harness.open();
    await harness.signIn('ada');
    await harness.call('session.signOut', undefined);
    await harness.close();
    const vault = openStored(dataDirectory).get<{ generation: number; head: Buffer }>(
      `SELECT generation, head FROM vaults WHERE ${adasVault()}`,
    );
    copyTo(dataDirectory, older);
    for (const entry of keychain.entries()) if (entry.startsWith('audit-head:')) keychain.lose(entry);
    await harness.open();
    await harness.signIn('ben');
    await harness.call('items.create', apiKeyDraft('Other', 'value-5'));
    await harness.close();
    sql(`UPDATE vaults SET generation = ?, head = ? WHERE ${adasVault()}`, vault.generation, vault.head);
    await harness.open();
    await harness.signIn('ada');
    const { status, problem } = await harness.call('audit.verify', undefined);
    expect(status).toBe('damaged');
    expect(['pastRewritten', 'tailCut']).toContain(problem?.code);
  });
});
