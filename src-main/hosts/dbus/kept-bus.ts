import type { Clock, Log } from '../../host.ts';
import { Bus } from './bus.ts';
import { type BusName, busSocket } from './bus-address.ts';

const firstPauseMilliseconds = 2000;
const longestPauseMilliseconds = 300_000;

export interface BusParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly env?: NodeJS.ProcessEnv;
}

/** A connection that is made anew whenever it was lost. */
export interface KeptBus {
  /** Null while there is none. */
  now(): Bus | null;
  /** Runs with every connection, the present one too; where it fails, that connection goes on without it. */
  use(setUp: (bus: Bus) => Promise<void>): void;
  stop(): void;
}

/** Never throws, and asks little of a machine that has no such bus: it tries again after ever longer pauses, and logs an outage once. */
export function keepBus(name: BusName, { clock, log, env }: BusParts): KeptBus {
  const uses: ((bus: Bus) => Promise<void>)[] = [];
  let bus: Bus | null = null;
  let stopped = false;
  let told = false;
  let pause = firstPauseMilliseconds;
  let callOff = (): void => undefined;

  const run = (setUp: (opened: Bus) => Promise<void>, opened: Bus): void =>
    void setUp(opened).catch(() => {
      if (bus === opened) log('bus.partMissing', { bus: name });
    });
  const again = (): void => {
    if (stopped) return;
    if (!told) log('bus.missing', { bus: name });
    told = true;
    callOff = clock.after(pause, () => void open());
    pause = Math.min(pause * 2, longestPauseMilliseconds);
  };
  async function open(): Promise<void> {
    const socket = busSocket(name, env);
    if (socket === null) return;
    let opened: Bus;
    try {
      opened = await Bus.connect(socket);
    } catch {
      return again();
    }
    if (stopped) return opened.close();
    bus = opened;
    pause = firstPauseMilliseconds;
    if (told) log('bus.found', { bus: name });
    told = false;
    for (const setUp of uses) run(setUp, opened);
    await opened.closed;
    bus = null;
    again();
  }
  void open();
  return {
    now: () => bus,
    use(setUp) {
      uses.push(setUp);
      if (bus !== null) run(setUp, bus);
    },
    stop() {
      stopped = true;
      callOff();
      bus?.close();
    },
  };
}
