import { describe, expect, it } from 'vitest';
import { menuCommands } from '../../../src-shared/menu-commands.ts';
import { windowMenus } from '../../../src-main/hosts/menu-model.ts';
import { systemLanguage } from '../../../src-main/hosts/system-language.ts';
import { trayIcon } from '../../../src-main/hosts/tray-icon.ts';
import { trayMenu } from '../../../src-main/hosts/tray-menu.ts';

const lines = (language: 'en' | 'de', platform: NodeJS.Platform) => windowMenus(language, platform).flatMap((menu) => menu.lines);

describe('the menus above the window', () => {
  it.each(['linux', 'darwin', 'win32'] as const)('ask for every command that there is on %s, and quit once', (platform) => {
    const commands = lines('en', platform).flatMap((line) => ('command' in line ? [line.command] : []));
    expect(commands.toSorted()).toEqual([...menuCommands].toSorted());
    expect(lines('en', platform).filter((line) => 'role' in line && line.role === 'quit')).toHaveLength(1);
  });

  it('never load the page anew and never open the developer tools', () => {
    const roles = lines('en', 'linux').flatMap((line) => ('role' in line ? [line.role] : []));
    expect(roles.filter((role) => /reload|devtools/i.test(role))).toEqual([]);
  });

  it('speak German', () => {
    expect(windowMenus('de', 'linux').map(({ label }) => label)).toEqual(['Datei', 'Bearbeiten', 'Ansicht', 'Fenster', 'Hilfe']);
    const english = lines('en', 'linux').flatMap((line) => ('label' in line ? [line.label] : []));
    const german = lines('de', 'linux').flatMap((line) => ('label' in line ? [line.label] : []));
    expect(german.filter((label) => english.includes(label))).toEqual(['Generator']);
  });
});

describe('the tray', () => {
  const model = { language: null, person: 'Ada', anyOpen: true, recent: [{ id: 'i', fieldId: 'f', name: 'OpenAI' }] };

  it('copies again where the menu is nobody else’s', () => {
    expect(trayMenu(model, 'en', false)).toContainEqual({ label: 'OpenAI', action: { type: 'copy', id: 'i', fieldId: 'f' } });
    expect(trayMenu(model, 'en', true)).toContainEqual({ label: 'OpenAI', action: { type: 'show', id: 'i' } });
  });

  it('has an icon that is seen: corners clear, the hub white, the door coloured', () => {
    const size = 48;
    const icon = trayIcon(size, 'argb');
    const at = (x: number, y: number): number[] => [...icon.subarray((y * size + x) * 4, (y * size + x) * 4 + 4)];
    expect([at(0, 0)[0], at(24, 24), at(4, 24)]).toEqual([0, [255, 255, 255, 255], [255, 0x20, 0x6e, 0x73]]);
  });
});

describe('the language of the system', () => {
  it.each([
    [{ LANG: 'de_DE.UTF-8' }, 'de'],
    [{ LANG: 'de' }, 'de'],
    [{ LANG: 'de_DE.UTF-8', LC_ALL: 'en_GB.UTF-8' }, 'en'],
    [{ LANG: 'fr_FR.UTF-8' }, 'en'],
  ] as const)('of %j is %s', (env, language) => expect(systemLanguage(env, 'en')).toBe(language));
  it('is that of the locale where nothing is set', () => expect(systemLanguage({}, 'de-AT')).toBe('de'));
});
