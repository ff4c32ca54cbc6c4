import { fileURLToPath } from 'node:url';
import { seedDemo } from '../demo.ts';
import { instanceAddress, listenForStarts, raiseRunning } from '../instance.ts';
import { partsOf, readLaunch } from '../launch.ts';
import { createNodeHost } from '../node-host.ts';
import { loadContent } from '../window-content.ts';
import { findBrowser } from './browser.ts';
import { openDesktop } from './desktop.ts';

const part = partsOf(import.meta.url);
const launch = readLaunch(import.meta.url);
const executable = findBrowser();
const address = instanceAddress(launch.dataDirectory);

if (executable === null) {
  console.error(
    'Strongroom needs a browser for its window: install Chromium, Google Chrome or Microsoft Edge, or name one in STRONGROOM_BROWSER.',
  );
  process.exitCode = 1;
} else if (await raiseRunning(address)) {
  console.log('Strongroom is already running; its window was raised.');
} else {
  if (process.getuid?.() === 0)
    console.warn("Running as root: the browser's own sandbox is off. Start Strongroom as an ordinary user where you can.");
  const desktop = await openDesktop({
    executable,
    headless: false,
    width: 1280,
    height: 800,
    content: loadContent(fileURLToPath(part('../renderer'))),
    host: (clipboard) => createNodeHost({ ...launch, clipboard, keeperEntry: part('./keeper.js') }),
    ...(launch.demo ? { prepare: (app) => seedDemo(app, (line) => console.log(line)) } : {}),
  });
  const server = await listenForStarts(address, () => void desktop.shell.raise().catch(() => undefined));
  console.log(`Strongroom is open. Data: ${launch.dataDirectory}`);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void desktop.close());
  await desktop.ended;
  server.close();
  launch.cleanUp();
}
