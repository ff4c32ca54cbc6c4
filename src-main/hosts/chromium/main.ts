import type { Server } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { AppStatus } from '../../../src-shared/contract/setup.ts';
import type { App } from '../../app.ts';
import { agentHost } from '../agent-host.ts';
import { seedDemo } from '../demo.ts';
import { instanceAddress, listenForStarts, raiseRunning } from '../instance.ts';
import { type Launch, partsOf, readLaunch } from '../launch.ts';
import { createNodeHost, systemClock } from '../node-host.ts';
import { watchSleep } from '../sleep-watch.ts';
import { loadContent } from '../window-content.ts';
import { findBrowser } from './browser.ts';
import { type Desktop, openDesktop } from './desktop.ts';

const part = partsOf(import.meta.url);
const launch = readLaunch(import.meta.url);
const executable = findBrowser();
if (executable === null) {
  fail('Strongroom needs a browser for its window: install Chromium, Google Chrome or Microsoft Edge, or name one in STRONGROOM_BROWSER.');
} else {
  await run(executable, launch).catch((error: unknown) => fail(`Strongroom could not open its window: ${reasonOf(error)}.`));
  launch.cleanUp();
}

async function run(browser: string, { dataDirectory, demo }: Launch): Promise<void> {
  const address = instanceAddress(dataDirectory);
  if (await raiseRunning(address)) return raised();
  if (process.getuid?.() === 0)
    console.warn("Running as root: the browser's own sandbox is off. Start Strongroom as an ordinary user where you can.");
  let desktop: Desktop | null = null;
  let server: Server | null = null;
  const prepare = async (app: App, { problem }: AppStatus): Promise<boolean> => {
    // A start that comes right after another one finds the lock before the socket.
    if (problem?.code === 'databaseInUse') return !(await raiseRunning(address));
    const raise = (): void => void desktop?.shell.raise().catch(() => undefined);
    server = await listenForStarts(address, raise).catch(() => null);
    if (demo) await seedDemo(app, (line) => console.log(line));
    return true;
  };
  try {
    desktop = await openDesktop({
      executable: browser,
      headless: false,
      width: 1280,
      height: 800,
      content: loadContent(fileURLToPath(part('../renderer'))),
      host: (clipboard) =>
        createNodeHost({
          ...{ ...launch, clipboard, agent: agentHost(launch, part('../../')) },
          ...{ keeperEntry: part('./keeper.js'), parserEntry: part('./parser.js') },
        }),
      prepare,
    });
    if (desktop === null) return raised();
    console.log(`Strongroom is open. Data: ${dataDirectory}`);
    await untilEnded(desktop);
  } finally {
    closeServer(server);
  }
}

async function untilEnded(desktop: Desktop): Promise<void> {
  const stopWatching = watchSleep(systemClock, () => void desktop.app.system('suspend'));
  // Not `once`: a terminal sends Ctrl+C to everyone in it, and who started us passes it on again.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void desktop.close());
  await desktop.ended;
  stopWatching();
}

function closeServer(server: Server | null): void {
  server?.close();
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
