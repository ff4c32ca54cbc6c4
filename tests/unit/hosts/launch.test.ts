import { existsSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { beforeLink, linkIn } from '../../../src-main/hosts/link-argument.ts';
import { partsOf, readLaunch } from '../../../src-main/hosts/launch.ts';

/** An entry two folders below package.json, as the built ones are. */
const entry = new URL('../../../dist/main/chromium.js', import.meta.url).href;

describe('how a start was asked for', () => {
  it('uses the place of this person, and leaves it when it ends', () => {
    vi.stubEnv('STRONGROOM_HOME', '/srv/strongroom');
    const launch = readLaunch(entry, []);
    expect(launch).toMatchObject({ demo: false, dataDirectory: '/srv/strongroom', version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
    launch.cleanUp();
    vi.unstubAllEnvs();
  });

  it('takes a new directory for a demo, whatever the environment says, and removes it afterwards', () => {
    vi.stubEnv('STRONGROOM_HOME', '/srv/strongroom');
    const launch = readLaunch(entry, ['--demo']);
    expect(launch.demo).toBe(true);
    expect(launch.dataDirectory).not.toBe('/srv/strongroom');
    expect(existsSync(launch.dataDirectory)).toBe(true);
    launch.cleanUp();
    expect(existsSync(launch.dataDirectory)).toBe(false);
    vi.unstubAllEnvs();
  });

  it('finds the link that it was for, whatever else is asked', () => {
    vi.stubEnv('STRONGROOM_HOME', '/srv/strongroom');
    expect(readLaunch(entry, ['strongroom://item/OpenAI']).link).toBe('strongroom://item/OpenAI');
    expect(readLaunch(entry, []).link).toBeNull();
    vi.unstubAllEnvs();
  });

  it.each([
    [['app', '--demo'], ['app', '--demo'], null],
    [['app', 'strongroom://item/a', '--demo'], ['app'], 'strongroom://item/a'],
    [['app', '--', 'strongroom://item/a', '--demo'], ['app'], 'strongroom://item/a'],
    [['app', '--demo', '--', 'Strongroom:x'], ['app', '--demo'], 'Strongroom:x'],
  ])('takes no option out of what stands behind a link: %j', (args, before, link) => {
    expect(beforeLink(args)).toEqual(before);
    expect(linkIn(args)).toBe(link);
  });

  it('ends with a sentence on an option that there is not', () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const exit = vi.spyOn(process, 'exit').mockImplementation((code) => {
      throw new Error(`exit ${code}`);
    });
    expect(() => readLaunch(entry, ['--dmeo'])).toThrow('exit 2');
    expect(told).toHaveBeenCalledWith(expect.stringContaining('--dmeo'));
    exit.mockRestore();
    told.mockRestore();
  });

  it('finds built parts beside the entry that runs', () => {
    expect(partsOf(entry)('./keeper.js').pathname).toMatch(/dist\/main\/keeper\.js$/);
  });
});
