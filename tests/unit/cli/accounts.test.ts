import { describe, expect, it } from 'vitest';
import { cli } from '../../helpers/cli.ts';
import { FakeAgent } from '../../helpers/fake-agent.ts';

const account = { id: '00000000-0000-4000-8000-00000000000a', username: 'dave', displayName: 'Dave', role: 'user' };
const here = { 'session.current': () => ({ status: 'unlocked', account }), 'items.list': () => ({ total: 0, rows: [] }) };

describe('an account that is named', () => {
  it.each([
    ['ls'],
    ['get', 'X'],
    ['add', 'X', '--generate', 'key'],
    ['edit', 'X', '--tag', 'y'],
    ['rm', 'X'],
    ['restore', 'X'],
    ['lock'],
    ['unlock'],
    ['whoami'],
    ['logout'],
    ['env', 'list'],
    ['grant', 'list'],
    ['approve'],
    ['audit'],
    ['admin', 'people', 'list'],
    ['run', '--env', 'Bot', '--', 'true'],
  ])('and isn’t signed in at this terminal ends %s before anything is done', async (...words) => {
    const agent = await FakeAgent.start(here);
    const at = words[0] === 'run' ? 1 : words.length;
    const end = await cli([...words.slice(0, at), '--account', 'alice', ...words.slice(at)], agent);
    expect(end).toMatchObject({ code: words[0] === 'run' ? 125 : 4, stdout: '' });
    expect(end.stderr).toBe('strongroom: alice isn’t signed in at this terminal; dave is: strongroom login alice.\n');
    expect(agent.calls.map(({ channel }) => channel).filter((channel) => channel !== 'session.current')).toEqual([]);
  });

  it('counts from the environment too, and is known however it is written', async () => {
    const agent = await FakeAgent.start(here);
    expect(await cli(['ls'], { home: agent.home, env: { STRONGROOM_ACCOUNT: 'alice' } })).toMatchObject({ code: 4 });
    expect(await cli(['ls'], { home: agent.home, env: { STRONGROOM_ACCOUNT: 'Dave' } })).toMatchObject({ code: 0 });
  });

  it('is no hindrance where "use" has only set whose vault is meant', async () => {
    const agent = await FakeAgent.start(here);
    await cli(['use', 'alice'], agent);
    expect(await cli(['ls'], agent)).toMatchObject({ code: 0 });
  });
});
