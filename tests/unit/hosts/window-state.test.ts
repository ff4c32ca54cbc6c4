import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createWindowStateFile, onScreens } from '../../../src-main/hosts/window-state.ts';
import { temporaryDirectory } from '../../helpers/temporary-directory.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1080 };
const left = { x: 100, y: 80, width: 1400, height: 900, maximised: false };
const first = { x: null, y: null, width: 1280, height: 800, maximised: false };

describe('how the window was left', () => {
  it('is kept over a restart, for this login alone and nothing beside it', () => {
    const directory = temporaryDirectory();
    createWindowStateFile(directory).write({ ...left, maximised: true });
    expect(createWindowStateFile(directory).read([screen])).toEqual({ ...left, maximised: true });
    expect(statSync(join(directory, 'window.json')).mode & 0o777).toBe(0o600);
    expect(readdirSync(directory)).toEqual(['window.json']);
  });

  it.each([
    '',
    '{',
    'null',
    '{"x":1}',
    '{"x":"1","y":0,"width":1,"height":1,"maximised":false}',
    `{"x":1e99,"y":0,"width":9,"height":9,"maximised":false}`,
  ])('is forgotten where the file is damaged: %s', (text) => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, 'window.json'), text);
    expect(createWindowStateFile(directory).read([screen])).toEqual(first);
  });

  it('costs nothing where it can not be written', () => {
    const directory = temporaryDirectory();
    mkdirSync(join(directory, 'window.json', 'in the way'), { recursive: true });
    createWindowStateFile(directory).write(left);
    expect(readdirSync(directory)).toEqual(['window.json']);
  });

  it('is written once for one state, and never as nonsense', () => {
    const directory = temporaryDirectory();
    const file = createWindowStateFile(directory);
    file.write(left);
    const at = statSync(join(directory, 'window.json')).ino;
    file.write(left);
    file.write({ ...left, width: 0.5 });
    expect(statSync(join(directory, 'window.json')).ino).toBe(at);
    expect(JSON.parse(readFileSync(join(directory, 'window.json'), 'utf8'))).toEqual(left);
  });
});

describe('a window on the screens that there are', () => {
  it('stands where it stood', () => expect(onScreens(left, [screen])).toEqual(left));

  it('is no smaller than it works and no larger than its screen', () => {
    expect(onScreens({ ...left, width: 200, height: 100 }, [screen])).toMatchObject({ width: 900, height: 600 });
    expect(onScreens({ ...left, width: 5000, height: 5000 }, [screen])).toEqual({ ...left, x: 0, y: 0, width: 1920, height: 1080 });
  });

  it('comes back in where it hangs out, and is the system’s to place where its screen has gone', () => {
    expect(onScreens({ ...left, x: 1700 }, [screen])).toMatchObject({ x: 520, y: 80 });
    expect(onScreens({ ...left, x: 3000 }, [screen])).toMatchObject({ x: null, y: null, width: 1400 });
    expect(onScreens({ ...left, y: -500 }, [screen])).toMatchObject({ x: null, y: null });
    expect(onScreens({ ...left, x: 2000 }, [screen, { ...screen, x: 1920 }])).toMatchObject({ x: 2000, y: 80 });
  });

  it('keeps its place where nobody knows of screens', () => expect(onScreens({ ...left, width: 10 }, [])).toEqual({ ...left, width: 900 }));
});
