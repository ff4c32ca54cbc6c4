import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Asker } from '../../src-shared/agent/programs.ts';
import { allow, asker, ConsentStage } from '../helpers/consent-stage.ts';
import { openStored } from '../helpers/stored.ts';

interface Row {
  readonly id: string;
  readonly owner_id: string;
  readonly revision: number;
  readonly summary: Uint8Array;
  readonly secret: Uint8Array;
  readonly created_at: number;
  readonly updated_at: number;
}

describe('a grant that SQL has', () => {
  let stage: ConsentStage;
  let by: Asker;
  let stored: ReturnType<typeof openStored>;
  /** The rows of Ada's and Ben's grants. */
  let adas: Row;
  let bens: Row;

  const rows = (): Row[] => stored.all<Row>('SELECT * FROM items');
  /** Does something, and answers with the row that is there afterwards and wasn't before. */
  async function newRow(act: () => Promise<unknown>): Promise<Row> {
    const before = new Set(rows().map(({ id }) => id));
    await act();
    const [row] = rows().filter(({ id }) => !before.has(id));
    if (row === undefined) throw new Error('nothing was written');
    return row;
  }
  async function given(who: 'ada' | 'ben', program: Asker, item = 'Exchange', leaseMinutes = 0): Promise<void> {
    const reading = { account: who, references: [`strongroom://${item}/key`] };
    await stage.readWith(allow('always', { leaseMinutes }), stage.connect(), program, reading);
  }
  const insert = (row: Row): void =>
    stored.run(
      'INSERT INTO items (id, owner_id, revision, summary, secret, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      ...[row.id, row.owner_id, row.revision, row.summary, row.secret, row.created_at, row.updated_at],
    );
  const put = (id: string, { summary, secret, revision }: Row): void =>
    stored.run('UPDATE items SET summary = ?, secret = ?, revision = ? WHERE id = ?', summary, secret, revision, id);
  async function afterRestart(): Promise<void> {
    await stage.harness.restart();
    await stage.people.signInAda();
  }
  const readings = async (item = 'Exchange') => stage.read(stage.connect(), by, { references: [`strongroom://${item}/key`] });
  const damaged = { code: 'dataDamaged' };

  beforeEach(async () => {
    stage = await ConsentStage.set();
    stored = openStored(stage.people.dataDirectory);
    ({ by } = await stage.registered('ada'));
    const { by: his } = await stage.registered('ben');
    adas = await newRow(() => given('ada', by));
    bens = await newRow(() => given('ben', his));
  });
  afterEach(() => stage.harness.close());

  it('left alone holds', async () => {
    await afterRestart();
    expect(await readings()).toEqual(['ada-value']);
  });

  it('put in the place of another one is damage, and gives nothing', async () => {
    await stage.add('ada', 'Broker', 'broker-value');
    const other = await newRow(() => given('ada', by, 'Broker'));
    put(adas.id, other);
    put(other.id, adas);
    await afterRestart();
    expect(await readings()).toMatchObject(damaged);
    expect(await readings('Broker')).toMatchObject(damaged);
    expect(await stage.harness.failure('grants.list', undefined)).toMatchObject(damaged);
    expect(await stage.as(stage.window('ada'), 'items.counts', undefined)).toMatchObject({ all: 2 });
  });

  it('put back to an older revision is damage', async () => {
    const grants = await stage.as(stage.window('ada'), 'grants.list', undefined);
    expect(grants).toHaveLength(1);
    await stage.as(stage.window('ada'), 'grants.revoke', { ids: grants.map(({ id }) => id) });
    const first = await newRow(() => given('ada', by, 'Exchange', 60));
    await stage.as(stage.window('ada'), 'leases.end', undefined);
    expect(rows().find(({ id }) => id === first.id)?.revision).toBe(2);
    put(first.id, first);
    await afterRestart();
    expect(await readings()).toMatchObject(damaged);
  });

  it('copied from another person is damage in the place of one’s own, and nothing beside it', async () => {
    insert({ ...bens, id: '7b2d5f6e-0d2c-4c55-9d0e-1f4f3d7f8a11', owner_id: stage.people.ada.id });
    await afterRestart();
    expect(await stage.as(stage.window('ada'), 'grants.list', undefined)).toHaveLength(1);
    put(adas.id, bens);
    await afterRestart();
    expect(await readings()).toMatchObject(damaged);
  });

  it('brought back after it was revoked is nothing', async () => {
    const ids = (await stage.as(stage.window('ada'), 'grants.list', undefined)).map(({ id }) => id);
    await stage.as(stage.window('ada'), 'grants.revoke', { ids });
    expect(rows().some(({ id }) => id === adas.id)).toBe(false);
    insert(adas);
    await afterRestart();
    expect(await stage.as(stage.window('ada'), 'grants.list', undefined)).toEqual([]);
    const read = readings();
    await stage.answer(allow('once'));
    expect(await read).toEqual(['ada-value']);
  });

  it('taken out is damage, and asks nobody in its place', async () => {
    stored.run('DELETE FROM items WHERE id = ?', adas.id);
    await afterRestart();
    expect(await readings()).toMatchObject(damaged);
    expect(await stage.read(stage.connect(), asker('stranger'))).toMatchObject(damaged);
    expect(await stage.waiting()).toEqual([]);
  });
});
