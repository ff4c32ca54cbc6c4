import { createApp } from '../../src-main/app.ts';
import type { Host, Sender } from '../../src-main/host.ts';
import { createMemoryClipboard } from '../../src-main/hosts/headless/memory-clipboard.ts';
import { noDesktop } from '../../src-main/hosts/no-desktop.ts';
import { systemClock } from '../../src-main/hosts/node-host.ts';
import { forkNodeKeeper } from '../../src-main/keeper/node-keeper-channel.ts';
import type { ChannelName, Input, Output } from '../../src-shared/contract/index.ts';
import { apiKeyDraft, passwords } from './app-harness.ts';
import { fastKdf } from './fast-kdf.ts';
import { MemoryKeychain } from './memory-keychain.ts';
import { inProcessParser } from './parser-in-process.ts';

/** The app on real files and a real keeper process, writing items without an end and telling of each that was acknowledged. */
const [dataDirectory = '', round = ''] = process.argv.slice(2);
const keeperEntry = new URL('./keeper-process-fast.ts', import.meta.url);
const host: Host = {
  version: '0.0.0-test',
  dataDirectory,
  demo: false,
  suggestedEmail: null,
  forceFileKeychain: true,
  osKeychain: new MemoryKeychain(),
  clipboard: createMemoryClipboard(),
  desktop: noDesktop,
  clock: systemClock,
  kdf: fastKdf,
  log: () => undefined,
  forkKeeper: () => forkNodeKeeper(keeperEntry),
  exportsDirectory: dataDirectory,
  forkParser: inProcessParser,
  agent: null,
  accessTokenMinutes: 60,
};
const window: Sender = { kind: 'desktop', client: 'Writer', push: () => undefined, reset: () => undefined };
const app = await createApp(host);
app.attach(window);

async function call<C extends ChannelName>(channel: C, input: Input<C>): Promise<Output<C>> {
  const result = await app.call(window, channel, input);
  if (!result.ok) {
    process.stdout.write(`refused ${channel} ${result.error.code}\n`);
    process.exit(1);
  }
  return result.value as Output<C>;
}

const { phase } = await call('app.status', undefined);
if (phase === 'firstRun')
  await call('setup.createAdministrator', { username: 'ada', displayName: 'Ada', email: null, password: passwords.ada });
else await call('session.signIn', { who: { username: 'ada' }, password: passwords.ada, acceptOlder: false });
process.stdout.write('ready\n');
for (let number = 0; ; number += 1) {
  const name = `r${round}-${number}`;
  const { id } = await call('items.create', apiKeyDraft(name, `value of ${name}`));
  process.stdout.write(`ack ${id} ${name}\n`);
  if (number % 3 === 0) {
    await call('items.setFavourite', { id, favourite: true });
    process.stdout.write(`favourite ${id}\n`);
  }
}
