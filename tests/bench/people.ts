import BetterSqlite3 from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blankAccount, signedRow } from '../../src-main/accounts/account-rows.ts';
import { chainHash } from '../../src-main/crypto/audit-chain.ts';
import { installationKeyEntry } from '../../src-main/keychain/keychain.ts';
import { everything } from '../../src-shared/audit.ts';
import { AppHarness } from '../helpers/app-harness.ts';
import { MemoryKeychain } from '../helpers/memory-keychain.ts';

/**
 * What administration costs with 10,000 people and 1,000,000 rows in the log: `npm run bench -- people`. Every call goes
 * through the router; the derivation is left out, because it costs what it is meant to. Medians in milliseconds.
 */
const people = 10_000;
const rows = 1_000_000;
const rounds = 15;

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const dataDirectory = mkdtempSync(join(tmpdir(), 'strongroom-bench-people-'));
const keychain = new MemoryKeychain();
const harness = await AppHarness.start({ dataDirectory, keychain });
try {
  const ada = await harness.setUpAda();
  await harness.call('session.signOut', undefined);
  await harness.close();
  const ids = await fill(ada.id);
  const start = await timed(() => harness.open());
  await harness.signIn('ada');
  const results = { 'start with sweep': [start], ...(await measure(ids)) };
  console.table(Object.fromEntries(Object.entries(results).map(([what, values]) => [what, { ms: Math.round(median(values) * 10) / 10 }])));
  console.log(
    JSON.stringify({ people, rows, rounds, medians: Object.fromEntries(Object.entries(results).map(([k, v]) => [k, median(v)])) }),
  );
} finally {
  await harness.close();
  rmSync(dataDirectory, { recursive: true, force: true });
}

async function timed(task: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await task();
  return performance.now() - start;
}

async function measure(ids: readonly string[]): Promise<Record<string, number[]>> {
  const page = (changes: object) => () =>
    harness.call('people.list', { search: '', status: null, role: null, sort: 'name', offset: 0, limit: 50, ...changes });
  const log =
    (filter: object, before: number | null = null) =>
    () =>
      harness.call('audit.everyone', { filter: { ...everything, ...filter }, before, limit: 100 });
  const someone = ids[4321] ?? '';
  const now = harness.clock.now();
  let made = 0;
  const tasks: Record<string, () => Promise<unknown>> = {
    'sign-in': async () => {
      await harness.call('session.signOut', undefined);
      return harness.signIn('ada');
    },
    'session check': () => harness.call('preferences.get', undefined),
    'login screen': () => harness.call('accounts.tiles', { search: '' }),
    'list of people': page({}),
    'list, last page': page({ offset: people - 50 }),
    'search of people': page({ search: 'person 43' }),
    create: () => harness.call('people.create', { username: `new${(made += 1)}`, displayName: 'New', email: null, role: 'user' }),
    'disable and enable': async () => {
      await harness.call('people.act', { act: 'disable', ids: [someone] });
      await harness.call('people.act', { act: 'enable', ids: [someone] });
    },
    sessions: () => harness.call('sessions.everyone', { ownerId: null, liveOnly: true, offset: 0, limit: 50 }),
    'log, newest': log({}),
    'log, in the middle': log({}, rows / 2),
    'log of one person': log({ personId: someone }),
    'log of one action': log({ action: 'item.purged' }),
    'log of failures': log({ outcome: 'failed' }),
    'log of one hour': log({ from: now - 20 * 86_400_000, to: now - 20 * 86_400_000 + 3_600_000 }),
    'analytics, 90 days': () => harness.call('analytics.read', { days: 90 }),
  };
  const results: Record<string, number[]> = {};
  for (const [what, task] of Object.entries(tasks)) {
    const values: number[] = [];
    for (let round = 0; round < rounds; round += 1) values.push(await timed(task));
    results[what] = values;
  }
  return results;
}

/** Writes people and a log as the app would have written them, past it. */
async function fill(adaId: string): Promise<string[]> {
  const database = new BetterSqlite3(join(dataDirectory, 'strongroom.db'));
  const { id: installationId } = database.prepare('SELECT id FROM installation').get() as { id: string };
  const [accountKey, auditKey] = [
    await keychain.read(installationKeyEntry(installationId, 'account-rows')),
    await keychain.read(installationKeyEntry(installationId, 'audit')),
  ];
  const now = harness.clock.now();
  const ids = Array.from({ length: people }, (_, at) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`);
  const insertPerson = database.prepare(
    `INSERT INTO accounts (id, username, display_name, colour, role, status, created_at, last_login, failed_login_attempts,
      failures_since_last_login, password_due, drop_box_public, identity_public, mac) VALUES (?, ?, ?, 'blue', 'user', 'active', ?, ?, 0, 0, 0, ?, ?, ?)`,
  );
  const insertRow = database.prepare(
    `INSERT INTO audit (sequence, epoch, at, actor_id, action, target_kind, target_id, outcome, client, hash) VALUES (?, 1, ?, ?, ?, 'account', ?, ?, 'desktop', ?)`,
  );
  const last = database.prepare('SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1').get() as {
    sequence: number;
    hash: Uint8Array;
  };
  database.transaction(() => {
    for (const [at, id] of ids.entries()) {
      const names = { username: `person${at}`, displayName: `Person ${at}`, email: null };
      const row = { ...blankAccount, id, ...names, colour: 'blue', role: 'user', status: 'active', createdAt: now } as const;
      insertPerson.run(
        id,
        names.username,
        names.displayName,
        now,
        now - at * 60_000,
        Buffer.alloc(0),
        Buffer.alloc(0),
        signedRow(accountKey, row).mac,
      );
    }
    let previous = last.hash;
    for (let sequence = last.sequence + 1; sequence <= rows; sequence += 1) {
      const actorId = sequence % 7 === 0 ? adaId : (ids[(sequence * 7919) % people] ?? adaId);
      const action =
        sequence % 9000 === 0
          ? 'item.purged'
          : sequence % 10 === 0
            ? 'session.signInFailed'
            : sequence % 3 === 0
              ? 'session.signedIn'
              : 'item.copied';
      const outcome = action === 'session.signInFailed' ? 'failed' : 'ok';
      const at = now - Math.floor(((rows - sequence) / rows) * 180 * 86_400_000);
      const row = {
        sequence,
        epoch: 1,
        at,
        actorId,
        action,
        targetKind: 'account',
        targetId: actorId,
        outcome,
        client: 'desktop',
        detail: null,
      } as const;
      previous = chainHash(auditKey, previous, row);
      insertRow.run(sequence, at, actorId, action, actorId, outcome, previous);
    }
  })();
  database.close();
  return ids;
}
