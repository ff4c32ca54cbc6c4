import type { AgentHost, Clipboard, Clock, DesktopSurface, Host, Log } from '../host.ts';
import { accessMinutes } from '../agent/tokens/token-lifetime.ts';
import { defaultKdf } from '../crypto/kdf.ts';
import { forkNodeKeeper } from '../keeper/node-keeper-channel.ts';
import { createOsKeychain } from '../keychain/os-keychain.ts';
import { forkNodeParser } from '../people-import/node-parser-channel.ts';
import { createLog } from './log-file.ts';
import { noDesktop } from './no-desktop.ts';
import { exportsDirectory, suggestedEmail } from './places.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, task) {
    const timer = setTimeout(task, milliseconds);
    return () => clearTimeout(timer);
  },
};

export interface NodeHostOptions {
  readonly version: string;
  readonly dataDirectory: string;
  readonly demo: boolean;
  readonly clipboard: Clipboard;
  /** What there is around the window; nothing, where this is left out. */
  readonly desktop?: (parts: { readonly clock: Clock; readonly log: Log }) => DesktopSurface;
  /** Where programs reach it; null where none may. */
  readonly agent: AgentHost | null;
  /** The file that a keeper's process runs. */
  readonly keeperEntry: URL;
  /** The file that the process runs which reads foreign files. */
  readonly parserEntry: URL;
}

/** A host on plain Node: system clock, OS keychain, keepers by fork. */
export function createNodeHost(options: NodeHostOptions): Host {
  const { version, dataDirectory, demo, clipboard, agent, keeperEntry, parserEntry } = options;
  const log = createLog(dataDirectory);
  return {
    ...{ version, dataDirectory, demo, clipboard, agent, log },
    desktop: options.desktop?.({ clock: systemClock, log }) ?? noDesktop,
    exportsDirectory: exportsDirectory(),
    suggestedEmail: suggestedEmail(),
    accessTokenMinutes: accessMinutes(process.env),
    forceFileKeychain: demo || process.env['STRONGROOM_KEYCHAIN'] === 'file',
    osKeychain: createOsKeychain(),
    clock: systemClock,
    kdf: defaultKdf,
    forkKeeper: () => forkNodeKeeper(keeperEntry),
    forkParser: () => forkNodeParser(parserEntry),
  };
}
