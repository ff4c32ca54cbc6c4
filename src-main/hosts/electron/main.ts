import { windowClient } from '../../../src-shared/models.ts';
import { app as electron, type BrowserWindow, ipcMain, powerMonitor } from 'electron';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type App, createApp } from '../../app.ts';
import type { Sender } from '../../host.ts';
import { agentHost } from '../agent-host.ts';
import { questionsIn } from '../attention.ts';
import { seedDemo } from '../demo.ts';
import { guard, keepBuses } from '../guard.ts';
import { beforeLink, linkIn } from '../link-argument.ts';
import type { HostActions } from '../linux-desktop.ts';
import { type Launch, partsOf, readLaunch } from '../launch.ts';
import { createNodeHost, systemClock } from '../node-host.ts';
import { systemLanguage } from '../system-language.ts';
import { loadContent } from '../window-content.ts';
import { createWindowStateFile } from '../window-state.ts';
import { createElectronClipboard } from './electron-clipboard.ts';
import { createElectronDesktop } from './electron-desktop.ts';
import { forkElectronKeeper } from './electron-keeper-channel.ts';
import { forkElectronParser } from './electron-parser-channel.ts';
import { setMenus } from './menu.ts';
import { confine, createWindow, drawAttention, origin, registerScheme, serveContent } from './window.ts';

const part = partsOf(import.meta.url);

async function open(launch: Launch): Promise<{ app: App; actions: HostActions; stop: () => void }> {
  let opened: { readonly app: App; readonly window: BrowserWindow } | null = null;
  const actions: HostActions = {
    raise: () => {
      if (opened !== null && !opened.window.isDestroyed()) raise(opened.window);
    },
    quit: () => electron.quit(),
    openLink: (url) => {
      if (opened?.app.openLink(url) === true) actions.raise();
    },
  };
  const language = systemLanguage(process.env, electron.getLocale());
  const downloads = electron.getPath('downloads');
  const keeperEntry = part('./keeper.js');
  const parserEntry = part('./parser.js');
  const host = {
    ...createNodeHost({
      ...launch,
      agent: agentHost(launch, part('../../')),
      clipboard: createElectronClipboard(),
      desktop: () => createElectronDesktop({ window: () => opened?.window ?? null, actions, language, downloads }),
      keeperEntry,
      parserEntry,
    }),
    exportsDirectory: downloads,
    forkKeeper: () => forkElectronKeeper(fileURLToPath(keeperEntry)),
    forkParser: () => forkElectronParser(fileURLToPath(parserEntry)),
  };
  const app = await createApp(host);
  if (launch.demo) await seedDemo(app, (line) => console.log(line));
  serveContent(loadContent(fileURLToPath(part('../renderer'))));
  const window = createWindow(fileURLToPath(part('../preload/preload.cjs')), createWindowStateFile(launch.dataDirectory));
  opened = { app, window };
  const sender: Sender = {
    kind: 'desktop',
    client: windowClient,
    push: (event, payload) => {
      if (window.isDestroyed()) return;
      window.webContents.send('strongroom', event, payload);
      const questions = questionsIn(event, payload);
      if (questions !== null) drawAttention(window, questions > 0);
    },
    reset: () => {
      // SECURITY: a navigation; a reload would bring back what was typed into fields.
      if (!window.isDestroyed()) void window.loadURL(`${origin}/`).then(() => window.webContents.navigationHistory.clear());
    },
  };
  setMenus(language, (command) => sender.push('command.asked', { command }));
  app.attach(sender);
  ipcMain.handle('strongroom', (event, channel: unknown, payload: unknown) => {
    // SECURITY: only the main frame of our own page; the router knows nobody else.
    const ours = event.senderFrame !== null && event.senderFrame === window.webContents.mainFrame && event.senderFrame.origin === origin;
    return ours ? app.call(sender, String(channel), payload) : { ok: false, error: { code: 'unknownSender' } };
  });
  window.webContents.on('render-process-gone', () => {
    host.log('window.crashed');
    void app.call(sender, 'session.lock', undefined).then(() => window.loadURL(`${origin}/`));
  });
  powerMonitor.on('suspend', () => void app.system('suspend'));
  powerMonitor.on('lock-screen', () => void app.system('screenLock'));
  // Electron hears of neither on Linux when the screen is locked; the clock it watches nowhere.
  const buses = keepBuses(host);
  const stopWatching = guard(app, systemClock, buses);
  await window.loadURL(`${origin}/`);
  const stop = (): void => {
    stopWatching();
    buses.stop();
  };
  return { app, actions, stop };
}

function raise(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

async function start(launch: Launch): Promise<void> {
  // macOS hands links over by this event, the one that started the app before there is a window.
  let early = launch.link;
  let openLink = (url: string): void => {
    early = url;
  };
  electron.on('open-url', (event, url) => {
    event.preventDefault();
    openLink(url);
  });
  await electron.whenReady();
  const { app, actions, stop } = await open(launch);
  openLink = actions.openLink;
  if (early !== null) actions.openLink(early);
  electron.on('second-instance', (_event, args) => {
    const link = linkIn(args);
    if (link === null) actions.raise();
    else actions.openLink(link);
  });
  electron.on('window-all-closed', () => electron.quit());
  let closed = false;
  // Whichever way it ends, everyone is locked and the clipboard cleared before the process goes.
  electron.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    stop();
    void app.close().finally(() => {
      closed = true;
      launch.cleanUp();
      electron.quit();
    });
  });
}

// Electron's own switches stand among the arguments; only ours are read.
const launch = readLaunch(import.meta.url, [
  ...(beforeLink(process.argv).includes('--demo') ? ['--demo'] : []),
  ...[linkIn(process.argv) ?? []].flat(),
]);
// One instance per data directory: the lock lies where Electron keeps what is its own.
electron.setPath('userData', join(launch.dataDirectory, 'electron'));
// SECURITY: one window; a second start raises the first one's.
if (electron.requestSingleInstanceLock()) {
  registerScheme();
  // A demo's is a place of its own, which no link means.
  // SECURITY: Windows writes the link into the command line behind these; after `--` nothing of it is a switch of Chromium or Node.
  const beforeTheLink = [...(process.defaultApp ? [fileURLToPath(part('../../'))] : []), '--'];
  if (!launch.demo) electron.setAsDefaultProtocolClient('strongroom', process.execPath, beforeTheLink);
  electron.enableSandbox();
  electron.on('web-contents-created', (_event, contents) => confine(contents));
  await start(launch);
} else {
  launch.cleanUp();
  electron.quit();
}
