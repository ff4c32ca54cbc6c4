import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../../../src-shared/menu-commands.ts';
import { type MenuLine, windowMenus } from '../menu-model.ts';
import type { Language } from '../system-language.ts';

/** The menus above the window; `ask` gets what is chosen and isn't the system's own. */
export function setMenus(language: Language, ask: (command: MenuCommand) => void): void {
  const itemOf = (line: MenuLine): MenuItemConstructorOptions => {
    if ('role' in line) return { label: line.label, role: line.role };
    if ('command' in line) return { label: line.label, click: () => ask(line.command) };
    return { type: 'separator' };
  };
  const menus = windowMenus(language, process.platform);
  Menu.setApplicationMenu(Menu.buildFromTemplate(menus.map(({ label, lines }) => ({ label, submenu: lines.map(itemOf) }))));
}
