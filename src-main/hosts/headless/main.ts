import { type App, createApp } from '../../app.ts';
import type { AppStatus } from '../../../src-shared/contract/setup.ts';
import type { Sender } from '../../host.ts';
import { agentHost } from '../agent-host.ts';
import { askStatus } from '../app-status.ts';
import { seedDemo } from '../demo.ts';
import { partsOf, readLaunch } from '../launch.ts';
import { createNodeHost, systemClock } from '../node-host.ts';
import { guard, keepBuses } from '../guard.ts';
import { createMemoryClipboard } from './memory-clipboard.ts';

const part = partsOf(import.meta.url);
const launch = readLaunch(import.meta.url);
const agent = agentHost(launch, part('../../'));
let ending: Promise<void> | undefined;
let app: App | undefined;
// Not `once`: a terminal sends Ctrl+C to everyone in it, and who started us passes it on again.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end());
// Nothing else would keep a process that can't be reached; its database stays open, and its lock held, until somebody ends it.
const stay = setInterval(() => undefined, 3_600_000);

const host = createNodeHost({
  ...{ ...launch, agent, clipboard: createMemoryClipboard() },
  ...{ keeperEntry: part('./keeper.js'), parserEntry: part('./parser.js') },
});
const buses = keepBuses(host);
const stopWatching = guard(
  { system: async (event) => app?.system(event), clockSetBack: async (by) => app?.clockSetBack(by) },
  systemClock,
  buses,
);
app = await createApp(host);
await begin(app);

async function begin(started: App): Promise<void> {
  // A signal came while it started.
  if (ending !== undefined) return started.close();
  const asking: Sender = { kind: 'cli', client: 'Headless', push: () => undefined, reset: () => undefined };
  started.attach(asking);
  const status = await askStatus(started, asking);
  await started.detach(asking);
  if (launch.demo) await seedDemo(started, (line) => console.log(line));
  const trouble = sayHow(status, started.agentProblem()?.code ?? null);
  if (!trouble) return;
  process.exitCode = 1;
  await end();
}

/** Says how things stand and how to talk to it; true where it isn't worth staying. */
function sayHow({ version, dataDirectory, problem, phase }: AppStatus, agentProblem: string | null): boolean {
  console.log(`Strongroom ${version}, headless. Data: ${dataDirectory}. State: ${problem?.code ?? phase}.`);
  if (problem !== null) return true;
  if (agentProblem === 'agentOff') {
    console.log('An administrator has turned the agent off: nothing can ask it until that is changed in a window. Ctrl+C ends it.');
    return false;
  }
  if (agentProblem !== null) {
    console.error(`Programs can't reach it: ${agentProblem}. logs/strongroom.log in the data directory says more.`);
    return true;
  }
  const home = process.env['STRONGROOM_HOME'] || launch.demo ? `STRONGROOM_HOME='${dataDirectory}' ` : '';
  const first = phase === 'firstRun' ? 'init' : 'login';
  console.log(`It listens at ${agent.socket}. In another terminal: ${home}strongroom ${first}, then strongroom --help. Ctrl+C ends it.`);
  return false;
}

/** Everyone is locked and the clipboard cleared before the process goes. */
function end(): Promise<void> {
  return (ending ??= (async () => {
    stopWatching();
    buses.stop();
    clearInterval(stay);
    await app?.close();
    launch.cleanUp();
  })());
}
