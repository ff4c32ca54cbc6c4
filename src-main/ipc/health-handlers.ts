import type { healthChannels } from '../../src-shared/contract/health.ts';
import { AppError } from '../../src-shared/errors.ts';
import type { Services } from '../services.ts';
import type { Startup } from '../startup.ts';
import type { Anybody, HandlersOf } from './router.ts';

/** How the vault is, and what was used. */
export function createHealthHandlers(startup: Startup): HandlersOf<typeof healthChannels> {
  const services = (): Services => startup.services();

  /** SECURITY: that a value is weak or another item's too would let a program try values on items that ask each time. */
  const health = ({ sender }: Anybody): Services['health'] => {
    if (sender.kind !== 'desktop') throw new AppError('denied', { what: 'window' });
    return services().health;
  };

  return {
    'health.report': async ({ person, ...caller }) => health(caller).report(person.vault),
    'health.findings': async ({ person, ...caller }, query) => health(caller).findings(person.vault, query),
    'health.assess': async ({ person, ...caller }) => health(caller).assess(person.vault),
    'health.accept': async ({ person, ...caller }, { keys, accepted }) => health(caller).accept(person.vault, keys, accepted),
    'items.usage': async ({ person }, { id }) => services().usage.of(person.vault, id),
  };
}
