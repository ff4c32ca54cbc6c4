import type { TrayChoice, TrayModel } from '../desktop/tray-model.ts';
import { desktopTexts } from './desktop-texts.ts';
import type { Language } from './system-language.ts';

/** What happens when a line is chosen. `show`: the item of this id, in the window. */
export type TrayAction = TrayChoice | { readonly type: 'open' | 'quit' } | { readonly type: 'show'; readonly id: string };

export type TrayLine = 'line' | { readonly label: string; readonly action: TrayAction | null };

/**
 * The tray's menu from top to bottom; a line without an action can't be chosen.
 * `isShared`: other programs can read the menu and choose from it, as on the session bus of Linux.
 */
export function trayMenu(model: TrayModel, system: Language, isShared: boolean): readonly TrayLine[] {
  const { tray } = desktopTexts[model.language ?? system];
  const recent = model.recent.map(({ id, fieldId, name }): TrayLine => {
    // SECURITY: no program gets a value onto the clipboard by choosing for its person; the window is where that is done.
    return { label: name, action: isShared ? { type: 'show', id } : { type: 'copy', id, fieldId } };
  });
  const inside = model.person !== null;
  return [
    { label: model.person === null ? tray.nobody : tray.unlocked(model.person), action: null },
    { label: tray.open, action: { type: 'open' } },
    ...(recent.length === 0 ? [] : (['line', { label: isShared ? tray.showAgain : tray.copyAgain, action: null }, ...recent] as const)),
    'line',
    { label: tray.lock, action: inside ? { type: 'lock' } : null },
    { label: tray.handOver, action: inside ? { type: 'handOver' } : null },
    { label: tray.lockEveryone, action: model.anyOpen ? { type: 'lockEveryone' } : null },
    'line',
    { label: tray.quit, action: { type: 'quit' } },
  ];
}

/** What a pointer that rests on the icon is told. */
export function trayTitle(model: TrayModel, system: Language): string {
  const { tray } = desktopTexts[model.language ?? system];
  return `Strongroom – ${model.person === null ? tray.nobody : tray.unlocked(model.person)}`;
}
