import { AppError } from '../../src-shared/errors.ts';

/** Lets few key derivations run at once, because each takes a tenth of a gigabyte and some cores. */
export interface DerivationQueue {
  /** Runs the task when its turn comes. Throws busy where too many wait already. */
  run<T>(task: () => Promise<T>): Promise<T>;
}

export function createDerivationQueue(bounds: { readonly running: number; readonly waiting: number }): DerivationQueue {
  let running = 0;
  const waiting: (() => void)[] = [];

  return {
    async run(task) {
      if (running >= bounds.running) {
        if (waiting.length >= bounds.waiting) throw new AppError('busy', { what: 'derivations' });
        await new Promise<void>((resolve) => waiting.push(resolve));
      } else running += 1;
      try {
        return await task();
      } finally {
        const next = waiting.shift();
        // A place that is handed on stays counted.
        if (next === undefined) running -= 1;
        else next();
      }
    },
  };
}
