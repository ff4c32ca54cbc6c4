import type { healthChannels } from '../../src-shared/contract/health.ts';
import type { Services } from '../services.ts';
import type { Startup } from '../startup.ts';
import type { HandlersOf } from './router.ts';

/** How the vault is, and what was used. */
export function createHealthHandlers(startup: Startup): HandlersOf<typeof healthChannels> {
  const services = (): Services => startup.services();

  return {
    'health.report': async ({ person }) => services().health.report(person.vault),
    'health.findings': async ({ person }, query) => services().health.findings(person.vault, query),
    'health.assess': async ({ person }) => services().health.assess(person.vault),
    'health.accept': async ({ person }, { keys, accepted }) => services().health.accept(person.vault, keys, accepted),
    'items.usage': async ({ person }, { id }) => services().usage.of(person.vault, id),
  };
}
