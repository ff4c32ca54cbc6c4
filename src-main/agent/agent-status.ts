import type { Asker } from '../../src-shared/agent/programs.ts';
import type { Output } from '../../src-shared/contract/index.ts';
import type { Sender } from '../host.ts';
import type { Startup } from '../startup.ts';
import type { Agent } from './agent.ts';
import type { Web } from './web.ts';

/** What the agent is, and who is asking. SECURITY: of what waits, only what waits for the caller's own person is counted. */
export async function agentStatus(
  startup: Startup,
  { agent, web }: { agent: Agent; web: Web },
  { sender, asker }: { sender: Sender; asker: Asker | null },
): Promise<Output<'agent.status'>> {
  return {
    version: startup.status().version,
    startedAt: agent.startedAt,
    now: agent.now(),
    socket: agent.socket(),
    api: web.address(),
    waitingApprovals: waitingFor(startup, sender),
    you: asker === null || startup.phase !== 'ready' ? asker : await startup.services().programs.known(sender, asker),
  };
}

function waitingFor(startup: Startup, sender: Sender): number {
  if (startup.phase !== 'ready') return 0;
  const { sessions, approvals } = startup.services();
  const standing = sessions.standing(sender);
  return standing === null ? 0 : approvals.waiting(standing.ownerId);
}
