import type { Failure } from '../../src-shared/errors.ts';
import type { Door } from '../app.ts';
import type { Host } from '../host.ts';
import type { Services } from '../services.ts';
import { createApiSwitch } from './http/api-switch.ts';
import type { HttpApi, HttpApiParts } from './http/http-api.ts';

interface WebParts {
  readonly host: Host;
  readonly door: Door;
}

/** The HTTP API of the app. */
export interface Web {
  /** Null where it is off. */
  address(): string | null;
  /** Why it isn't there though the policy has it on. */
  problem(): Failure | null;
  /** To be called once the app is ready; from then on it follows the policy. */
  follow(services: Services): Promise<void>;
  close(): Promise<void>;
}

export function createWeb({ host, door }: WebParts): Web {
  let api: ReturnType<typeof createApiSwitch> | null = null;
  return {
    address: () => api?.address() ?? null,
    problem: () => api?.problem() ?? null,
    async follow(services) {
      if (host.agent === null) return;
      const { policy } = services;
      const followed = createApiSwitch({
        api: loadedLate(partsOf(host, door, services, host.agent.apiPort)),
        isOn: () => policy.now.agent && policy.now.api,
        log: host.log,
      });
      api = followed;
      policy.onChanged(() => void followed.follow());
      await followed.follow();
    },
    close: async () => api?.close(),
  };
}

function partsOf({ clock, log, version }: Host, door: Door, services: Services, port: number): HttpApiParts {
  const { sessions, tokens, policy, programs, accountParts } = services;
  const { doors } = sessions;
  return {
    ...{ door, sessions, tokens, policy, clock, log, version, port },
    newId: accountParts.newId,
    accounts: accountParts.database.repositories.accounts,
    openVaults: () => doors.owners().length,
    originsOf: async () => (await Promise.all(doors.owners().map((ownerId) => programs.origins(ownerId)))).flat(),
  };
}

/** A server that most installations never start shall not be loaded by each of them. */
function loadedLate(parts: HttpApiParts): HttpApi {
  let loaded: HttpApi | null = null;
  return {
    async start() {
      loaded ??= (await import('./http/http-api.ts')).createHttpApi(parts);
      return loaded.start();
    },
    stop: async () => loaded?.stop(),
  };
}
