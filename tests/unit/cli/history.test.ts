import { describe, expect, it } from 'vitest';
import { cli } from '../../helpers/cli.ts';
import { FakeAgent } from '../../helpers/fake-agent.ts';

const id = (last: string): string => `00000000-0000-4000-8000-${last.padStart(12, '0')}`;
const summary = (name: string, last: string, kind = 'apiKey') => ({
  ...{ id: id(last), revision: 4, kind, name, subtitle: '', tags: ['bot'], favourite: false, askBeforeUse: false },
  ...{ expiresAt: null, trashedAt: null, createdAt: 0, updatedAt: 0 },
});

describe('history', () => {
  const field = { id: 'key', name: 'key', type: 'hidden', value: null, filled: true };
  const versions = [
    { revision: 3, at: 0, name: 'Exchange', fields: [{ ...field, difference: 'value' }], absent: ['account'] },
    { revision: 1, at: 0, name: 'Old', fields: [{ ...field, difference: 'same' }], absent: [] },
  ];
  const answers = {
    'items.find': () => [summary('Exchange', '3')],
    'history.list': () => versions,
    'history.restore': () => summary('Exchange', '3'),
    'history.clear': () => summary('Exchange', '3'),
  };

  it('lists what is different by the names of fields', async () => {
    const { home } = await FakeAgent.start(answers);
    const end = await cli(['history', 'Exchange'], { home });
    expect(end.stdout).toMatch(/^VERSION .*\n3 .*Exchange +other value: key; not there then: account\n1 .*Old +the same fields\n$/);
    expect(JSON.parse((await cli(['history', 'Exchange', '--json'], { home })).stdout)).toMatchObject({ versions });
    const bare = await FakeAgent.start({ ...answers, 'history.list': () => [] });
    expect(await cli(['history', 'Exchange'], bare)).toMatchObject({ code: 0, stdout: '' });
  });

  it('brings a version back over the revision that is stored', async () => {
    const agent = await FakeAgent.start(answers);
    expect(await cli(['history', 'Exchange', '--restore', '1'], agent)).toMatchObject({ code: 0 });
    expect(agent.asked('history.restore')).toEqual([{ id: id('3'), revision: 4, version: 1 }]);
    expect(await cli(['history', 'Exchange', '--restore', '1', '--clear'], agent)).toMatchObject({ code: 2 });
  });

  it('goes for good only where that is confirmed', async () => {
    const agent = await FakeAgent.start(answers);
    expect(await cli(['history', 'Exchange', '--clear'], agent)).toMatchObject({ code: 2 });
    expect(agent.asked('history.clear')).toEqual([]);
    expect(await cli(['history', 'Exchange', '--clear', '--yes'], agent)).toMatchObject({ code: 0 });
  });
});
