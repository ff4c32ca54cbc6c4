import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Asker } from '../../src-shared/agent/programs.ts';
import type { TestSender } from '../helpers/app-harness.ts';
import { allow, asker, ConsentStage } from '../helpers/consent-stage.ts';

const minute = 60_000;
const locked = { code: 'vaultLocked' };
const value = ['ada-value'];

describe('a program that may go on after its person has locked', () => {
  let stage: ConsentStage;
  let program: TestSender;
  let by: Asker;

  beforeEach(async () => {
    stage = await ConsentStage.set();
    program = stage.connect();
    ({ by } = await stage.registered('ada'));
    await stage.readWith(allow('untilLock', { leaseMinutes: 60 }), program, by);
  });
  afterEach(() => stage.harness.close());

  const ended = () =>
    vi.waitFor(async () => {
      const { rows } = await stage.as(stage.window('ada'), 'audit.own', { before: null, limit: 20 });
      expect(rows.map(({ action }) => action)).toContain('lease.ended');
    });

  it('gets its values, and nobody else gets anything', async () => {
    await stage.add('ada', 'Broker', 'broker-value');
    await stage.readWith(allow('untilLock'), program, asker('bot'));
    await stage.lock();
    expect(await stage.read(program, by)).toEqual(value);
    expect(await stage.read(program, asker('bot'))).toEqual(locked);
    expect(await stage.read(program, asker('other'), { references: ['strongroom://Guess'] })).toEqual(locked);
    expect(await stage.read(program, by, { references: ['strongroom://Broker/key'] })).toEqual(locked);
    expect(await stage.read(program, by, { references: ['strongroom://Guess'] })).toEqual(locked);
    for (const [channel, input] of [
      ['items.counts', undefined],
      ['approvals.list', undefined],
      ['grants.list', undefined],
    ] as const)
      expect(await stage.harness.from(stage.window('ada'), () => stage.harness.failure(channel, input))).toMatchObject(locked);
  });

  it('learns of nothing that it wasn’t given whether it is there, however often and long it asks', async () => {
    await stage.add('ada', 'Broker', 'broker-value');
    await stage.lock();
    for (const name of ['Broker', 'Guess']) {
      const reading = { references: ['strongroom://Exchange/key', `strongroom://${name}/key`] };
      for (let at = 0; at < 12; at += 1) expect(await stage.read(program, by, reading)).toEqual(locked);
      let over = false;
      const patient = stage.read(program, by, { ...reading, waitSeconds: 60 }).finally(() => (over = true));
      await vi.waitFor(() => expect(stage.harness.clock.pending).toBeGreaterThan(1));
      for (let step = 0; step < 50; step += 1) await new Promise((go) => void setImmediate(go));
      expect(over).toBe(false);
      stage.harness.clock.advance(minute);
      expect(await patient).toEqual(locked);
    }
    expect(await stage.read(program, by)).toEqual(value);
    await stage.unlock();
    expect(await stage.read(program, by, { references: ['strongroom://Guess'] })).toMatchObject({ code: 'notFound' });
  });

  it.each([
    ['alone', 'sessions.endLease'],
    ['with everybody', 'sessions.lockPeople'],
  ] as const)('is ended by an administrator, %s', async (_, channel) => {
    const { by: bens } = await stage.registered('ben', 'other');
    const ofBen = { account: 'ben' };
    await stage.readWith(allow('untilLock', { leaseMinutes: 60 }), program, bens, ofBen);
    await stage.lock('ben');
    const { id } = stage.people.ben;
    await stage.as(stage.window('ada'), channel, channel === 'sessions.endLease' ? { id } : { meToo: false });
    expect(await stage.read(program, bens, ofBen)).toEqual(locked);
  });

  it('stops when its time is over, on a clock that was set back as well', async () => {
    await stage.lock();
    stage.harness.clock.advance(59 * minute);
    expect(await stage.read(program, by)).toEqual(value);
    stage.harness.clock.set(stage.harness.clock.now() - 600 * minute);
    stage.harness.clock.advance(minute);
    expect(await stage.read(program, by)).toEqual(locked);
    await stage.unlock();
    await ended();
  });

  it('has no more after the next unlock than what was given for good', async () => {
    await stage.lock();
    await stage.unlock();
    const read = stage.read(program, by);
    await stage.answer(allow('once'));
    expect(await read).toEqual(value);
    await stage.lock();
    expect(await stage.read(program, by)).toEqual(locked);
  });

  it('goes on from one lock to the next where it was given for good', async () => {
    const { by: other } = await stage.registered('ada', 'other');
    await stage.readWith(allow('always', { leaseMinutes: 60 }), program, other);
    for (let times = 0; times < 2; times += 1) {
      await stage.lock();
      expect(await stage.read(program, other)).toEqual(value);
      await stage.unlock();
    }
    stage.harness.clock.advance(61 * minute);
    await stage.unlock();
    expect(await stage.read(program, other)).toEqual(value);
    await stage.lock();
    expect(await stage.read(program, other)).toEqual(locked);
  });

  it.each([
    ['session.signOut', () => stage.as(stage.window('ada'), 'session.signOut', undefined)],
    ['session.lockEveryone', () => stage.as(stage.window('ada'), 'session.lockEveryone', undefined)],
  ] as const)('stops with %s', async (_name, end) => {
    await end();
    expect(await stage.read(program, by)).toEqual(locked);
  });

  it('stops when its keeper dies, and when nothing can be written down any more', async () => {
    await stage.lock();
    expect(await stage.read(program, by)).toEqual(value);
    for (const keeper of stage.harness.keepers) keeper.kill();
    expect(await stage.read(program, by)).toEqual(locked);
    await stage.unlock();
    await stage.readWith(allow('untilLock', { leaseMinutes: 60 }), program, by);
    await stage.lock();
    stage.people.sql('ALTER TABLE audit RENAME TO audit_gone');
    stage.harness.clock.advance(60 * minute);
    expect(await stage.read(program, by)).toEqual(locked);
    await vi.waitFor(() => expect(stage.harness.log).toContainEqual({ event: 'audit.notWritten', facts: { action: 'lease.ended' } }));
    stage.people.sql('ALTER TABLE audit_gone RENAME TO audit');
  });

  it('stops when its person signs out at a terminal, which may be the only place to do so', async () => {
    const terminal = stage.connect('cli');
    await stage.harness.from(terminal, () => stage.harness.signIn('ada'));
    await stage.as(terminal, 'session.lock', undefined);
    expect(await stage.read(program, by)).toEqual(value);
    await stage.as(terminal, 'session.signOut', undefined);
    expect(await stage.read(program, by)).toEqual(locked);
  });

  it('stops when somebody locks everyone while it goes on', async () => {
    await stage.lock();
    expect(await stage.read(program, by)).toEqual(value);
    await stage.as(stage.window('ben'), 'session.lockEveryone', undefined);
    expect(await stage.read(program, by)).toEqual(locked);
  });

  it.each([
    ['a disabled account', () => stage.people.act('disable', stage.people.ben.id), locked],
    ['the kill switch', () => stage.as(stage.window('ada'), 'killSwitch.turnOn', undefined), locked],
    ['a policy that lets no program ask', () => stage.people.setPolicy({ agent: false }), { code: 'agentOff' }],
  ] as const)('is stopped by %s', async (_name, stop, failure) => {
    const { by: his } = await stage.registered('ben');
    await stage.readWith(allow('always', { leaseMinutes: 60 }), program, his, { account: 'ben' });
    await stage.lock('ben');
    expect(await stage.read(program, his, { account: null })).toEqual(['ben-value']);
    await stop();
    expect(await stage.read(program, his, { account: 'ben' })).toEqual(failure);
  });

  it('has nothing left to go on with when the policy lets programs ask again', async () => {
    const { by: his } = await stage.registered('ben');
    await stage.readWith(allow('always', { leaseMinutes: 60 }), program, his, { account: 'ben' });
    await stage.lock('ben');
    await stage.people.setPolicy({ agent: false });
    await stage.people.setPolicy({ agent: true });
    expect(await stage.read(program, his, { account: 'ben' })).toEqual(locked);
  });

  it('goes on no more once its person has ended that, and keeps what it has until the lock', async () => {
    await stage.as(stage.window('ada'), 'leases.end', undefined);
    expect(await stage.read(program, by)).toEqual(value);
    expect(await stage.as(stage.window('ada'), 'grants.list', undefined)).toMatchObject([{ leaseUntil: null }]);
    await stage.lock();
    expect(await stage.read(program, by)).toEqual(locked);
  });

  it('goes on no more once it was revoked or removed', async () => {
    const { by: other } = await stage.registered('ada', 'other');
    await stage.readWith(allow('untilLock', { leaseMinutes: 60 }), program, other);
    const grants = await stage.as(stage.window('ada'), 'grants.list', undefined);
    await stage.as(stage.window('ada'), 'grants.revoke', {
      ids: grants.filter((grant) => grant.programKey === by.key).map(({ id }) => id),
    });
    await stage.as(stage.window('ada'), 'programs.remove', { key: other.key });
    await stage.lock();
    expect(await stage.read(program, by)).toEqual(locked);
    expect(await stage.read(program, other)).toEqual(locked);
  });

  it('is cut short by a stricter policy, and stops where programs may not ask', async () => {
    await stage.people.setPolicy({ leaseMaxMinutes: 10 });
    await stage.lock();
    stage.harness.clock.advance(9 * minute);
    expect(await stage.read(program, by)).toEqual(value);
    stage.harness.clock.advance(2 * minute);
    expect(await stage.read(program, by)).toEqual(locked);
    await stage.unlock();
    await stage.people.setPolicy({ leaseMaxMinutes: 0 });
    await stage.readWith(allow('untilLock'), program, by);
    await stage.lock();
    expect(await stage.read(program, by)).toEqual(locked);
  });

  it('never gets an item that is to ask each time', async () => {
    const [item] = await stage.as(stage.window('ada'), 'items.find', { item: 'Exchange' });
    const detail = await stage.as(stage.window('ada'), 'items.get', { id: item?.id ?? '' });
    const draft = { kind: 'apiKey', name: 'Exchange', tags: [], favourite: false, askBeforeUse: true, expiresAt: null } as const;
    const fields = detail.fields.map(({ id, name, type, value: shown }) => ({ id, name, type, value: shown }));
    await stage.as(stage.window('ada'), 'items.update', {
      id: detail.id,
      revision: detail.revision,
      draft: { ...draft, tags: [], fields },
    });
    await stage.lock();
    expect(await stage.read(program, by)).toEqual(locked);
  });

  it('waits for its person for what it was not given, as others do', async () => {
    await stage.add('ada', 'Broker', 'broker-value');
    await stage.lock();
    const read = stage.read(program, by, { references: ['strongroom://Broker/key'], waitSeconds: 60 });
    await stage.unlock();
    await stage.answer(allow('once'));
    expect(await read).toEqual(['broker-value']);
    const [listed] = await stage.as(stage.window('ada'), 'programs.list', undefined);
    expect(listed).toMatchObject({ key: by.key, registered: true, asked: 2 });
  });
});
