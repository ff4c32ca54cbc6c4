import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataDirectory, exportsDirectory, suggestedEmail } from '../../../src-main/hosts/places.ts';
import { temporaryDirectory } from '../../helpers/temporary-directory.ts';

describe('the data directory', () => {
  it('is what STRONGROOM_HOME says, on every platform', () => {
    const env = { STRONGROOM_HOME: '/srv/strongroom', XDG_DATA_HOME: '/data', LOCALAPPDATA: 'C:\\Local' };
    for (const platform of ['linux', 'darwin', 'win32'] as const) expect(dataDirectory(env, platform, '/home/ada')).toBe('/srv/strongroom');
  });

  it('follows XDG on Linux and falls back to ~/.local/share', () => {
    expect(dataDirectory({ XDG_DATA_HOME: '/data' }, 'linux', '/home/ada')).toBe('/data/strongroom');
    expect(dataDirectory({ XDG_DATA_HOME: '' }, 'linux', '/home/ada')).toBe('/home/ada/.local/share/strongroom');
    expect(dataDirectory({}, 'linux', '/home/ada')).toBe('/home/ada/.local/share/strongroom');
  });

  it('is where macOS and Windows keep such things', () => {
    expect(dataDirectory({}, 'darwin', '/Users/ada')).toBe('/Users/ada/Library/Application Support/Strongroom');
    expect(dataDirectory({ LOCALAPPDATA: '/local' }, 'win32', '/users/ada')).toBe('/local/Strongroom');
    expect(dataDirectory({}, 'win32', '/users/ada')).toBe('/users/ada/AppData/Local/Strongroom');
  });
});

describe('the place for files that a person asks for', () => {
  it('is what XDG_DOWNLOAD_DIR says, where that is a whole path', () => {
    const home = temporaryDirectory();
    expect(exportsDirectory({ XDG_DOWNLOAD_DIR: '/srv/files' }, home)).toBe('/srv/files');
    for (const said of ['', 'files']) expect(exportsDirectory({ XDG_DOWNLOAD_DIR: said }, home)).toBe(home);
  });

  it('is Downloads where there is one, else the home directory', () => {
    const home = temporaryDirectory();
    expect(exportsDirectory({}, home)).toBe(home);
    mkdirSync(join(home, 'Downloads'));
    expect(exportsDirectory({}, home)).toBe(join(home, 'Downloads'));
  });
});

describe('the suggested address', () => {
  it('prefers our own variable and is null without one', () => {
    expect(suggestedEmail({ STRONGROOM_ADMIN_EMAIL: 'ada@example.org', ADMIN_EMAIL: 'root@example.org' })).toBe('ada@example.org');
    expect(suggestedEmail({ ADMIN_EMAIL: 'root@example.org' })).toBe('root@example.org');
    expect(suggestedEmail({})).toBeNull();
  });
});
