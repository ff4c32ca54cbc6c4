import type { Result } from '../../src-shared/errors.ts';
import type { ChannelName } from '../../src-shared/contract/index.ts';
import type { Database } from '../database/database.ts';
import type { DesktopSurface, Log, Sender } from '../host.ts';
import type { PreferencesService } from '../preferences/preferences-service.ts';
import type { SessionService } from '../session/session-service.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { ReferenceService } from '../vault/reference-service.ts';
import type { RecentCopies } from './recent-copies.ts';
import { emptyTray, type RecentCopy, type TrayChoice, type TrayModel } from './tray-model.ts';

interface FollowerParts {
  readonly surface: DesktopSurface;
  readonly sessions: SessionService;
  readonly preferences: PreferencesService;
  readonly references: ReferenceService;
  readonly recentCopies: RecentCopies;
  readonly database: Database;
  readonly log: Log;
}

/** The door that windows use: what the tray does goes through the same gates. */
export type Calling = (sender: Sender, channel: ChannelName, payload: unknown) => Promise<Result<unknown>>;

export interface WindowFollower {
  /** To be called once; nothing is shown before. */
  begin(call: Calling): void;
  /** Something that the tray shows, or that decides about it, has changed. */
  refresh(): void;
  /** Whoever stood at the window has left: what shows of them goes at once. */
  clear(): void;
}

/** Keeps what the desktop shows around the window as the window is. */
export function createWindowFollower(parts: FollowerParts): WindowFollower {
  const { surface, sessions, preferences, references, recentCopies, database, log } = parts;
  let call: Calling | null = null;
  let shown: TrayModel = emptyTray;
  let running = false;
  let again = false;

  function show(model: TrayModel, mayCapture: boolean): void {
    shown = model;
    // SECURITY: nothing may record the window unless its person has said so.
    surface.setCaptureProtection(!mayCapture);
    surface.showTray(model, (choice) => void choose(choice));
  }

  async function recentOf(vault: OpenVault): Promise<RecentCopy[]> {
    const found = await Promise.all(
      recentCopies.of(vault.ownerId).map(async ({ id, fieldId }) => {
        const item = (await references.find(vault, id)).find((one) => one.id === id);
        return item === undefined ? [] : [{ id, fieldId, name: item.name }];
      }),
    );
    return found.flat();
  }

  async function follow(): Promise<void> {
    const anyOpen = sessions.doors.owners().length > 0;
    const vault =
      sessions
        .windows()
        .map((sender) => sessions.standing(sender)?.vault ?? null)
        .find((open) => open !== null) ?? null;
    if (vault === null) return show({ ...emptyTray, anyOpen }, false);
    const { language, screenCapture } = await preferences.read(vault.ownerId);
    const person = (await database.repositories.accounts.names([vault.ownerId])).get(vault.ownerId) ?? null;
    const recent = await recentOf(vault);
    // SECURITY: closed while it was being asked: its names are nobody's any more.
    if (vault.closed) return show({ ...emptyTray, anyOpen }, false);
    show({ language: language === 'system' ? null : language, person, anyOpen, recent }, screenCapture);
  }

  async function run(): Promise<void> {
    running = true;
    do {
      again = false;
      await follow().catch(() => show(emptyTray, false));
    } while (again);
    running = false;
  }

  async function choose(choice: TrayChoice): Promise<void> {
    const sender = sessions.windows().at(-1);
    if (sender === undefined || call === null) return;
    const [channel, payload] = callOf(choice);
    const result = await call(sender, channel, payload);
    if (!result.ok) log('tray.refused', { choice: choice.type, code: result.error.code });
    // The window asks anew who is here; it wasn't the one that asked for this.
    if (choice.type !== 'copy') sender.push('session.changed', {});
  }

  function refresh(): void {
    if (call === null) return;
    again = true;
    if (!running) void run();
  }

  return {
    begin(calling) {
      call = calling;
      refresh();
    },
    refresh,
    clear() {
      surface.withdrawNotices();
      if (shown.person !== null) show({ ...emptyTray, anyOpen: shown.anyOpen }, false);
      refresh();
    },
  };
}

function callOf(choice: TrayChoice): [ChannelName, unknown] {
  switch (choice.type) {
    case 'copy':
      return ['items.copy', { id: choice.id, fieldId: choice.fieldId }];
    case 'lock':
      return ['session.lock', undefined];
    case 'lockEveryone':
      return ['session.lockEveryone', undefined];
    case 'handOver':
      return ['session.leave', { next: null }];
  }
}
