import type { App } from '../app.ts';
import type { Clock, Log } from '../host.ts';
import { watchClock } from './clock-watch.ts';
import { keepBus, type KeptBus } from './dbus/kept-bus.ts';
import { watchLocks } from './dbus/lock-watch.ts';

/** The buses of the desktop and of the machine, on Linux; elsewhere they are never there. */
export interface Buses {
  readonly session: KeptBus;
  readonly system: KeptBus;
  stop(): void;
}

export function keepBuses(parts: { readonly clock: Clock; readonly log: Log; readonly env?: NodeJS.ProcessEnv }): Buses {
  const session = keepBus('session', parts);
  const system = keepBus('system', parts);
  return {
    session,
    system,
    stop() {
      session.stop();
      system.stop();
    },
  };
}

/** Locks everyone when the machine sleeps, its screen is locked or its clock jumps. The answer ends the watch. */
export function guard(app: Pick<App, 'system' | 'clockSetBack'>, clock: Clock, buses: Buses): () => void {
  watchLocks(buses, (event) => void app.system(event));
  return watchClock(clock, {
    onForward: () => void app.system('suspend'),
    onBack: (by) => void app.clockSetBack(by),
  });
}
