import { AppError } from '../../src-shared/errors.ts';

/** Lets few key derivations run at once, because each takes a tenth of a gigabyte and some cores. */
export interface DerivationQueue {
  /** Runs the task when its turn comes. Throws busy where too many wait already. */
  run<T>(task: () => Promise<T>): Promise<T>;
}

/** How many of one origin may run, and how many wait behind them. */
interface Lane {
  readonly running: number;
  readonly waiting: number;
}

interface QueueParts<L extends string> {
  /** How many run at once, whatever their lanes. */
  readonly running: number;
  /** The first of them goes first whenever a place is free. */
  readonly lanes: Readonly<Record<L, Lane>>;
  /** Of the call that is being made. */
  readonly laneOf: () => L;
}

interface LaneState extends Lane {
  busy: number;
  readonly queue: (() => void)[];
}

/** SECURITY: whoever floods one lane takes neither places nor waiting room of those before it. */
export function createDerivationQueue<L extends string>({ running, lanes, laneOf }: QueueParts<L>): DerivationQueue {
  const named = Object.fromEntries(
    Object.entries<Lane>(lanes).map(([name, lane]) => [name, { ...lane, busy: 0, queue: [] }]),
  ) as unknown as Record<L, LaneState>;
  const states = Object.values<LaneState>(named);
  const room = (lane: LaneState): boolean => lane.busy < lane.running && states.reduce((sum, { busy }) => sum + busy, 0) < running;

  /** Whoever waits and may go now, the first lane first. */
  function next(): void {
    for (const lane of states) {
      while (lane.queue.length > 0 && room(lane)) {
        lane.busy += 1;
        lane.queue.shift()?.();
      }
    }
  }

  return {
    async run(task) {
      const lane = named[laneOf()];
      if (lane.queue.length === 0 && room(lane)) lane.busy += 1;
      else {
        if (lane.queue.length >= lane.waiting) throw new AppError('busy', { what: 'derivations' });
        await new Promise<void>((resolve) => lane.queue.push(resolve));
      }
      try {
        return await task();
      } finally {
        lane.busy -= 1;
        next();
      }
    },
  };
}
