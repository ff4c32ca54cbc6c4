import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { Keeper } from '../../../src-main/keeper/keeper.ts';
import { forkNodeKeeper } from '../../../src-main/keeper/node-keeper-channel.ts';
import { fastKdf } from '../../helpers/fast-kdf.ts';
import { atNoon, idOf, newVault } from '../../helpers/keeper-vault.ts';

const fastEntry = new URL('../../helpers/keeper-process-fast.ts', import.meta.url);
const realEntry = new URL('../../../src-main/keeper/keeper-process.ts', import.meta.url);

const started: Keeper[] = [];
const start = (...parts: Parameters<typeof forkNodeKeeper>): Keeper => {
  const keeper = new Keeper(forkNodeKeeper(...parts));
  started.push(keeper);
  return keeper;
};
afterEach(() => {
  for (const keeper of started.splice(0)) keeper.end();
});

describe('a keeper in a process of its own', () => {
  it('opens a vault and gives out its values, until it is ended', async () => {
    const vault = await newVault('ada');
    await vault.create(idOf('a'));
    const keeper = start(fastEntry);
    const opened = await keeper.call('openWithPassword', vault.opening());
    expect(opened).toEqual({ generation: vault.stored.vault.generation, witnessed: null, upgradedSlot: null });
    expect(await keeper.call('reveal', { id: idOf('a'), fieldId: 'key', secret: vault.secretOf(idOf('a')) })).toBe('canary-key');
    const waiting = keeper.call('counts', { now: atNoon });
    keeper.end();
    await expect(waiting).rejects.toMatchObject({ code: 'keeperStopped' });
    await expect(keeper.call('counts', { now: atNoon })).rejects.toMatchObject({ code: 'keeperStopped' });
  });

  it('takes failures across the pipe with code and detail', async () => {
    const keeper = start(fastEntry);
    await expect(keeper.call('counts', { now: atNoon })).rejects.toMatchObject({ code: 'vaultLocked' });
    const vault = await newVault('ada');
    const damaged = vault.opening({ vault: { ...vault.stored.vault, head: new Uint8Array() } });
    await expect(keeper.call('openWithPassword', damaged)).rejects.toMatchObject({ code: 'dataDamaged', detail: { what: 'head' } });
  });

  it('says that it stopped when the process dies', async () => {
    const channel = forkNodeKeeper(fastEntry);
    const keeper = new Keeper(channel);
    started.push(keeper);
    await expect(keeper.call('settle', { committed: true })).rejects.toMatchObject({ code: 'vaultLocked' });
    const { promise: died, resolve } = Promise.withResolvers<void>();
    keeper.onStopped(resolve);
    channel.kill();
    await died;
    expect(keeper.stopped).toBe(true);
    channel.post({ id: 1, call: 'counts', input: {} });
  });

  it('says that it stopped where it could not be started at all', async () => {
    const keeper = start(fastEntry, '/nowhere/node');
    await expect(keeper.call('counts', { now: atNoon })).rejects.toMatchObject({ code: 'keeperStopped' });
  });

  it.runIf(process.platform === 'linux')('inherits neither environment nor arguments', async () => {
    process.env['KEEPER_CANARY'] = 'canary in the environment';
    const before = new Set(childrenOf(process.pid));
    const keeper = start(fastEntry);
    await expect(keeper.call('counts', { now: atNoon })).rejects.toMatchObject({ code: 'vaultLocked' });
    delete process.env['KEEPER_CANARY'];
    const [child] = childrenOf(process.pid).filter((id) => !before.has(id));
    expect(readFileSync(`/proc/${child}/environ`, 'latin1')).not.toContain('canary');
    expect(readFileSync(`/proc/${child}/cmdline`, 'latin1').split('\0')).toHaveLength(3);
  });

  it('of the product passes its self-test and derives with Argon2id', async () => {
    const keeper = start(realEntry);
    const wrong = keeper.call('openNothing', { password: 'anything', kdf: fastKdf });
    await expect(wrong).rejects.toMatchObject({ code: 'wrongPassword' });
  });
});

const childrenOf = (pid: number): string[] => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
