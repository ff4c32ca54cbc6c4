import { useEffect, useEffectEvent } from 'react';
import { onEvent } from '../api.ts';
import { isElsewhere, isTyping } from '../components/key-target.ts';
import { useAppStore } from '../stores/app-store.ts';
import { bindingsOf } from './bindings.ts';
import { combinationOf, refusalOf } from './combination.ts';
import { type CommandId, commandOf } from './commands.ts';
import { canRun, runCommand } from './running.ts';

/** Whether a key that was pressed there is this command's. */
function reaches(id: CommandId, combination: string, { target }: KeyboardEvent): boolean {
  const { scope } = commandOf(id);
  if (scope === 'anywhere') return true;
  if (scope === 'part' || isElsewhere(target)) return false;
  const types = (!combination.startsWith('Mod+') && !/^(?:Shift\+)?F\d/u.test(combination)) || refusalOf(combination) === 'text';
  return !(types && isTyping(target));
}

/** Runs these commands by their keys, as the person at the window has them. */
export function useCommandKeys(ids: ReadonlySet<CommandId>): void {
  const shortcuts = useAppStore((state) => state.preferences.shortcuts);
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    const combination = combinationOf(event);
    const id = combination === null ? undefined : bindingsOf(shortcuts).get(combination);
    if (combination === null || id === undefined || !ids.has(id)) return;
    if (!reaches(id, combination, event) || !canRun(id)) return;
    event.preventDefault();
    // Held down it would open and close, or lock, again and again.
    if (!event.repeat) runCommand(id);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}

/** Runs what main was asked for outside the page, in a menu of the system or at the tray. */
export function useAskedCommands(ids: ReadonlySet<CommandId>): void {
  useEffect(() => onEvent('command.asked', ({ command }) => void (ids.has(command) && runCommand(command))), [ids]);
}
