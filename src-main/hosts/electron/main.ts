import { windowClient } from '../../../src-shared/models.ts';
import { app as electron, type BrowserWindow, ipcMain, powerMonitor } from 'electron';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type App, createApp } from '../../app.ts';
import type { Sender } from '../../host.ts';
import { agentHost } from '../agent-host.ts';
import { questionsIn } from '../attention.ts';
import { seedDemo } from '../demo.ts';
import { type Launch, partsOf, readLaunch } from '../launch.ts';
import { createNodeHost } from '../node-host.ts';
import { loadContent } from '../window-content.ts';
import { createElectronClipboard } from './electron-clipboard.ts';
import { forkElectronKeeper } from './electron-keeper-channel.ts';
import { forkElectronParser } from './electron-parser-channel.ts';
import { confine, createWindow, drawAttention, origin, registerScheme, serveContent } from './window.ts';

const part = partsOf(import.meta.url);

async function open(launch: Launch): Promise<{ app: App; window: BrowserWindow }> {
  const keeperEntry = part('./keeper.js');
  const parserEntry = part('./parser.js');
  const host = {
    ...createNodeHost({
      ...launch,
      agent: agentHost(launch, part('../../')),
      clipboard: createElectronClipboard(),
      keeperEntry,
      parserEntry,
    }),
    exportsDirectory: electron.getPath('downloads'),
    forkKeeper: () => forkElectronKeeper(fileURLToPath(keeperEntry)),
    forkParser: () => forkElectronParser(fileURLToPath(parserEntry)),
  };
  const app = await createApp(host);
  if (launch.demo) await seedDemo(app, (line) => console.log(line));
  serveContent(loadContent(fileURLToPath(part('../renderer'))));
  const window = createWindow(fileURLToPath(part('../preload/preload.cjs')));
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
  await window.loadURL(`${origin}/`);
  return { app, window };
}

async function start(launch: Launch): Promise<void> {
  await electron.whenReady();
  const { app, window } = await open(launch);
  electron.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  electron.on('window-all-closed', () => electron.quit());
  let closed = false;
  // Whichever way it ends, everyone is locked and the clipboard cleared before the process goes.
  electron.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void app.close().finally(() => {
      closed = true;
      launch.cleanUp();
      electron.quit();
    });
  });
}

// Electron's own switches stand among the arguments; only ours are read.
const launch = readLaunch(
  import.meta.url,
  process.argv.filter((argument) => argument === '--demo'),
);
// One instance per data directory: the lock lies where Electron keeps what is its own.
electron.setPath('userData', join(launch.dataDirectory, 'electron'));
// SECURITY: one window; a second start raises the first one's.
if (electron.requestSingleInstanceLock()) {
  registerScheme();
  electron.enableSandbox();
  electron.on('web-contents-created', (_event, contents) => confine(contents));
  await start(launch);
} else {
  launch.cleanUp();
  electron.quit();
}
