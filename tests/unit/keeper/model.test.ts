import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AppError } from '../../../src-shared/errors.ts';
import { sha256 } from '../../../src-main/crypto/primitives.ts';
import { openLog, sealHead, sealSnapshot } from '../../../src-main/keeper/vault-log.ts';
import { VaultIndex } from '../../../src-main/keeper/vault-index.ts';
import { fixedRandomness } from '../../helpers/fixed-randomness.ts';
import { atNoon, idOf, newVault, TestVault } from '../../helpers/keeper-vault.ts';

/** What a person would say is in the vault. */
interface Told {
  readonly name: string;
  readonly value: string;
  readonly favourite: boolean;
  readonly trashed: boolean;
  readonly revision: number;
}

type Expected = 'any' | 'absent' | 'stored' | 'older';

const acts = ['duplicate', 'favourite', 'trash', 'restore', 'purge', 'refused'] as const;
type Act = (typeof acts)[number];
type Step =
  | { readonly act: 'create' | 'update'; readonly at: number; readonly name: string; readonly value: string }
  | { readonly act: Act; readonly at: number }
  | { readonly act: 'put' | 'remove'; readonly key: string; readonly value: string; readonly expected: Expected }
  | { readonly act: 'compact' }
  | { readonly act: 'reopen' };

const at = fc.nat({ max: 20 });
const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ act: fc.constantFrom('create' as const, 'update' as const), at, name: text, value: text }) },
    { weight: 5, arbitrary: fc.record({ act: fc.constantFrom(...acts), at }) },
    {
      weight: 4,
      arbitrary: fc.record({
        ...{ act: fc.constantFrom('put' as const, 'remove' as const), key: fc.constantFrom('a', 'b', 'c'), value: text },
        expected: fc.constantFrom<Expected>('any', 'absent', 'stored', 'older'),
      }),
    },
    { weight: 2, arbitrary: fc.record({ act: fc.constantFrom('compact' as const, 'reopen' as const) }) },
  ),
  { maxLength: 30 },
);

/** A vault and the plain record of what was done to it, kept side by side. */
class Walk {
  vault: TestVault;
  readonly told = new Map<string, Told>();
  /** Key → what a program would say lies under it. */
  readonly noted = new Map<string, { readonly value: string; readonly revision: number }>();
  #made = 0;

  constructor(vault: TestVault) {
    this.vault = vault;
  }

  async take(step: Step): Promise<void> {
    if (step.act === 'compact') return this.vault.compact();
    if (step.act === 'reopen') return this.#reopen();
    if ('key' in step) return this.#note(step);
    if (step.act === 'create') return this.#create(step.name, step.value);
    const ids = [...this.told.keys()];
    const id = ids[step.at % ids.length];
    const told = this.told.get(id ?? '');
    if (id === undefined || told === undefined) return;
    if (step.act === 'update') return this.#update(id, told, step.name, step.value);
    return this.#act(step.act, id, told);
  }

  /** What the keeper says is in the vault, to be compared with the record. */
  async seen(): Promise<Map<string, Told>> {
    const seen = new Map<string, Told>();
    for (const type of ['all', 'trash'] as const) {
      const query = { view: { type }, search: '', sort: 'created', offset: 0, limit: 500 } as const;
      const { rows } = await this.vault.logic.handle('list', { query, now: atNoon });
      for (const { id, name, favourite, trashedAt, revision } of rows) {
        const value = await this.vault.reveal(id, 'key');
        seen.set(id, { name, value, favourite, trashed: trashedAt !== null, revision });
      }
    }
    return seen;
  }

  /** The records, in the same way. */
  async read(): Promise<Walk['noted']> {
    const { records } = await this.vault.logic.handle('records', { collection: 'notes', offset: 0, limit: 10 });
    const sealed = records.map(({ id }) => ({ id, secret: this.vault.secretOf(id) }));
    const opened = await this.vault.logic.handle('openRecords', { records: sealed });
    return new Map(opened.map(({ record, value, revision }) => [record.key, { value, revision }]));
  }

  #freshId(): string {
    this.#made += 1;
    return idOf(this.#made);
  }

