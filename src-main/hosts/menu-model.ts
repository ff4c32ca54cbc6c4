import type { MenuCommand } from '../../src-shared/menu-commands.ts';
import { desktopTexts, type MenuRole } from './desktop-texts.ts';
import type { Language } from './system-language.ts';

/** One line of a menu: a role that the system knows, or a command of ours. */
export type MenuLine =
  | { readonly type: 'separator' }
  | { readonly label: string; readonly role: MenuRole }
  | { readonly label: string; readonly command: MenuCommand };

export interface MenuPart {
  readonly label: string;
  readonly lines: readonly MenuLine[];
}

/**
 * The menus above the window. SECURITY: nothing in them loads the page anew or opens the developer tools.
 * Commands have no keys here: the page has them, and people choose their own.
 */
export function windowMenus(language: Language, platform: NodeJS.Platform): readonly MenuPart[] {
  const { menus, commands, roles } = desktopTexts[language];
  const role = (name: MenuRole): MenuLine => ({ label: roles[name], role: name });
  const command = (name: MenuCommand): MenuLine => ({ label: commands[name], command: name });
  const line: MenuLine = { type: 'separator' };
  const application: MenuPart = {
    label: 'Strongroom',
    lines: [role('about'), line, command('preferences'), line, role('hide'), line, role('quit')],
  };
  const onMac = platform === 'darwin';
  const ending = onMac ? [] : [line, role('quit')];
  return [
    ...(onMac ? [application] : []),
    {
      label: menus.file,
      lines: [command('newItem'), command('generator'), line, command('lock'), command('lockEveryone'), command('handOver'), ...ending],
    },
    {
      label: menus.edit,
      lines: [
        ...[role('undo'), role('redo'), line, role('cut'), role('copy'), role('paste'), role('selectAll'), line, command('search')],
        ...(onMac ? [] : [line, command('preferences')]),
      ],
    },
    {
      label: menus.view,
      lines: [command('palette'), line, role('resetZoom'), role('zoomIn'), role('zoomOut'), line, role('togglefullscreen')],
    },
    { label: menus.window, lines: [role('minimize'), role('close')] },
    { label: menus.help, lines: [role('about')] },
  ];
}
