import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
  return { folder, mark, check: () => bootstrap(folder, ['check'], env) };
}

describe('the bootstrap', () => {
  it('names its tasks when it is asked for another one', () => {
    const { status, stderr } = bootstrap(root, ['strat']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^Unknown task "strat"\. Known: start, /);
  });

  it.runIf(process.platform === 'linux')('says what to do where there is no display, and does nothing else', () => {
    const { status, stderr, stdout } = bootstrap(root, ['start']);
    expect(status).toBe(1);
    expect(stderr).toContain('npm run headless');
    expect(stderr).toContain('xvfb-run npm start');
    expect(stdout).toBe('');
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
