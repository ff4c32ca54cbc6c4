import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { agentPlaces } from '../../src-main/agent/places.ts';
import { AgentClient } from '../helpers/agent-client.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { commandLine, hasVirtualDisplay, processesIn, start, virtualDisplay } from './started.ts';

const patience = { timeout: 30_000 };

describe.runIf(hasVirtualDisplay)('the app as npm start opens it', () => {
  it('opens, lets a second start raise it, and closes in order on SIGTERM', async () => {
    const home = temporaryDirectory();
    const env = { DISPLAY: await virtualDisplay() };
    const first = start('chromium.js', home, env);
    await first.says('Strongroom is open.');
    const data = join(home, '.local', 'share', 'strongroom');
    expect(existsSync(join(data, 'instance.sock'))).toBe(true);

    const second = start('chromium.js', home, env);
    await second.says('already running; its window was raised');
    expect(await second.exit).toBe(0);

    // As a terminal does it: the signal comes more than once.
    first.child.kill('SIGTERM');
    first.child.kill('SIGTERM');
    expect(await first.exit).toBe(0);
    expect(existsSync(join(data, 'instance.sock'))).toBe(false);
    await expect.poll(() => processesIn(first.temporary), patience).toEqual([]);
    expect(readdirSync(first.temporary)).toEqual([]);
  });

  it('opens a link in the window that runs already, and remembers how that was left', async () => {
    const home = temporaryDirectory();
    const env = { DISPLAY: await virtualDisplay() };
    const data = join(home, '.local', 'share', 'strongroom');
    mkdirSync(data, { recursive: true, mode: 0o700 });
    writeFileSync(join(data, 'window.json'), JSON.stringify({ x: 5000, y: 5000, width: 1000, height: 700, maximised: false }));
    const first = start('chromium.js', home, env, 'strongroom://values/x');
    await first.says('Strongroom is open.');
    const log = (): string => readFileSync(join(data, 'logs', 'strongroom.log'), 'utf8');
    await expect.poll(log, patience).toContain('notAnItem');

    const second = start('chromium.js', home, env, 'strongroom://item/a%0Ab');
    await second.says('already running; its window was raised');
    expect(await second.exit).toBe(0);
    await expect.poll(log, patience).toContain('notPlain');
    expect(log()).not.toContain('a%0Ab');

    // It stood on a screen that has gone.
    const state = (): { x: number; y: number; width: number } => JSON.parse(readFileSync(join(data, 'window.json'), 'utf8'));
    await expect.poll(() => state().x, patience).toBeLessThan(1400);
    expect(state().y).toBeLessThan(900);
    expect(state().width).toBe(1000);
    expect(statSync(join(data, 'window.json')).mode & 0o777).toBe(0o600);
    first.child.kill('SIGTERM');
    expect(await first.exit).toBe(0);
  });

  it('fills a demo, prints its passwords and leaves nothing of it behind', async () => {
    const home = temporaryDirectory();
    const demo = start('chromium.js', home, { DISPLAY: await virtualDisplay() }, '--demo');
    await demo.says('Strongroom is open.');
    expect(demo.lines.filter((line) => line.includes('password: '))).toHaveLength(3);
    demo.child.kill('SIGINT');
    expect(await demo.exit).toBe(0);
    expect(existsSync(join(home, '.local'))).toBe(false);
    await expect.poll(() => readdirSync(demo.temporary), patience).toEqual([]);
  });

  it('takes its browser along when it is killed', async () => {
    const home = temporaryDirectory();
    const app = start('chromium.js', home, { DISPLAY: await virtualDisplay() });
    await app.says('Strongroom is open.');
    expect(processesIn(app.temporary).length).toBeGreaterThan(0);
    app.child.kill('SIGKILL');
    await app.exit;
    await expect.poll(() => processesIn(app.temporary), patience).toEqual([]);
  });

  it("prints through the system's dialog: the browser's preview is a page that is refused", async () => {
    const home = temporaryDirectory();
    const app = start('chromium.js', home, { DISPLAY: await virtualDisplay() });
    await app.says('Strongroom is open.');
    expect(processesIn(app.temporary).map(commandLine).join('\n')).toContain('--disable-print-preview');
    app.child.kill('SIGTERM');
    expect(await app.exit).toBe(0);
  });

  it('says in a sentence that there is no browser', async () => {
    const home = temporaryDirectory();
    const app = start('chromium.js', home, { DISPLAY: ':0', STRONGROOM_BROWSER: '/nowhere/chromium' });
    expect(await app.exit).toBe(1);
    expect(app.lines.at(-1)).toMatch(/^Strongroom could not open its window: .*\.$/);
    expect(readdirSync(app.temporary)).toEqual([]);
  });
});

