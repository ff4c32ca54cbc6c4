import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { takeDirectory } from '../../src-main/database/single-writer.ts';
import { AppHarness } from '../helpers/app-harness.ts';
import { MemoryKeychain } from '../helpers/memory-keychain.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';

describe('trying again after a start that met a problem', () => {
  const keychain = new MemoryKeychain();
  let dataDirectory = '';

  /** A set-up installation, closed. */
  beforeEach(async () => {
    dataDirectory = temporaryDirectory();
    const harness = await AppHarness.start({ dataDirectory, keychain });
    await harness.setUpAda();
    await harness.close();
  });

  async function start(): Promise<AppHarness> {
    const harness = await AppHarness.start({ dataDirectory, keychain });
    onTestFinished(() => harness.close());
    return harness;
  }

  it('stays refused while another program holds the data, and is ready once that has let go', async () => {
    const release = takeDirectory(join(dataDirectory, 'strongroom.lock'));
    const harness = await start();
    const refused = { phase: 'problem', problem: { code: 'databaseInUse' } };
    expect(await harness.call('app.status', undefined)).toMatchObject(refused);
    expect(await harness.call('app.tryAgain', undefined)).toMatchObject(refused);
    release();
    expect(await harness.call('app.tryAgain', undefined)).toMatchObject({ phase: 'ready', problem: null });
    expect(await harness.signIn('ada')).toMatchObject({ status: 'unlocked' });
  });

  it('reads what was put back in place of damaged data', async () => {
    const file = join(dataDirectory, 'strongroom.db');
    const whole = readFileSync(file);
    writeFileSync(file, 'a shopping list');
    const harness = await start();
    expect(await harness.call('app.tryAgain', undefined)).toMatchObject({ problem: { code: 'dataDamaged' } });
    writeFileSync(file, whole);
    expect(await harness.call('app.tryAgain', undefined)).toMatchObject({ phase: 'ready' });
  });

  it('lets a database go that had been opened before the problem came', async () => {
    keychain.fail('keychainUnavailable');
    const harness = await start();
    expect(await harness.call('app.status', undefined)).toMatchObject({ problem: { code: 'keychainUnavailable' } });
    keychain.mend();
    expect(await harness.call('app.tryAgain', undefined)).toMatchObject({ phase: 'ready' });
  });

  it('changes nothing where there is no problem', async () => {
    const harness = await start();
    await harness.signIn('ada');
    expect(await harness.call('app.tryAgain', undefined)).toMatchObject({ phase: 'ready' });
    expect(await harness.call('session.current', undefined)).toMatchObject({ status: 'unlocked' });
  });
});
