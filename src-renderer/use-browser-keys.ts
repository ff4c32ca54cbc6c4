import { useEffect } from 'react';
import { combinationOf } from './commands/combination.ts';
import { commandIds, commandOf } from './commands/commands.ts';

/** What opens something of the browser's own around the page: its find bar, a second window, a form to save the page. */
const ofBrowser: ReadonlySet<string> = new Set([
  ...['F3', 'Shift+F3', 'Mod+F', 'Mod+G', 'Mod+Shift+G', 'Mod+N', 'Mod+Shift+N', 'Mod+S', 'Mod+D'],
  // The keys of a command do nothing else where the command can't be had just now, or has other keys.
  ...commandIds.flatMap((id) => (commandOf(id).fixed === true ? [] : commandOf(id).keys.filter((key) => key.startsWith('Mod+')))),
]);

/** Keeps the browser around the window out of it, on every screen. */
export function useBrowserKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const combination = combinationOf(event);
      if (combination !== null && ofBrowser.has(combination)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
