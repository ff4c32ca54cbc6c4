import { createApp } from '../../app.ts';
import type { AppStatus } from '../../../src-shared/contract/setup.ts';
import type { Sender } from '../../host.ts';
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
const result = await app.call(terminal, 'app.status', undefined);
if (result.ok) {
  const status = result.value as AppStatus;
  console.log(`Strongroom ${status.version}, headless. Data: ${status.dataDirectory}. State: ${status.problem?.code ?? status.phase}.`);
}
// The database stays open, and its lock held, until somebody ends the process.
const stay = setInterval(() => undefined, 3_600_000);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    clearInterval(stay);
    void app.close().then(() => launch.cleanUp());
  });
}
