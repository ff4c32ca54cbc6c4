import type { DesktopSurface } from '../host.ts';
import { createBusNotices } from './dbus/bus-notices.ts';
import { createBusTray } from './dbus/bus-tray.ts';
import type { KeptBus } from './dbus/kept-bus.ts';
import { desktopTexts } from './desktop-texts.ts';
import { noDesktop } from './no-desktop.ts';
import { type Language, systemLanguage } from './system-language.ts';
import { type TrayAction, trayMenu, trayTitle } from './tray-menu.ts';

/** What the window's host does itself. */
export interface HostActions {
  /** Brings the window before everything else. */
  raise(): void;
  quit(): void;
  /** A link to an item, as if it had been clicked somewhere. */
  openLink(url: string): void;
}

/** The desktop around a window that isn't the system's own to us: a browser's, on Linux. No dialogs, and nothing that keeps it from being recorded. */
export function createLinuxDesktop(session: KeptBus, actions: HostActions, language: Language = systemLanguage()): DesktopSurface {
  const notices = createBusNotices(session, actions.raise);
  let choose: Parameters<DesktopSurface['showTray']>[1] = () => undefined;
  const tray = createBusTray(session, (action) => act(action, actions, (choice) => choose(choice)));
  return {
    ...noDesktop,
    notify: (title, body) => notices.show(title, body, desktopTexts[language].openAction),
    notifyDiscreetly(told) {
      const texts = desktopTexts[told ?? language];
      notices.show('Strongroom', texts.somethingNew, texts.openAction);
    },
    withdrawNotices: notices.withdraw,
    showTray(model, choosing) {
      choose = choosing;
      tray.show(trayTitle(model, language), trayMenu(model, language, true));
    },
  };
}

/** Does what the tray asks of the host, and hands on what is main's. */
export function act(action: TrayAction, actions: HostActions, choose: Parameters<DesktopSurface['showTray']>[1]): void {
  switch (action.type) {
    case 'open':
      return actions.raise();
    case 'quit':
      return actions.quit();
    case 'show':
      return actions.openLink(`strongroom://item/${encodeURIComponent(action.id)}`);
    case 'handOver':
      actions.raise();
      return choose(action);
    default:
      return choose(action);
  }
}
