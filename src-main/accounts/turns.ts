/** Lets tasks of the same key run one after the other, however many are asked for at once. */
export interface Turns {
  take<T>(key: string, task: () => Promise<T>): Promise<T>;
}

export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return {
    take(key, task) {
      const mine = (last.get(key) ?? Promise.resolve()).then(task, task);
      const settled = mine.catch(() => undefined);
      last.set(key, settled);
      // The map would grow with every name that was ever tried.
      void settled.then(() => last.get(key) === settled && last.delete(key));
      return mine;
    },
  };
}
