import {
  type BrowserWindow,
  dialog,
  Menu,
  type MenuItemConstructorOptions,
  nativeImage,
  Notification,
  type SaveDialogOptions,
  Tray,
} from 'electron';
import { basename, join } from 'node:path';
import type { DesktopSurface } from '../../host.ts';
import { desktopTexts } from '../desktop-texts.ts';
import { act, type HostActions } from '../linux-desktop.ts';
import type { Language } from '../system-language.ts';
import { trayIcon } from '../tray-icon.ts';
import { type TrayLine, trayMenu, trayTitle } from '../tray-menu.ts';

interface ElectronDesktopParts {
  readonly window: () => BrowserWindow | null;
  readonly actions: HostActions;
  readonly language: Language;
  /** Where files go that a person asks for. */
  readonly downloads: string;
}

const iconPixels = 32;
const mostShown = 50;

export function createElectronDesktop({ window, actions, language, downloads }: ElectronDesktopParts): DesktopSurface {
  const shown = new Set<Notification>();
  let tray: Tray | null = null;

  function show(title: string, body: string): void {
    if (!Notification.isSupported()) return;
    const notice = new Notification({ title, body });
    notice.on('click', () => actions.raise());
    notice.on('close', () => void shown.delete(notice));
    shown.add(notice);
    for (const oldest of [...shown].slice(0, -mostShown)) shown.delete(oldest);
    notice.show();
  }

  return {
    notify: show,
    notifyDiscreetly: (told) => show('Strongroom', desktopTexts[told ?? language].somethingNew),
    withdrawNotices() {
      for (const notice of shown) notice.close();
      shown.clear();
    },
    async saveDialog(suggested) {
      // SECURITY: a name that leads elsewhere leads nowhere.
      const defaultPath = join(downloads, basename(suggested));
      const options: SaveDialogOptions = { defaultPath, properties: ['showOverwriteConfirmation', 'createDirectory'] };
      const parent = window();
      const { canceled, filePath } = await (parent === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(parent, options));
      return canceled || filePath === '' ? null : filePath;
    },
    setCaptureProtection: (on) => window()?.setContentProtection(on),
    showTray(model, choose) {
      tray ??= createTray(actions);
      // On Linux the menu lies on the session bus, where every program of this login reads it.
      const lines = trayMenu(model, language, process.platform === 'linux');
      tray?.setToolTip(trayTitle(model, language));
      tray?.setContextMenu(Menu.buildFromTemplate(lines.map((line) => itemOf(line, (action) => act(action, actions, choose)))));
    },
  };
}

/** Null where the system has no place for it. */
function createTray(actions: HostActions): Tray | null {
  try {
    const bitmap = nativeImage.createFromBitmap(trayIcon(iconPixels, 'bgra'), { width: iconPixels, height: iconPixels, scaleFactor: 2 });
    const tray = new Tray(bitmap);
    tray.on('click', () => actions.raise());
    return tray;
  } catch {
    return null;
  }
}

function itemOf(line: TrayLine, run: (action: NonNullable<Exclude<TrayLine, 'line'>['action']>) => void): MenuItemConstructorOptions {
  if (line === 'line') return { type: 'separator' };
  const { label, action } = line;
  // An ampersand would mark a key, unless it is doubled.
  const shownLabel = label.replaceAll('&', '&&');
  return action === null ? { label: shownLabel, enabled: false } : { label: shownLabel, click: () => run(action) };
}
