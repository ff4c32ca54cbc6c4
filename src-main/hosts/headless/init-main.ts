import { createApp } from '../../app.ts';
import type { LocalEntry } from '../../cli/local-app.ts';
import type { Sender } from '../../host.ts';
import { createOsKeychain } from '../../keychain/os-keychain.ts';
import { partsOf, readLaunch } from '../launch.ts';
import { createNodeHost } from '../node-host.ts';
import { createMemoryClipboard } from './memory-clipboard.ts';

const part = partsOf(import.meta.url);

export const openLocalApp: LocalEntry['openLocalApp'] = async () => {
  const launch = readLaunch(import.meta.url, []);
  const parts = { keeperEntry: part('./keeper.js'), parserEntry: part('./parser.js') };
  // No agent: nobody but this process reaches it.
  const app = await createApp(createNodeHost({ ...launch, ...{ agent: null }, clipboard: createMemoryClipboard(), ...parts }));
  const terminal: Sender = { kind: 'cli', client: 'Terminal', push: () => undefined, reset: () => undefined };
  app.attach(terminal);
  return {
    call: (channel, payload) => app.call(terminal, channel, payload),
    async close() {
      await app.close();
      launch.cleanUp();
    },
  };
};

export const probeKeychain: LocalEntry['probeKeychain'] = () => createOsKeychain().probe();