  async #reopen(): Promise<void> {
    this.vault = await this.vault.reopen({ anchor: this.vault.stored.vault.generation });
  }

  async #note({ act, key, value, expected }: Extract<Step, { act: 'put' | 'remove' }>): Promise<void> {
    const place = { collection: 'notes', key };
    const stored = this.noted.get(key);
    const revision = stored?.revision ?? 0;
    const known = { any: 'any', absent: 'absent', stored: revision, older: revision - 1 } as const;
    const wanted = known[expected];
    const write =
      act === 'put'
        ? this.vault.write('putRecord', { ...place, id: this.#freshId(), value, expect: wanted, now: atNoon })
        : this.vault.write('removeRecord', { ...place, expect: wanted === 'absent' ? 'any' : wanted });
    const code = await write.then(
      () => null,
      (error: AppError) => error.code,
    );
    if (act === 'remove' && stored === undefined) return expect(code).toBe('notFound');
    const holds = wanted === 'any' || wanted === (stored?.revision ?? 'absent') || (act === 'remove' && wanted === 'absent');
    expect(code).toBe(holds ? null : 'conflict');
    if (!holds) return;
    if (act === 'remove') this.noted.delete(key);
    else this.noted.set(key, { value, revision: revision + 1 });
  }

  async #create(name: string, value: string): Promise<void> {
    const id = this.#freshId();
    await this.vault.create(id, { name, fields: [{ id: 'key', name: 'Key', type: 'hidden', value }] });
    this.told.set(id, { name, value, favourite: false, trashed: false, revision: 1 });
  }

  async #update(id: string, told: Told, name: string, value: string): Promise<void> {
    const fields = [{ id: 'key', name: 'Key', type: 'hidden', value: value === '' ? null : value }] as const;
    await this.vault.update(id, told.revision, { name, favourite: told.favourite, fields: [...fields] });
    this.told.set(id, { ...told, name, value: value === '' ? told.value : value, revision: told.revision + 1 });
  }

  async #act(act: Act, id: string, told: Told): Promise<void> {
    const { vault } = this;
    const next = { ...told, revision: told.revision + 1 };
    if (act === 'favourite') {
      await vault.mark([id], { favourite: !told.favourite });
      this.told.set(id, { ...next, favourite: !told.favourite });
    } else if (act === 'trash' || act === 'restore') {
      await vault.mark([id], { trashed: act === 'trash' });
      this.told.set(id, { ...next, trashed: act === 'trash' });
    } else if (act === 'purge') {
      await this.#purge(id, told);
    } else if (act === 'refused') {
      const items = [{ id, secret: vault.secretOf(id) }];
      await vault.logic.handle('mark', { items, mark: { trashed: true }, now: atNoon });
      await vault.logic.handle('settle', { committed: false });
    } else {
      const newId = this.#freshId();
      const { name } = await vault.write('duplicate', { id, newId, secret: vault.secretOf(id), now: atNoon });
      this.told.set(newId, { name, value: told.value, favourite: false, trashed: false, revision: 1 });
    }
  }

  async #purge(id: string, told: Told): Promise<void> {
    const purged = this.vault.write('purge', { ids: [id] });
    if (!told.trashed) return expect(purged).rejects.toMatchObject({ code: 'notFound' });
    await purged;
    this.told.delete(id);
  }
}

describe('a vault', () => {
  let empty: TestVault;
  beforeAll(async () => {
    empty = await newVault('ada');
  });

  it('holds what was put into it, through any sequence of writes, refusals, folds and openings', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const fresh = new TestVault(empty.person, empty.logic, empty.stored);
        const walk = new Walk(await fresh.reopen());
        for (const step of sequence) {
          await walk.take(step);
          expect(await walk.seen()).toEqual(walk.told);
          expect(await walk.read()).toEqual(walk.noted);
        }
        walk.vault = await walk.vault.reopen();
        expect(await walk.seen()).toEqual(walk.told);
        expect(await walk.read()).toEqual(walk.noted);
        expect(walk.vault.stored.items.size).toBe(walk.told.size + walk.noted.size);
        expect([...walk.vault.stored.items.keys()]).toEqual(expect.arrayContaining([...walk.told.keys()]));
      }),
      { numRuns: 60 },
    );
  });

  it('of ten thousand items is opened from one snapshot', async () => {
    const cipher = await empty.cipher();
    const random = fixedRandomness('ten thousand');
    const index = new VaultIndex();
    const summary = { ...(await empty.reopen().then((vault) => vault.create(idOf('pattern')))), tags: [] };
    const upserts = Array.from({ length: 10_000 }, (_, number) => ({
      summary: { ...summary, id: idOf(number), name: `Item ${number}` },
      ...{ secretTag: 'tag', fingerprints: {}, values: {} },
    }));
    index.apply({ upserts, removals: [idOf('gone')] });
    const snapshot = sealSnapshot(cipher, 'snapshot', index, random);
    const hash = sha256(snapshot);
    const head = sealHead(cipher, { generation: 4, snapshotId: 'snapshot', snapshotHash: hash, lastHash: hash, witnessed: null }, random);
    const opened = openLog(cipher, { generation: 4, head, snapshotId: 'snapshot', snapshot, changes: [] });
    expect([...opened.index.entries()]).toEqual(upserts);
    expect([...opened.index.tombstones()]).toEqual([idOf('gone')]);
  });
});
