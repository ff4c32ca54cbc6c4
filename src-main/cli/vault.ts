import type { AgentConnection } from './connection.ts';
import { CliFailure } from './failure.ts';
import { type Task, withAgent } from './task.ts';
import { visible } from './text.ts';

/** As withAgent, for what is done as the person who is signed in at this terminal. Throws notSignedIn where another one was named. */
export const withVault = <T>(task: Task, ask: (agent: AgentConnection) => Promise<T>): Promise<T> =>
  withAgent(task, async (agent) => {
    await checkPerson(task, agent);
    return ask(agent);
  });

/** Named for this call; what "strongroom use" has set only chooses where a choice is. Throws notSignedIn. */
export async function checkPerson({ given, env }: Task, agent: Pick<AgentConnection, 'call'>): Promise<void> {
  const name = given.text('account') ?? (env['STRONGROOM_ACCOUNT'] || null);
  if (name === null) return;
  const session = await agent.call('session.current', undefined);
  const here = session.status === 'signedOut' ? null : session.account.username;
  if (here === name.toLowerCase()) return;
  const instead = here === null ? '' : `; ${visible(here)} is`;
  throw new CliFailure('notSignedIn', `${visible(name)} isn’t signed in at this terminal${instead}: strongroom login ${visible(name)}.`);
}

/** As withVault, for what administrators alone may do. Throws denied with words for everybody else. */
export const withAdministrator = <T>(task: Task, ask: (agent: AgentConnection) => Promise<T>): Promise<T> =>
  withVault(task, async (agent) => {
    try {
      return await ask(agent);
    } catch (error) {
      if (!(error instanceof CliFailure) || error.code !== 'denied' || error.detail?.what !== undefined) throw error;
      throw new CliFailure('denied', 'That needs an administrator.', error.detail);
    }
  });
