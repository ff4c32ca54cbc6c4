import { app as electron, type BrowserWindow, ipcMain, powerMonitor } from 'electron';
import { fileURLToPath } from 'node:url';
import { type App, createApp } from '../../app.ts';
import type { Sender } from '../../host.ts';
import { seedDemo } from '../demo.ts';
import { partsOf, type Launch, readLaunch } from '../launch.ts';
import { createNodeHost } from '../node-host.ts';
import { loadContent } from '../window-content.ts';
import { createElectronClipboard } from './electron-clipboard.ts';
import { forkElectronKeeper } from './electron-keeper-channel.ts';
import { confine, createWindow, origin, registerScheme, serveContent } from './window.ts';

const part = partsOf(import.meta.url);

async function open(launch: Launch): Promise<{ app: App; window: BrowserWindow }> {
  const keeperEntry = part('./keeper.js');
  const host = {
    ...createNodeHost({ ...launch, clipboard: createElectronClipboard(), keeperEntry }),
    forkKeeper: () => forkElectronKeeper(fileURLToPath(keeperEntry)),
  };
  const app = await createApp(host);
  if (launch.demo) await seedDemo(app, (line) => console.log(line));
  serveContent(loadContent(fileURLToPath(part('../renderer'))));
  const window = createWindow(fileURLToPath(part('../preload/preload.cjs')));
  const sender: Sender = {
    kind: 'desktop',
    client: 'Strongroom window',
    push: (event, payload) => {
      if (!window.isDestroyed()) window.webContents.send('strongroom', event, payload);
    },
    reset: () => {
      if (!window.isDestroyed()) window.webContents.reloadIgnoringCache();
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
    void app.call(sender, 'session.lock', undefined).then(() => window.webContents.reload());
  });
  powerMonitor.on('suspend', () => void app.system('suspend'));
  powerMonitor.on('lock-screen', () => void app.system('screenLock'));
  await window.loadURL(`${origin}/`);
  return { app, window };
}

// SECURITY: one window per data directory; a second start raises the first one's.
if (electron.requestSingleInstanceLock()) {
  registerScheme();
  const launch = readLaunch(import.meta.url, process.argv.slice(electron.isPackaged ? 1 : 2));
  electron.enableSandbox();
  electron.on('web-contents-created', (_event, contents) => confine(contents));
  await electron.whenReady();
  const { app, window } = await open(launch);
  electron.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  electron.on('window-all-closed', () => {
    void app.close().then(() => {
      launch.cleanUp();
      electron.quit();
    });
  });
} else {
  electron.quit();
}
