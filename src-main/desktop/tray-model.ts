/** What was copied a short while ago: names, never values. */
export interface RecentCopy {
  readonly id: string;
  readonly fieldId: string;
  /** The item's name. */
  readonly name: string;
}

/** What the tray shows, in no language yet. */
export interface TrayModel {
  /** That of the person at the window; null: the system's. */
  readonly language: 'en' | 'de' | null;
  /** Who is unlocked at this window. */
  readonly person: string | null;
  /** Whether anybody's vault is open at all. */
  readonly anyOpen: boolean;
  /** Latest first; empty while nobody is unlocked here. */
  readonly recent: readonly RecentCopy[];
}

/** What is chosen there and for main to do; opening the window and quitting are the host's. */
export type TrayChoice =
  | { readonly type: 'lock' | 'lockEveryone' | 'handOver' }
  /** To be copied once more. */
  | { readonly type: 'copy'; readonly id: string; readonly fieldId: string };

export const emptyTray: TrayModel = { language: null, person: null, anyOpen: false, recent: [] };
