import { beforeEach, describe, expect, it } from 'vitest';
import type { GrantScope } from '../../../src-shared/agent/programs.ts';
import { limits } from '../../../src-shared/limits.ts';
import type { ItemSummary } from '../../../src-shared/items.ts';
import type { OpenVault } from '../../../src-main/vault/open-vault.ts';
import type { Giving } from '../../../src-main/agent/grants-service.ts';
import { ConsentFakes, settled } from '../../helpers/consent-fakes.ts';

const minute = 60_000;

describe('grants', () => {
  let fakes: ConsentFakes;
  let vault: OpenVault;
  let item: ItemSummary;
  const program = { key: 'bot', name: 'Bot', registered: true };

  beforeEach(() => {
    fakes = new ConsentFakes();
    vault = fakes.open('ada');
    item = fakes.item('Exchange', { tags: ['trading'] });
  });

  const give = (changes: Partial<Giving> = {}) =>
    fakes.grants.give(vault, {
      ...{ program, scopes: [{ type: 'item', itemId: item.id }], use: 'reveal', duration: 'always', leaseMinutes: 0 },
      ...changes,
    });
  const covers = async (wanted: Parameters<typeof fakes.grants.covering>[2] = { item }, grantee = program, use = 'reveal' as const) =>
    (await fakes.grants.covering(vault, grantee, wanted, use)) !== null;

  it('hold for their item, tag or audience and for nothing else', async () => {
    const other = fakes.item('Other');
    const cases: [GrantScope, boolean[]][] = [
      [{ type: 'item', itemId: item.id }, [true, false, false, false]],
      [{ type: 'tag', tag: 'trading' }, [true, false, false, false]],
      [{ type: 'tag', tag: 'trad' }, [false, false, false, false]],
      [{ type: 'identity', audience: 'charts' }, [false, false, true, false]],
    ];
    for (const [scope, expected] of cases) {
      await give({ scopes: [scope] });
      const held = [
        await covers({ item }),
        await covers({ item: other }),
        await covers({ audience: 'charts' }),
        await covers({ audience: 'chart' }),
      ];
      expect(held).toEqual(expected);
      await fakes.grants.revokeAllOf(vault, 'bot');
    }
  });

  it('never hold for an item that asks each time, or that is in the trash', async () => {
    await give({
      scopes: [
        { type: 'item', itemId: item.id },
        { type: 'tag', tag: 'trading' },
      ],
    });
    expect(await covers({ item: { ...item, askBeforeUse: true } })).toBe(false);
    expect(await covers({ item: { ...item, trashedAt: 1 } })).toBe(false);
  });

  it('of a registered program hold for no stranger of the same key, nor the other way round', async () => {
    await give();
    expect(await covers({ item }, { ...program, registered: false })).toBe(false);
    await fakes.grants.revokeAllOf(vault, 'bot');
    await give({ program: { ...program, registered: false }, duration: 'untilLock' });
    expect(await covers()).toBe(false);
  });

  it('are read once for each opening, and those for good come back with the next', async () => {
    await give();
    await give({ duration: 'untilLock', scopes: [{ type: 'tag', tag: 'trading' }] });
    expect(await fakes.grants.list(vault)).toHaveLength(2);
    fakes.lock('ada');
    vault = fakes.open('ada');
    expect(await fakes.grants.list(vault)).toMatchObject([{ duration: 'always', itemName: 'Exchange', uses: 0, lastUsedAt: null }]);
  });

  it('given again are the same one, with the newer lease', async () => {
    await give({ leaseMinutes: 5 });
    await give({ leaseMinutes: 60 });
    await give({ duration: 'tenMinutes' });
    fakes.clock.advance(5 * minute);
    await give({ duration: 'tenMinutes' });
    fakes.clock.advance(6 * minute);
    const list = await fakes.grants.list(vault);
    expect(list.map(({ duration }) => duration)).toEqual(['tenMinutes', 'always']);
    expect(fakes.stored.size).toBe(1);
    fakes.clock.advance(4 * minute);
    expect(await fakes.grants.list(vault)).toHaveLength(1);
  });

  it('are a thousand at most', async () => {
    const scopes = Array.from({ length: limits.grantsMax }, (_, at) => ({ type: 'tag', tag: `tag-${at}` }) as const);
    await give({ scopes, duration: 'untilLock' });
    await expect(give()).rejects.toMatchObject({ code: 'limitReached' });
    await give({ scopes: scopes.slice(0, 10), duration: 'untilLock' });
    expect(await fakes.grants.list(vault)).toHaveLength(limits.grantsMax);
  });

  it('count how often they were used', async () => {
    await give();
    const grant = await fakes.grants.covering(vault, program, { item }, 'inject');
    await fakes.grants.used(vault, grant!);
    await fakes.grants.used(vault, grant!);
    expect(await fakes.grants.list(vault)).toMatchObject([{ uses: 2, lastUsedAt: fakes.clock.now() }]);
  });

  it('that can not be stored are not given, and that can not be removed are not said to be', async () => {
    fakes.failing = true;
    await expect(give()).rejects.toMatchObject({ code: 'diskFull' });
    expect(await covers()).toBe(false);
    fakes.failing = false;
    await give();
    const [grant] = await fakes.grants.list(vault);
    fakes.failing = true;
    const revoking = fakes.grants.revoke(vault, [grant?.id ?? '']);
    await Promise.resolve();
    expect(await covers()).toBe(false);
    await expect(revoking).rejects.toMatchObject({ code: 'diskFull' });
    expect(await fakes.grants.list(vault)).toHaveLength(1);
  });

  it('that are not what the app has written are damage, and give nothing', async () => {
    await give();
    for (const value of ['', '{}', '[]', '{"v":2}', JSON.stringify({ v: 1, programKey: 'bot' })]) {
      const [place, record] = [...fakes.stored][0]!;
      fakes.stored.set(place, { ...record, value });
      fakes.lock('ada');
      vault = fakes.open('ada');
      await settled();
      await expect(covers()).rejects.toMatchObject({ code: 'dataDamaged' });
      expect(fakes.grants.leaseOf(vault)).toBeNull();
    }
  });

  it('with a lease let the keeper go on until the last of them is over', async () => {
    expect(fakes.grants.leaseOf(vault)).toBeNull();
    await give({ leaseMinutes: 5 });
    await give({ program: { ...program, key: 'other' }, duration: 'tenMinutes', leaseMinutes: 60 });
    const now = fakes.clock.now();
    expect(fakes.grants.leaseOf(vault)).toEqual({ until: now + 10 * minute, programs: ['bot', 'other'] });
    fakes.clock.advance(6 * minute);
    expect(fakes.grants.leaseOf(vault)?.programs).toEqual(['other']);
    fakes.policy = { ...fakes.policy, leaseMaxMinutes: 1 };
    expect(fakes.grants.leaseOf(vault)).toBeNull();
    fakes.policy = { ...fakes.policy, leaseMaxMinutes: 60, agent: false };
    expect(fakes.grants.leaseOf(vault)).toBeNull();
  });

  it('that nobody has read yet give no lease', async () => {
    await give({ leaseMinutes: 5 });
    fakes.lock('ada');
    vault = fakes.open('ada');
    expect(fakes.grants.leaseOf(vault)).toBeNull();
    await settled();
    expect(fakes.grants.leaseOf(vault)).not.toBeNull();
  });
});
