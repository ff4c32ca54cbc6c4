import type { peopleChannels } from '../../src-shared/contract/people.ts';
import type { Services } from '../services.ts';
import type { Startup } from '../startup.ts';
import type { HandlersOf } from './router.ts';

/** What administrators do. */
export function createAdminHandlers(startup: Startup): HandlersOf<typeof peopleChannels> {
  const services = (): Services => startup.services();

  return {
    'people.list': async (_caller, query) => services().people.list(query),
    'people.create': async ({ person }, invited) => services().people.create(person, invited),
    'people.invite': async ({ person }, { id }) => services().people.invite(person, id),
    'people.copyCode': async ({ sender, person }, { code }) => {
      const { clipboardSeconds } = await services().preferences.read(person.ownerId);
      return { clearsAt: await services().clipboard.copy(sender, code, clipboardSeconds, () => !person.vault.closed) };
    },
    'people.act': async ({ person }, { act, ids }) => services().admin.act(person, act, ids),
    'people.reset': async ({ person }, { id, name }) => services().admin.reset(person, id, name),
    'people.previewImport': async ({ person }, input) => services().peopleImport.preview(person.ownerId, input),
    'people.import': async ({ person }, { id }) =>
      services().work.run(
        person.ownerId,
        'import',
        () => services().peopleImport.run(person.ownerId, id),
        ({ imported }) => ({ count: imported }),
      ),
    'requests.list': async ({ person }) => services().requests.list(person),
    'requests.confirm': async ({ person }, { id }) => services().admin.confirm(person, id),
    'requests.decline': async ({ person }, { id }) => services().requests.decline(person, id),
    'policy.get': async () => services().policy.view(),
    'policy.preview': async (_caller, policy) => services().policyPreview.preview(policy),
    'policy.set': async ({ person }, policy) => services().admin.setPolicy(person, policy),
    'killSwitch.turnOn': async ({ person }) => services().admin.killSwitch(person),
    'killSwitch.lift': async ({ person }) => services().admin.liftKillSwitch(person),
    'analytics.read': async (_caller, { days }) => services().analytics.read(days),
    'system.read': async () => services().system.read(),
    'system.copy': async (_caller, { text }) => services().system.copy(text),
    'system.check': async () => services().systemCheck.state(),
    'system.startCheck': async ({ person }) => services().systemCheck.start(person.ownerId),
    'system.stopCheck': async () => services().systemCheck.stop(),
    'filters.list': async ({ person }) => services().savedFilters.list(person.vault),
    'filters.put': async ({ person }, filter) => services().savedFilters.put(person.vault, filter),
    'filters.remove': async ({ person }, { id }) => services().savedFilters.remove(person.vault, id),
  };
}
