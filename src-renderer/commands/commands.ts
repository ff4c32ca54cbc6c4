import { call } from '../api.ts';
import type { TextKey } from '../i18n/use-translation.ts';
import { useAppStore } from '../stores/app-store.ts';
import { usePageStore } from '../stores/page-store.ts';
import type { Combination } from './combination.ts';

export const commandGroups = ['people', 'go', 'vault', 'item', 'help'] as const;

export interface Command {
  readonly title: TextKey;
  readonly group: (typeof commandGroups)[number];
  /** The first is the one that a person may change; the others work beside it. */
  readonly keys: readonly Combination[];
  /**
   * Where its keys work. `anywhere`: in dialogs and while typing too. `page`: outside dialogs and menus; what types a character
   * or changes text, not while typing. `part`: where that part of the page handles them itself.
   */
  readonly scope: 'anywhere' | 'page' | 'part';
  /** Its keys are those of every app; nobody changes them. */
  readonly fixed?: true;
  /** Null: whichever part of the page is there for it has said how (`useCommand`). */
  readonly run: (() => unknown) | null;
}

const page = () => usePageStore.getState();
const lock = async (channel: 'session.lock' | 'session.lockEveryone' | 'session.signOut'): Promise<void> =>
  useAppStore.getState().setSession(await call(channel));
const handOver = async (): Promise<void> => useAppStore.getState().setSession(await call('session.leave', { next: null }));

/** Everything that a key, the palette, a menu of the system or the tray can ask for. */
export const commands = {
  handOver: { title: 'commands.handOver', group: 'people', keys: ['Mod+Shift+H'], scope: 'anywhere', run: handOver },
  lock: { title: 'commands.lock', group: 'people', keys: ['Mod+L'], scope: 'anywhere', run: () => lock('session.lock') },
  lockEveryone: {
    ...{ title: 'commands.lockEveryone', group: 'people', keys: ['Mod+Shift+L'], scope: 'anywhere' },
    run: () => lock('session.lockEveryone'),
  },
  person: { title: 'commands.person', group: 'people', keys: ['Mod+1…9'], scope: 'part', fixed: true, run: null },
  signOut: { title: 'commands.signOut', group: 'people', keys: [], scope: 'page', run: () => lock('session.signOut') },
  palette: { title: 'commands.palette', group: 'go', keys: ['Mod+K'], scope: 'page', run: () => page().show('palette') },
  vault: { title: 'commands.vault', group: 'go', keys: [], scope: 'page', run: () => page().go('vault') },
  recent: {
    ...{ title: 'commands.recent', group: 'go', keys: [], scope: 'page' },
    run: () => page().wishFor({ name: 'view', view: { type: 'recent' }, search: '' }),
  },
  health: { title: 'health.entry', group: 'go', keys: [], scope: 'page', run: () => page().go('health') },
  activity: { title: 'commands.activity', group: 'go', keys: [], scope: 'page', run: () => page().go('activity') },
  preferences: { title: 'commands.preferences', group: 'go', keys: ['Mod+,'], scope: 'page', run: () => page().go('preferences') },
  administration: { title: 'commands.administration', group: 'go', keys: [], scope: 'page', run: null },
  search: { title: 'commands.search', group: 'vault', keys: ['Mod+F', '/'], scope: 'page', run: () => page().wishFor({ name: 'search' }) },
  newItem: { title: 'commands.newItem', group: 'vault', keys: ['Mod+N'], scope: 'page', run: () => page().wishFor({ name: 'newItem' }) },
  generator: {
    ...{ title: 'commands.generator', group: 'vault', keys: ['Mod+G'], scope: 'page' },
    run: () => page().wishFor({ name: 'generator' }),
  },
  searches: { title: 'commands.searches', group: 'vault', keys: [], scope: 'page', run: () => page().wishFor({ name: 'searches' }) },
  saveSearch: { title: 'commands.saveSearch', group: 'vault', keys: ['Mod+D'], scope: 'page', run: null },
  undo: { title: 'commands.undo', group: 'vault', keys: ['Mod+Z'], scope: 'page', run: null },
  copy: { title: 'commands.copy', group: 'item', keys: ['Mod+C'], scope: 'part', fixed: true, run: null },
  copyCode: { title: 'commands.copyCode', group: 'item', keys: ['Mod+T'], scope: 'page', run: null },
  copyReference: { title: 'commands.copyReference', group: 'item', keys: ['Mod+Shift+C'], scope: 'page', run: null },
  edit: { title: 'commands.edit', group: 'item', keys: ['Mod+E'], scope: 'page', run: null },
  save: { title: 'commands.save', group: 'item', keys: ['Mod+S'], scope: 'part', fixed: true, run: null },
  move: { title: 'commands.move', group: 'item', keys: ['ArrowUp', 'ArrowDown'], scope: 'part', fixed: true, run: null },
  open: { title: 'commands.open', group: 'item', keys: ['Enter'], scope: 'part', fixed: true, run: null },
  trash: { title: 'commands.trash', group: 'item', keys: ['Delete'], scope: 'part', fixed: true, run: null },
  shortcuts: { title: 'commands.shortcuts', group: 'help', keys: ['?'], scope: 'page', run: () => page().show('shortcuts') },
} as const satisfies Readonly<Record<string, Command>>;

export type CommandId = keyof typeof commands;
export const commandIds = Object.keys(commands) as CommandId[];
/** The same with the type that all of them share. */
export const commandOf = (id: CommandId): Command => commands[id];
