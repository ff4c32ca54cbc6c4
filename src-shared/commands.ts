/** The commands that menus of the system and the tray may ask a window for; the window's own table knows more. */
export const askedCommands = ['search', 'newItem', 'lock', 'lockEveryone', 'handOver', 'palette', 'preferences', 'generator'] as const;
export type AskedCommand = (typeof askedCommands)[number];
