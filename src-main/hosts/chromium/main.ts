import type { Server } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { AppStatus } from '../../../src-shared/contract/setup.ts';
import type { App } from '../../app.ts';
import { agentHost } from '../agent-host.ts';
import { seedDemo } from '../demo.ts';
import { type Buses, guard, keepBuses } from '../guard.ts';
import { instanceAddress, listenForStarts, raiseRunning } from '../instance.ts';
import { createLinuxDesktop, type HostActions } from '../linux-desktop.ts';
import { type Launch, partsOf, readLaunch } from '../launch.ts';
import { createNodeHost, systemClock } from '../node-host.ts';
import { loadContent } from '../window-content.ts';
import { createWindowStateFile, type WindowStateFile } from '../window-state.ts';
import { findBrowser } from './browser.ts';
import { type Desktop, openDesktop } from './desktop.ts';
import { keepBounds } from './window-bounds.ts';

const part = partsOf(import.meta.url);
const launch = readLaunch(import.meta.url);
const executable = findBrowser();
if (executable === null) {
  fail('Strongroom needs a browser for its window: install Chromium, Google Chrome or Microsoft Edge, or name one in STRONGROOM_BROWSER.');
} else {
  await run(executable, launch).catch((error: unknown) => fail(`Strongroom could not open its window: ${reasonOf(error)}.`));
  launch.cleanUp();
}

async function run(browser: string, { dataDirectory, demo, link }: Launch): Promise<void> {
  const address = instanceAddress(dataDirectory);
  if (await raiseRunning(address, link)) return raised();
  if (process.getuid?.() === 0)
    console.warn("Running as root: the browser's own sandbox is off. Start Strongroom as an ordinary user where you can.");
  let desktop: Desktop | null = null;
  let server: Server | null = null;
  let buses: Buses | null = null;
  const actions: HostActions = {
    raise: () => void desktop?.shell.raise().catch(() => undefined),
    quit: () => void desktop?.close(),
    openLink: (url) => {
      if (desktop?.app.openLink(url) === true) actions.raise();
    },
  };
  const prepare = async (app: App, { problem }: AppStatus): Promise<boolean> => {
    // A start that comes right after another one finds the lock before the socket.
    if (problem?.code === 'databaseInUse') return !(await raiseRunning(address, link));
    const onStart = (asked: string | null): void => (asked === null ? actions.raise() : actions.openLink(asked));
    server = await listenForStarts(address, onStart).catch(() => null);
    if (demo) await seedDemo(app, (line) => console.log(line));
    return true;
  };
  const state = createWindowStateFile(dataDirectory);
  const { width, height, ...place } = state.read([]);
  try {
    desktop = await openDesktop({
      executable: browser,
      headless: false,
      ...{ width, height, place },
      content: loadContent(fileURLToPath(part('../renderer'))),
      host: (clipboard) =>
        createNodeHost({
          ...{ ...launch, clipboard, agent: agentHost(launch, part('../../')) },
          ...{ keeperEntry: part('./keeper.js'), parserEntry: part('./parser.js') },
          desktop: (parts) => createLinuxDesktop((buses = keepBuses(parts)).session, actions),
        }),
      prepare,
    });
    if (desktop === null) return raised();
    console.log(`Strongroom is open. Data: ${dataDirectory}`);
    if (link !== null) actions.openLink(link);
    await untilEnded(desktop, state, buses);
  } finally {
    closeAll(server, buses);
  }
}

async function untilEnded(desktop: Desktop, state: WindowStateFile, buses: Buses | null): Promise<void> {
  const stops = [keepBounds(desktop.shell, state, systemClock)];
  if (buses !== null) stops.push(guard(desktop.app, systemClock, buses));
  // Not `once`: a terminal sends Ctrl+C to everyone in it, and who started us passes it on again.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void desktop.close());
  await desktop.ended;
  for (const stop of stops) stop();
}

function closeAll(server: Server | null, buses: Buses | null): void {
  server?.close();
  buses?.stop();
}

function raised(): void {
  console.log('Strongroom is already running; its window was raised.');
}

function fail(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
