import { usageError } from '../failure.ts';
import { tellOfWaiting } from '../secrets.ts';
import { accountOf, type Outcome, patienceOf, type Task, withAgent } from '../task.ts';

export const token = (task: Task): Promise<Outcome> =>
  withAgent(task, async (agent) => {
    const { given } = task;
    const audience = given.text('audience');
    if (given.has('jwks')) {
      if (audience !== null) throw usageError('--jwks and --audience contradict each other.');
      const { keys } = await agent.call('tokens.jwks', undefined);
      return { data: { keys }, out: `${JSON.stringify({ keys }, null, 2)}\n` };
    }
    if (audience === null) throw usageError('Who will verify it? --audience NAME.');
    const calmed = tellOfWaiting();
    try {
      const { token, expiresAt } = await agent.call('tokens.identity', {
        audience,
        account: accountOf(task),
        ...patienceOf(task),
      });
      return { data: { token, expiresAt }, out: `${token}\n` };
    } finally {
      calmed();
    }
  });
