import { describe, expect, it } from 'vitest';
import { plainSummary } from '../../helpers/plain-item.ts';
import { cli } from '../../helpers/cli.ts';
import { FakeAgent } from '../../helpers/fake-agent.ts';

const id = '00000000-0000-4000-8000-000000000001';
const field = (fieldId: string, type = 'totp', filled = true) => ({ id: fieldId, name: fieldId, type, value: null, filled });
const answers = (...fields: ReturnType<typeof field>[]) => ({
  'items.find': () => [{ id, name: 'Mail', ...plainSummary, tags: [], trashedAt: null }],
  'items.get': () => ({ fields }),
  'items.totp': ({ fieldId }: { fieldId: string }) => ({
    ...{ code: fieldId === 'work' ? '654321' : '123456', next: '111111', validUntil: 90_000, period: 30 },
  }),
});

describe('totp', () => {
  it('prints the code of the one field that has one', async () => {
    const agent = await FakeAgent.start(answers(field('password', 'hidden'), field('totp'), field('spare', 'totp', false)));
    expect(await cli(['totp', 'Mail'], agent)).toMatchObject({ code: 0, stdout: '123456\n', stderr: '' });
    expect(JSON.parse((await cli(['totp', 'Mail', '--json'], agent)).stdout)).toMatchObject({
      ...{ code: '123456', next: '111111', validUntil: 90_000, period: 30 },
    });
    expect(agent.asked('items.totp')[0]).toEqual({ id, fieldId: 'totp' });
  });

  it('asks which where there are several, and says where there is none', async () => {
    const several = await FakeAgent.start(answers(field('home'), field('work')));
    const end = await cli(['totp', 'Mail'], several);
    expect(end.code).toBe(7);
    expect(end.stderr).toContain('--field: home, work');
    expect(await cli(['totp', 'Mail', '--field', 'work'], several)).toMatchObject({ code: 0, stdout: '654321\n' });
    const none = await FakeAgent.start(answers(field('password', 'hidden')));
    expect(await cli(['totp', 'Mail'], none)).toMatchObject({ code: 3, stdout: '' });
  });
});
