import { readdirSync } from 'node:fs';
import keytar from 'keytar';
import { AppError } from '../../src-shared/errors.ts';
import { createOsKeychain } from '../../src-main/keychain/os-keychain.ts';
import type { KeychainAnswer, KeychainRequest } from './keychain-client.ts';

/** The OS keychain in a process of its own, because libsecret reads the address of its bus only once. */
const keychain = createOsKeychain();

async function answer({ call, entry, value }: KeychainRequest): Promise<unknown> {
  switch (call) {
    case 'probe':
      return keychain.probe();
    case 'read':
      return keychain.read(entry);
    case 'write':
      return keychain.write(entry, value);
    case 'remove':
      return keychain.remove(entry);
    case 'entries':
      return (await keytar.findCredentials('Strongroom')).map(({ account }) => account);
    case 'openFiles':
      return readdirSync('/proc/self/fd').length;
  }
}

const reply = (message: KeychainAnswer): void => void process.send?.(message);

process.on('message', (message: KeychainRequest) => {
  const { id } = message;
  void answer(message).then(
    (value) => reply({ id, value }),
    (error: unknown) => reply({ id, failure: error instanceof AppError ? error.toFailure() : { code: 'internal' } }),
  );
});
process.on('disconnect', () => process.exit());