describe('the headless host', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'tells where it stands and where it listens, answers there, and ends on %s',
    async (signal) => {
      const home = temporaryDirectory();
      const data = join(home, 'data');
      const app = start('headless.js', home, { STRONGROOM_HOME: data });
      await app.says('Ctrl+C ends it.');
      const said = app.lines.join('\n');
      expect(said).toContain(`headless. Data: ${data}. State: firstRun`);
      const places = agentPlaces({ STRONGROOM_HOME: data }, process.platform, data);
      expect(said).toContain(`listens at ${places.socket}. In another terminal: STRONGROOM_HOME='${data}' strongroom init`);
      const client = await AgentClient.greeted(places);
      expect(await client.call('app.status')).toMatchObject({ ok: true, value: { phase: 'firstRun' } });
      // As a terminal does it: the signal comes more than once.
      app.child.kill(signal);
      app.child.kill(signal);
      expect(await app.exit).toBe(0);
      await client.closed;
      expect(readdirSync(join(data, 'run')).filter((name) => name !== 'agent.lock')).toEqual([]);
    },
  );

  it('fills a demo whose socket lies with it, and leaves nothing behind', async () => {
    const app = start('headless.js', temporaryDirectory(), {}, '--demo');
    await app.says('Ctrl+C ends it.');
    expect(app.lines.filter((line) => line.includes('password: '))).toHaveLength(3);
    app.child.kill('SIGTERM');
    expect(await app.exit).toBe(0);
    expect(readdirSync(app.temporary)).toEqual([]);
  });

  it('ends with code 1 where it can open no socket', async () => {
    const home = temporaryDirectory();
    mkdirSync(join(home, 'run'), { mode: 0o755 });
    const app = start('headless.js', home, { STRONGROOM_HOME: home });
    await app.says("Programs can't reach it: notWritable.");
    expect(await app.exit).toBe(1);
  });

  it('holds its data directory against a second one, which ends with code 1', async () => {
    const home = temporaryDirectory();
    const first = start('headless.js', home, {});
    await first.says('State: firstRun');
    const second = start('headless.js', home, {});
    await second.says('State: databaseInUse');
    expect(await second.exit).toBe(1);
    first.child.kill('SIGTERM');
    expect(await first.exit).toBe(0);
  });
});

describe('seeding and resetting a data directory', () => {
  it('does nothing without being asked in a terminal or told --yes', async () => {
    const home = temporaryDirectory();
    const data = join(home, 'data');
    const asked = start('seed.js', home, {}, 'seed', '--data', data);
    expect(await asked.exit).toBe(1);
    expect(asked.lines.join('\n')).toContain('Nothing was done');
    expect(existsSync(data)).toBe(false);
  });

  it.each([[['--data']], [['--data', '--yes']], [['--dta', 'x']]])('says in one sentence how it is used (%j)', async (args) => {
    const asked = start('seed.js', temporaryDirectory(), {}, 'seed', ...args);
    expect(await asked.exit).toBe(2);
    expect(asked.lines).toHaveLength(1);
    expect(asked.lines[0]).toContain('npm run db:seed');
  });

  it('seeds an empty directory, refuses one that is not, and deletes only what is ours', async () => {
    const home = temporaryDirectory();
    const data = join(home, 'data');
    const seeded = start('seed.js', home, {}, 'seed', '--yes', '--data', data);
    expect(await seeded.exit).toBe(0);
    expect(seeded.lines.filter((line) => line.includes('password: '))).toHaveLength(3);
    expect(seeded.lines.at(-1)).toBe(`Open it with: STRONGROOM_HOME=${data} npm start`);

    const again = start('seed.js', home, {}, 'seed', '--yes', '--data', data);
    expect(await again.exit).toBe(1);
    expect(again.lines.join('\n')).toContain('already holds an installation');

    const { writeFileSync } = await import('node:fs');
    writeFileSync(join(data, 'mine.txt'), 'not yours');
    const reset = start('seed.js', home, {}, 'reset', '--yes', '--data', data);
    expect(await reset.exit).toBe(0);
    expect(readdirSync(data)).toEqual(['mine.txt']);
  });

  it('refuses to reset what a running app holds', async () => {
    const home = temporaryDirectory();
    const data = join(home, 'data');
    const app = start('headless.js', home, { STRONGROOM_HOME: data });
    await app.says('State: firstRun');
    const reset = start('seed.js', home, {}, 'reset', '--yes', '--data', data);
    expect(await reset.exit).toBe(1);
    expect(reset.lines.join('\n')).toContain('is open in a running Strongroom');
    expect(existsSync(join(data, 'strongroom.db'))).toBe(true);
  });
});
