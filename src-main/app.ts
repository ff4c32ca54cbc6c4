import type { Asker } from '../src-shared/agent/programs.ts';
import type { ChannelName } from '../src-shared/contract/index.ts';
import { AppError, type Result } from '../src-shared/errors.ts';
import type { Host, Sender } from './host.ts';
import { createHandlers } from './ipc/handlers.ts';
import { type Callers, route } from './ipc/router.ts';
import { Startup } from './startup.ts';

/** The whole app behind one door: windows, terminals and programs attach as senders and call channels. */
export interface App {
  attach(sender: Sender): void;
  detach(sender: Sender): Promise<void>;
  /**
   * Never throws: failures are data. `asker`: which program it is, as far as the system can tell; `signal` is aborted where nobody
   * waits for the answer any more.
   */
  call(
    sender: Sender,
    channel: string,
    payload: unknown,
    asker?: Asker | null,
    signal?: AbortSignal | null,
  ): Promise<Result<unknown>>;
  /** The machine goes to sleep or its screen was locked: everyone is locked. */
  system(event: 'suspend' | 'screenLock'): Promise<void>;
  /** Locks everyone, writes what waits and closes the database. */
  close(): Promise<void>;
}

/** What a window may ask before there is an installation, or while its data can't be used. */
const beforeReady: ReadonlySet<ChannelName> = new Set<ChannelName>([
  'app.status',
  'app.tryAgain',
  'setup.checkKeychain',
  'setup.useFileKeychain',
  'setup.createAdministrator',
  'accounts.checkPassword',
  'generator.generate',
]);
const onlyBeforeReady: ReadonlySet<ChannelName> = new Set<ChannelName>(['setup.useFileKeychain', 'setup.createAdministrator']);

export async function createApp(host: Host): Promise<App> {
  const senders = new Set<Sender>();
  const startup = new Startup(host, ({ sessions }) => senders.forEach((sender) => sessions.attach(sender)));
  const notYet = (): never => {
    throw new AppError('notSignedIn');
  };
  const strangers: Callers = {
    isKnown: (sender) => senders.has(sender),
    signedIn: notYet,
    unlocked: notYet,
    administrator: async () => notYet(),
  };
  const handlers = createHandlers(startup);

  function gate(channel: ChannelName): void {
    if (startup.phase === 'ready' && onlyBeforeReady.has(channel)) throw new AppError('alreadySetUp');
    if (!beforeReady.has(channel)) startup.services();
  }

  let closing: Promise<void> | undefined;
  await startup.run();
  return {
    attach(sender) {
      senders.add(sender);
      if (startup.phase === 'ready') startup.services().sessions.attach(sender);
    },
    async detach(sender) {
      senders.delete(sender);
      if (startup.phase === 'ready') await startup.services().sessions.detach(sender);
    },
    call: async (sender, channel, payload, asker = null, signal = null) => {
      // SECURITY: while what waits is still being written, nobody may come in any more.
      if (closing !== undefined) return { ok: false, error: { code: 'closing' } };
      return route(
        { callers: startup.phase === 'ready' ? startup.services().sessions : strangers, handlers, gate, log: host.log },
        { sender, asker, signal },
        channel,
        payload,
      );
    },
    async system(event) {
      if (startup.phase === 'ready') await startup.services().sessions.lockAll(event);
    },
    close: () => (closing ??= startup.close()),
  };
}
