import type { Asker } from '../src-shared/agent/programs.ts';
import type { ChannelName } from '../src-shared/contract/index.ts';
import { AppError, type Failure, type Result } from '../src-shared/errors.ts';
import { createAgent } from './agent/agent.ts';
import { createWeb } from './agent/web.ts';
import { createLinks } from './desktop/links.ts';
import type { Host, Sender } from './host.ts';
import { createHandlers } from './ipc/handlers.ts';
import { type Callers, route } from './ipc/router.ts';
import type { Services } from './services.ts';
import { Startup } from './startup.ts';

/** Windows, terminals and programs attach as senders and call channels. */
export interface Door {
  attach(sender: Sender): void;
  detach(sender: Sender): Promise<void>;
  /**
   * Never throws: failures are data. `asker`: which program it is, as far as the system can tell; `signal` is aborted where nobody
   * waits for the answer any more.
   */
  call(sender: Sender, channel: string, payload: unknown, asker?: Asker | null, signal?: AbortSignal | null): Promise<Result<unknown>>;
}

/** The whole app behind one door. */
export interface App extends Door {
  /** Why programs can't reach it; null where they can, and where the host lets none. */
  agentProblem(): Failure | null;
  /** The machine goes to sleep or its screen was locked: everyone is locked. */
  system(event: 'suspend' | 'screenLock'): Promise<void>;
  /** The clock of the machine was set back by so many milliseconds: everyone is locked, and nothing lasts longer for it. */
  clockSetBack(by: number): Promise<void>;
  /** Somebody opened this link on the machine. False where it is none of ours, and nothing is to come of it. */
  openLink(url: string): boolean;
  /** Locks everyone, writes what waits and closes the database. */
  close(): Promise<void>;
}

/** What a window may ask before there is an installation, or while its data can't be used. */
const beforeReady: ReadonlySet<ChannelName> = new Set<ChannelName>([
  'app.status',
  'agent.status',
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
  const startup = new Startup(host, (services) => {
    for (const sender of senders) services.sessions.attach(sender);
    void web.follow(services);
    services.desktop.begin((sender, channel, payload) => door.call(sender, channel, payload));
    // SECURITY: a link that was opened before one person is nothing for the next.
    services.sessions.doors.onClosed(() => links.forget());
  });
  const tellWindows = (): void => {
    for (const sender of senders) if (sender.kind === 'desktop') sender.push('link.waiting', {});
  };
  const links = createLinks({ clock: host.clock, log: host.log, tell: tellWindows });
  const notYet = (): never => {
    throw new AppError('notSignedIn');
  };
  const strangers: Callers = {
    isKnown: (sender) => senders.has(sender),
    signedIn: notYet,
    unlocked: notYet,
    administrator: async () => notYet(),
  };
  function gate(channel: ChannelName): void {
    if (startup.phase === 'ready' && onlyBeforeReady.has(channel)) throw new AppError('alreadySetUp');
    if (!beforeReady.has(channel)) startup.services();
  }

  let closing: Promise<void> | undefined;
  const door: Door = {
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
      const callers = startup.phase === 'ready' ? startup.services().sessions : strangers;
      return route({ callers, handlers, gate, log: host.log }, { sender, asker, signal }, channel, payload);
    },
  };
  const agent = createAgent({
    ...{ host, door },
    isOff: () => startup.phase === 'ready' && !startup.services().policy.now.agent,
    hasSession: (sender) => startup.phase === 'ready' && isSignedIn(startup.services(), sender),
    show: (sender, token) => startup.phase === 'ready' && startup.services().programs.show(sender, token),
  });
  const web = createWeb({ host, door });
  const handlers = createHandlers(startup, { agent, web, links });
  await startup.run();
  await agent.open();
  return {
    ...door,
    agentProblem: agent.problem,
    async system(event) {
      if (startup.phase === 'ready') await startup.services().sessions.lockAll(event);
    },
    async clockSetBack(by) {
      if (startup.phase === 'ready') await startup.services().sessions.clockSetBack(by);
    },
    openLink: (url) => closing === undefined && links.open(url),
    close: () =>
      (closing ??= (async () => {
        agent.close();
        links.forget();
        // SECURITY: beside it; a request that waits for an answer must not keep a vault open.
        await startup.close(web.close());
      })()),
  };
}

const isSignedIn = ({ sessions }: Services, sender: Sender): boolean => sessions.isKnown(sender) && sessions.standing(sender) !== null;
