import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allow, asker, ConsentStage, deny } from '../helpers/consent-stage.ts';
import type { TestSender } from '../helpers/app-harness.ts';

describe('what a person has let a program have', () => {
  let stage: ConsentStage;
  let program: TestSender;
  const bot = asker('bot');

  beforeEach(async () => {
    stage = await ConsentStage.set();
    program = stage.connect();
  });
  afterEach(() => stage.harness.close());

  const grants = (who: 'ada' | 'ben' = 'ada') => stage.as(stage.window(who), 'grants.list', undefined);
  /** Whether a question waits instead of an answer; it is denied then. */
  async function asks(sender: TestSender, by = bot, reading: Parameters<ConsentStage['read']>[2] = {}): Promise<boolean> {
    const gone = new AbortController();
    const read = stage.read(sender, by, { ...reading, signal: gone.signal });
    const first = await Promise.race([read, stage.question(reading.account === 'ben' ? 'ben' : 'ada').then(() => 'asks')]);
    gone.abort();
    await read;
    return first === 'asks';
  }

  it('once is over after once', async () => {
    expect(await stage.readWith(allow('once'), program, bot)).toEqual(['ada-value']);
    expect(await grants()).toEqual([]);
    expect(await asks(program)).toBe(true);
  });

  it('for ten minutes is over after ten minutes, also on a clock that was set back', async () => {
    await stage.readWith(allow('tenMinutes'), program, bot);
    stage.harness.clock.advance(9 * 60_000);
    await stage.as(stage.window('ada'), 'session.activity', undefined);
    expect(await stage.read(program, bot)).toEqual(['ada-value']);
    stage.harness.clock.set(stage.harness.clock.now() - 240_000);
    stage.harness.clock.advance(61_000);
    expect(await asks(program)).toBe(true);
    expect(await grants()).toEqual([]);
  });

  it('until the lock is over with the lock, and not back with the next unlock', async () => {
    await stage.readWith(allow('untilLock'), program, bot);
    expect(await stage.read(program, bot)).toEqual(['ada-value']);
    await stage.lock();
    expect(await stage.read(program, bot)).toEqual({ code: 'vaultLocked' });
    await stage.unlock();
    expect(await asks(program)).toBe(true);
  });

  it('for good is there after a restart, for the program that shows its token', async () => {
    const { by } = await stage.registered('ada');
    await stage.readWith(allow('always'), program, by);
    await stage.harness.restart();
    await stage.people.signInAda();
    expect(await stage.read(stage.connect(), by)).toEqual(['ada-value']);
    expect(await grants()).toMatchObject([{ programName: 'bot', itemName: 'Exchange', duration: 'always', uses: 1 }]);
  });

  it('is refused at once when it was taken back', async () => {
    const { by } = await stage.registered('ada');
    await stage.readWith(allow('always'), program, by);
    await stage.readWith(allow('untilLock'), program, bot);
    const ids = (await grants()).map(({ id }) => id);
    await stage.as(stage.window('ada'), 'grants.revoke', { ids });
    expect(await asks(program, by)).toBe(true);
    expect(await asks(program, bot)).toBe(true);
    expect(await grants()).toEqual([]);
    await stage.harness.restart();
    await stage.people.signInAda();
    expect(await grants()).toEqual([]);
  });

  it('to use a value is not to see it, and to see it is to use it', async () => {
    await stage.readWith(allow('untilLock'), program, bot, { use: 'inject' });
    expect(await stage.read(program, bot, { use: 'inject' })).toEqual(['ada-value']);
    expect(await asks(program, bot, { use: 'reveal' })).toBe(true);
    await stage.readWith(allow('untilLock'), program, bot, { use: 'reveal' });
    const revealing = (await grants()).filter(({ use }) => use === 'inject').map(({ id }) => id);
    await stage.as(stage.window('ada'), 'grants.revoke', { ids: revealing });
    expect(await stage.read(program, bot, { use: 'inject' })).toEqual(['ada-value']);
  });

  it('by a tag follows the tag', async () => {
    await stage.readWith(allow('untilLock', { tag: 'trading' }), program, bot);
    const later = await stage.add('ada', 'Broker', 'broker-value');
    const references = ['strongroom://Broker/key'];
    expect(await stage.read(program, bot, { references })).toEqual(['broker-value']);
    const { id, revision } = later;
    const fields = [{ id: 'key', name: 'Key', type: 'hidden', value: null } as const];
    const draft = {
      kind: 'apiKey',
      name: 'Broker',
      tags: ['private'],
      favourite: false,
      askBeforeUse: false,
      expiresAt: null,
      fields,
    } as const;
    await stage.as(stage.window('ada'), 'items.update', { id, revision, draft: { ...draft, tags: ['private'], fields } });
    expect(await asks(program, bot, { references })).toBe(true);
  });

  it('never holds for an item that asks each time, though it was given before or to its tag', async () => {
    await stage.readWith(allow('untilLock', { tag: 'trading' }), program, bot);
    await stage.readWith(allow('untilLock'), program, asker('other'));
    const [item] = (await stage.as(stage.window('ada'), 'items.find', { item: 'Exchange' })).map(({ id, revision }) => ({ id, revision }));
    const fields = [{ id: 'key', name: 'Key', type: 'hidden', value: null } as const];
    const draft = {
      kind: 'apiKey',
      name: 'Exchange',
      tags: ['trading'],
      favourite: false,
      askBeforeUse: true,
      expiresAt: null,
      fields,
    } as const;
    await stage.as(stage.window('ada'), 'items.update', { ...item!, draft: { ...draft, tags: ['trading'], fields } });
    expect(await asks(program, bot)).toBe(true);
    expect(await asks(program, asker('other'))).toBe(true);
  });

  it('of one person serves no other', async () => {
    await stage.readWith(allow('untilLock', { tag: 'trading' }), program, bot);
    expect(await stage.read(program, bot, { account: 'ada' })).toEqual(['ada-value']);
    expect(await asks(program, bot, { account: 'ben' })).toBe(true);
    expect(await grants('ben')).toEqual([]);
  });

  it('of one program serves no other, nor one that only looks like it to the person', async () => {
    await stage.readWith(allow('untilLock'), program, bot);
    expect(await asks(program, { ...bot, key: 'digest of something else' })).toBe(true);
  });

  it('goes with the program that is removed', async () => {
    const { by } = await stage.registered('ada');
    await stage.readWith(allow('always'), program, by);
    await stage.as(stage.window('ada'), 'programs.remove', { key: by.key });
    expect(await grants()).toEqual([]);
    expect(await asks(program, by)).toBe(true);
  });

  it('is told to the person where it goes on, and to their windows', async () => {
    const { by } = await stage.registered('ada');
    await stage.readWith(allow('untilLock'), program, bot);
    stage.harness.clock.advance(1000);
    await stage.readWith(allow('always'), program, by);
    const { notifications } = await stage.as(stage.window('ada'), 'notifications.list', { before: null, limit: 10 });
    expect(notifications.map(({ trigger, facts }) => [trigger, facts.what]).slice(0, 2)).toEqual([
      ['grant.given', 'bot'],
      ['program.connected', 'bot'],
    ]);
    expect(stage.window('ada').events).toContainEqual({ event: 'programs.changed', payload: {} });
    expect(stage.window('ben').events).not.toContainEqual({ event: 'programs.changed', payload: {} });
  });

  it('is written down without any name or value', async () => {
    const { by } = await stage.registered('ada', 'canary-program');
    await stage.readWith(allow('always'), program, by);
    await stage.readWith(deny, program, asker('canary-stranger'));
    await stage.as(stage.window('ada'), 'grants.revoke', { ids: (await grants()).map(({ id }) => id) });
    await stage.as(stage.window('ada'), 'programs.remove', { key: by.key });
    const { rows } = await stage.as(stage.window('ada'), 'audit.own', { before: null, limit: 50 });
    const actions = rows.map(({ action }) => action);
    for (const action of ['program.connected', 'grant.given', 'secret.used', 'secret.refused', 'grant.revoked', 'program.removed'])
      expect(actions).toContain(action);
    expect(rows.find(({ action }) => action === 'secret.used')).toMatchObject({ detail: by.key, client: 'program' });
    expect(JSON.stringify(rows)).not.toMatch(/canary|Exchange|ada-value|trading/u);
  });
});
