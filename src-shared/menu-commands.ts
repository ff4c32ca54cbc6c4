/** What the menus of the system ask a window to do, by the ids that the window has for its commands. */
export const menuCommands = ['search', 'newItem', 'lock', 'lockEveryone', 'handOver', 'palette', 'preferences', 'generator'] as const;
export type MenuCommand = (typeof menuCommands)[number];
