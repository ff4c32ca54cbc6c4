import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { everything } from '../../src-shared/audit.ts';
import { limits } from '../../src-shared/limits.ts';
import type { SavedFilterContent } from '../../src-shared/saved-filters.ts';
import { AdminStage } from '../helpers/admin-stage.ts';

const people: SavedFilterContent = { page: 'people', search: '', status: 'pending', role: null, sort: 'name' };
const activity: SavedFilterContent = { page: 'activity', filter: { ...everything, outcome: 'failed' }, personName: null, lastDays: 7 };

describe("an administrator's saved filters", () => {
  let stage: AdminStage;

  beforeEach(async () => {
    stage = await AdminStage.set();
    onTestFinished(() => stage.harness.close());
    stage.as(stage.adas);
  });

  const put = (name: string, content: SavedFilterContent = people, id: string | null = null) =>
    stage.harness.call('filters.put', { id, name, content });
  const list = () => stage.harness.call('filters.list', undefined);

  it('are there again after a restart, by name, as they were saved', async () => {
    const second = await put('Wrong passwords', activity);
    const first = await put('Newcomers');
    await stage.harness.restart();
    await stage.signInAda();
    expect(await list()).toEqual([first, second]);
  });

  it('change their name and content in place, and go', async () => {
    const { id } = await put('Newcomers');
    await put('Waiting', activity, id);
    expect(await list()).toEqual([{ id, name: 'Waiting', content: activity }]);
    await stage.harness.call('filters.remove', { id });
    expect(await list()).toEqual([]);
    expect(await stage.harness.failure('filters.remove', { id })).toMatchObject({ code: 'notFound' });
    expect(await stage.harness.failure('filters.put', { id, name: 'Back', content: people })).toMatchObject({ code: 'notFound' });
  });

  it('are fifty at most', async () => {
    for (let count = 0; count < limits.savedFiltersMax; count += 1) await put(`Filter ${count}`);
    expect(await stage.harness.failure('filters.put', { id: null, name: 'One more', content: people })).toMatchObject({
      code: 'limitReached',
    });
    const [first] = await list();
    await put('Renamed', people, first?.id ?? null);
  });

  it('refuse names that could fake a layout, and contents of no page', async () => {
    for (const name of ['', '   ', 'two\nlines', 'x'.repeat(limits.savedFilterNameMaxCharacters + 1)])
      expect(await stage.harness.failure('filters.put', { id: null, name, content: people })).toMatchObject({ code: 'invalidInput' });
    expect(await stage.harness.failure('filters.put', { id: null, name: 'x', content: { page: 'vault' } })).toMatchObject({
      code: 'invalidInput',
    });
  });

  it("lie in the administrator's own vault, where another one does not read them", async () => {
    await put('Newcomers');
    const zoe = await stage.invite('zoe', 'administrator');
    expect(await stage.as(zoe.sender).call('filters.list', undefined)).toEqual([]);
  });
});
