import { useEffect, useEffectEvent } from 'react';
import { type CommandId, commandOf } from './commands.ts';

/** How the parts of the page that are there now do what the table leaves to them. */
const runners = new Map<CommandId, () => unknown>();

/** Does a command; false where nothing on the page can do it now. */
export function runCommand(id: CommandId): boolean {
  const run = runners.get(id) ?? commandOf(id).run;
  if (run === null) return false;
  // Refusals of main show where they belong: the page is gone, or asks anew.
  void Promise.resolve(run()).catch(() => undefined);
  return true;
}

export const canRun = (id: CommandId): boolean => runners.has(id) || commandOf(id).run !== null;

/** Says how a command is done as long as this component is there and `able`. */
export function useCommand(id: CommandId, run: () => unknown, able = true): void {
  const latest = useEffectEvent(run);
  useEffect(() => {
    if (!able) return undefined;
    const runner = (): unknown => latest();
    runners.set(id, runner);
    return () => {
      if (runners.get(id) === runner) runners.delete(id);
    };
  }, [id, able]);
}
