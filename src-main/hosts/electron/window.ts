import { BrowserWindow, protocol, screen, session, type WebContents } from 'electron';
import type { ContentFile } from '../window-content.ts';
import { smallestWindow, type WindowStateFile } from '../window-state.ts';

const scheme = 'strongroom-app';
/** SECURITY: not `persist:`, so cache, storage and the like are kept in memory alone. */
const partition = 'strongroom';
export const origin = `${scheme}://window`;

/** Must run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true } }]);
}

/** SECURITY: the only answers that exist are the files of our bundle; every other request, permission and download is refused. */
export function serveContent(content: ReadonlyMap<string, ContentFile>): void {
  const ours = session.fromPartition(partition, { cache: false });
  ours.protocol.handle(scheme, (request) => {
    const url = URL.parse(request.url);
    const file = url !== null && url.href.startsWith(`${origin}/`) && request.method === 'GET' ? content.get(url.pathname) : undefined;
    return file === undefined
      ? new Response(null, { status: 404 })
      : new Response(new Uint8Array(file.body), { headers: { ...file.headers } });
  });
  ours.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !url.startsWith(`${origin}/`) && !url.startsWith('devtools://') }));
  ours.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  ours.setPermissionCheckHandler(() => false);
  ours.setDevicePermissionHandler(() => false);
  ours.on('will-download', (event) => event.preventDefault());
}

/** SECURITY: no page of ours ever leads anywhere else. */
export function confine(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

const settledMilliseconds = 500;

/** Keeps in `file` how the window is left. */
function rememberBounds(window: BrowserWindow, file: WindowStateFile): void {
  let timer: NodeJS.Timeout | undefined;
  const save = (): void => {
    clearTimeout(timer);
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return;
    file.write({ ...window.getNormalBounds(), maximised: window.isMaximized() });
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(save, settledMilliseconds);
  };
  // One by one: the types of Electron know each event by its own name.
  window.on('resize', soon);
  window.on('move', soon);
  window.on('maximize', soon);
  window.on('unmaximize', soon);
  window.on('close', save);
}

/** `preload` is a file path. */
export function createWindow(preload: string, file: WindowStateFile): BrowserWindow {
  const { x, y, width, height, maximised } = file.read(screen.getAllDisplays().map(({ workArea }) => workArea));
  const window = new BrowserWindow({
    ...{ width, height },
    ...(x === null || y === null ? {} : { x, y }),
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    autoHideMenuBar: true,
    show: false,
    title: 'Strongroom',
    webPreferences: {
      preload,
      partition,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: false,
      // A date is laid out in the language of the window, not in that of the system.
      enableBlinkFeatures: 'LangAttributeAwareFormControlUI',
    },
  });
  // SECURITY: until somebody has said that it may be recorded.
  window.setContentProtection(true);
  if (maximised) window.maximize();
  rememberBounds(window, file);
  window.once('ready-to-show', () => window.show());
  return window;
}

/** Above everything for as long as a program waits for an answer, without taking the keyboard from whoever types elsewhere. */
export function drawAttention(window: BrowserWindow, wanted: boolean): void {
  window.setAlwaysOnTop(wanted);
  window.flashFrame(wanted);
  if (wanted && window.isMinimized()) window.restore();
  if (wanted) window.showInactive();
}
