import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../../helpers/temporary-directory.ts';

const read = (file: string): string => readFileSync(file, 'utf8');
const root = join(import.meta.dirname, '..', '..', '..');

/** Runs the bootstrap in a folder, with nothing of this environment but the path. */
function bootstrap(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return spawnSync(process.execPath, [join(folder, 'bin', 'bootstrap.mjs'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ...env },
  });
}

/** A copy of the bootstrap that has nothing to install with: npm leaves a mark instead. */
function bareClone(npmExitCode: number) {
  const folder = temporaryDirectory();
  cpSync(join(root, 'bin'), join(folder, 'bin'), { recursive: true });
  for (const part of ['src-main', 'src-shared', 'src-renderer', 'migrations', 'node_modules', 'fake']) mkdirSync(join(folder, part));
  for (const file of ['package-lock.json', 'vite.config.ts']) writeFileSync(join(folder, file), '{}');
  writeFileSync(join(folder, 'fake', 'npm'), `#!/bin/sh\necho "npm $1" >> "$MARK"\nexit ${npmExitCode}\n`, { mode: 0o755 });
  writeFileSync(join(folder, 'bin', 'check.mjs'), 'process.exit(7);\n');
  const mark = join(folder, 'mark');
  const env = { MARK: mark, PATH: `${join(folder, 'fake')}:/usr/bin:/bin` };
  return { folder, mark, env, check: () => bootstrap(folder, ['check'], env) };
}

describe('the bootstrap', () => {
  it('names its tasks when it is asked for another one', () => {
    const { status, stderr } = bootstrap(root, ['strat']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^Unknown task "strat"\. Known: start, /);
  });

  it.runIf(process.platform === 'linux')('runs the agent where there is no display, says so, and passes on options and exit code', () => {
    const { folder, env } = bareClone(0);
    const scripts = {
      'node_modules/vite/bin/vite.js': '',
      'dist/main/headless.js': 'console.log(process.argv.slice(2)); process.exit(9);',
    };
    for (const [path, script] of Object.entries(scripts)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), script);
    }
    const { status, stderr, stdout } = bootstrap(folder, ['start', '--demo'], env);
    expect([status, stderr]).toEqual([9, '']);
    expect(stdout).toContain('There is no display here: Strongroom runs without a window');
    expect(stdout).toContain("[ '--demo' ]");
  });

  it.each(['start', 'headless'])('%s refuses an option that there is not, and says which there are', (task) => {
    const { status, stderr, stdout } = bootstrap(root, [task, '--demo', '--dmeo']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^Strongroom doesn't know --dmeo\.\n\nUsage: npm start/);
    expect(stdout).toBe('');
  });

  it('shows its usage when it is asked for it, without a display', () => {
    const { status, stderr, stdout } = bootstrap(root, ['start', '--help']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Usage: npm start[^]*--demo[^]*npm run headless/);
    expect(stderr).toBe('');
  });

  it('installs once per lockfile, and passes on the exit code', () => {
    const { folder, mark, check } = bareClone(0);
    expect(check().status).toBe(7);
    expect(check().status).toBe(7);
    expect(read(mark)).toBe('npm ci\n');
    writeFileSync(join(folder, 'package-lock.json'), '{"changed":true}');
    expect(check().status).toBe(7);
    expect(read(mark)).toBe('npm ci\nnpm ci\n');
  });

  it('stops where the installation fails, and tries again next time', () => {
    const { mark, check } = bareClone(1);
    const { status, stderr } = check();
    expect(status).toBe(1);
    expect(stderr).toContain('npm ci failed');
    expect(check().status).toBe(1);
    expect(read(mark)).toBe('npm ci\nnpm ci\n');
  });
});
