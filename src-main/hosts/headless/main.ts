import { createApp } from '../../app.ts';
import type { Sender } from '../../host.ts';
import { askStatus } from '../app-status.ts';
import { partsOf, readLaunch } from '../launch.ts';
import { createNodeHost } from '../node-host.ts';
import { createMemoryClipboard } from './memory-clipboard.ts';

const part = partsOf(import.meta.url);
const launch = readLaunch(import.meta.url);
const app = await createApp(
  createNodeHost({ ...launch, clipboard: createMemoryClipboard(), keeperEntry: part('./keeper.js'), parserEntry: part('./parser.js') }),
);
const terminal: Sender = { kind: 'cli', client: 'Headless', push: () => undefined, reset: () => undefined };
app.attach(terminal);
const status = await askStatus(app, terminal);
console.log(`Strongroom ${status.version}, headless. Data: ${status.dataDirectory}. State: ${status.problem?.code ?? status.phase}.`);
if (status.phase === 'problem') {
  process.exitCode = 1;
  await end();
} else {
  console.log('It checks that the data opens here, and holds it against other programs; it takes no calls yet. Ctrl+C ends it.');
  // The database stays open, and its lock held, until somebody ends the process.
  const stay = setInterval(() => undefined, 3_600_000);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      clearInterval(stay);
      void end();
    });
  }
}

async function end(): Promise<void> {
  await app.close();
  launch.cleanUp();
}
