import { trayIcon } from '../tray-icon.ts';
import type { TrayAction, TrayLine } from '../tray-menu.ts';
import type { Answer, Bus } from './bus.ts';
import type { KeptBus } from './kept-bus.ts';
import type { Message } from './message.ts';
import type { Variant } from './signature.ts';
import { answerMenu, answerProperties, menuInterface, menuPath, nothing, type ShownMenu } from './tray-object.ts';

const itemPath = '/StatusNotifierItem';
const itemInterface = 'org.kde.StatusNotifierItem';
const watcher = {
  destination: 'org.kde.StatusNotifierWatcher',
  path: '/StatusNotifierWatcher',
  interface: 'org.kde.StatusNotifierWatcher',
} as const;
const iconSizes = [22, 48];

export interface BusTray {
  show(title: string, lines: readonly TrayLine[]): void;
}

/** The tray of a Linux desktop (StatusNotifierItem, with its menu by dbusmenu); none where nobody shows such items. */
export function createBusTray(kept: KeptBus, choose: (action: TrayAction) => void): BusTray {
  let title = 'Strongroom';
  let menu: ShownMenu = { lines: [], revision: 1 };
  const pixmaps = iconSizes.map((size) => [size, size, trayIcon(size, 'argb')]);

  const itemProperties = (): [string, Variant][] => [
    ['Category', { signature: 's', value: 'ApplicationStatus' }],
    ['Id', { signature: 's', value: 'strongroom' }],
    ['Title', { signature: 's', value: title }],
    ['Status', { signature: 's', value: 'Active' }],
    ['WindowId', { signature: 'i', value: 0 }],
    ['IconName', { signature: 's', value: '' }],
    ['IconPixmap', { signature: 'a(iiay)', value: pixmaps }],
    ['ToolTip', { signature: '(sa(iiay)ss)', value: ['', [], title, ''] }],
    ['ItemIsMenu', { signature: 'b', value: false }],
    ['Menu', { signature: 'o', value: menuPath }],
  ];

  function answerItem(call: Message): Answer | null {
    if (call.interface !== itemInterface) return answerProperties(call, itemProperties);
    if (call.member === 'Activate' || call.member === 'SecondaryActivate') choose({ type: 'open' });
    // The desktop draws the menu from ours.
    else if (call.member !== 'ContextMenu' && call.member !== 'Scroll') return null;
    return nothing;
  }

  kept.use(async (bus: Bus) => {
    bus.serve(itemPath, answerItem);
    bus.serve(menuPath, (call) => answerMenu(call, menu, choose));
    const name = `${itemInterface}-${process.pid}-1`;
    await bus.requestName(name);
    await bus.onOwner(watcher.destination, (owner) => {
      if (owner === null) return;
      void bus.call({ ...watcher, member: 'RegisterStatusNotifierItem' }, 's', [name]).catch(() => undefined);
    });
  });

  return {
    show(newTitle, lines) {
      title = newTitle;
      menu = { lines, revision: menu.revision + 1 };
      const bus = kept.now();
      if (bus === null) return;
      bus.signal({ path: menuPath, interface: menuInterface, member: 'LayoutUpdated' }, 'ui', [menu.revision, 0]);
      for (const member of ['NewTitle', 'NewToolTip']) bus.signal({ path: itemPath, interface: itemInterface, member });
    },
  };
}
