import type { agentChannels } from '../../src-shared/contract/agent.ts';
import type { dataChannels } from '../../src-shared/contract/data.ts';
import { agentStatus } from '../agent/agent-status.ts';
import { identityKeys } from '../agent/identity-keys.ts';
import type { Agent } from '../agent/agent.ts';
import type { Web } from '../agent/web.ts';
import type { Services } from '../services.ts';
import type { Startup } from '../startup.ts';
import type { HandlersOf } from './router.ts';

/** Terminals, programs, and what programs keep. */
export function createProgramHandlers(
  startup: Startup,
  { agent, web }: { agent: Agent; web: Web },
): HandlersOf<typeof agentChannels & typeof dataChannels> {
  const services = (): Services => startup.services();

  return {
    'agent.status': async ({ sender, asker }) => agentStatus(startup, { agent, web }, { sender, asker }),
    'secrets.read': async (caller, input) => ({ values: await services().secrets.read(caller, input) }),
    'tokens.identity': async (caller, input) => services().secrets.identity(caller, input),
    'tokens.jwks': async () => ({ keys: [services().tokens.publicKey, ...(await identityKeys(services().accountParts))] }),
    'approvals.list': async ({ person }) => services().approvals.list(person.ownerId),
    'approvals.answer': async ({ sender, person }, { id, decision, password }) =>
      services().approvals.answer({ ...person, sender }, id, decision, password),
    'approvals.refuseStrangers': async ({ sender, person }) => services().approvals.refuseStrangers({ sender, vault: person.vault }),
    'grants.list': async ({ person }) => services().grants.list(person.vault),
    'grants.revoke': async ({ person }, { ids }) => services().grants.revoke(person.vault, ids),
    'leases.end': async ({ person }) => services().grants.endLeases(person.vault),
    'programs.list': async ({ person }) => services().programs.list(person.vault),
    'programs.register': async ({ person }, program) => services().programs.register(person.vault, program),
    'programs.remove': async ({ person }, { key }) => services().programs.remove(person.vault, key),
    'items.find': async ({ person }, { item }) => services().references.find(person.vault, item),
    'data.collections': async ({ person }) => services().data.collections(person.vault),
    'data.list': async ({ person }, page) => services().data.list(person.vault, page),
    'data.get': async ({ person }, place) => services().data.get(person.vault, place),
    'data.put': async ({ person }, document) => services().data.put(person.vault, document),
    'data.remove': async ({ person }, place) => services().data.remove(person.vault, place),
  };
}
