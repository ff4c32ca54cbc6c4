import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../src-shared/policy.ts';
import { AdminStage } from '../helpers/admin-stage.ts';
import { passwords, type TestSender } from '../helpers/app-harness.ts';
import { openStored } from '../helpers/stored.ts';

describe('two administrators, and the sessions of everybody', () => {
  let stage: AdminStage;

  beforeEach(async () => {
    stage = await AdminStage.set();
  });
  afterEach(() => stage.harness.close());

  describe('two administrators', () => {
    let cleos: TestSender;
    let cleo: { accountId: string };

    beforeEach(async () => {
      const invited = await stage
        .as(stage.adas)
        .call('people.create', { username: 'cleo', displayName: 'Cleo', email: null, role: 'administrator' });
      cleo = invited;
      stage.harness.openWindow();
      cleos = stage.harness.sender;
      await stage.harness.call('accounts.activate', { code: invited.code, password: 'walnut ferry under nine moons' });
      await stage.setPolicy({ twoAdministrators: true });
    });

    const waiting = async (sender: TestSender) => (await stage.as(sender).call('requests.list', undefined))[0];

    it('delete together: one asks, another confirms', async () => {
      expect(await stage.act('delete', stage.ben.id)).toEqual({ done: [], requested: [stage.ben.id], refused: [] });
      expect(await stage.act('delete', stage.ben.id)).toMatchObject({ requested: [stage.ben.id] });
      expect(await stage.as(stage.bens).call('items.counts', undefined)).toMatchObject({ all: 0 });
      const mine = await waiting(stage.adas);
      expect(mine).toMatchObject({ act: 'delete', targetName: 'Ben Bitdiddle', mine: true });
      expect(await stage.as(stage.adas).failure('requests.confirm', { id: mine?.id ?? '' })).toMatchObject({ code: 'denied' });
      expect(await stage.as(cleos).call('requests.list', undefined)).toMatchObject([{ mine: false }]);
      expect(await stage.triggers()).toContain('request.waiting');
      expect(await stage.as(cleos).call('requests.confirm', { id: mine?.id ?? '' })).toEqual({ activation: null });
      expect(await stage.person('ben')).toMatchObject({ status: 'deleted' });
      expect(await stage.as(cleos).failure('requests.confirm', { id: mine?.id ?? '' })).toMatchObject({ code: 'notFound' });
    });

    it('reset together: whoever confirms gets the code', async () => {
      expect(await stage.as(stage.adas).call('people.reset', { id: stage.ben.id, name: 'ben' })).toBeNull();
      const request = await waiting(cleos);
      const { activation } = await stage.as(cleos).call('requests.confirm', { id: request?.id ?? '' });
      expect(activation).toMatchObject({ username: 'ben' });
    });

    it('a request runs out, is declined, or taken back', async () => {
      await stage.act('delete', stage.ben.id);
      await stage.as(cleos).call('requests.decline', { id: (await waiting(cleos))?.id ?? '' });
      expect(await waiting(stage.adas)).toBeUndefined();
      stage.as(stage.adas);
      expect(await stage.triggers()).toContain('request.declined');
      await stage.act('delete', stage.ben.id);
      await stage.as(stage.adas).call('requests.decline', { id: (await waiting(stage.adas))?.id ?? '' });
      await stage.act('delete', stage.ben.id);
      const late = await waiting(stage.adas);
      stage.harness.clock.advance(24 * 3_600_000);
      await stage.as(stage.adas).call('session.signIn', { who: { username: 'ada' }, password: passwords.ada, acceptOlder: false });
      await stage
        .as(cleos)
        .call('session.signIn', { who: { username: 'cleo' }, password: 'walnut ferry under nine moons', acceptOlder: false });
      expect(await waiting(stage.adas)).toBeUndefined();
      expect(await stage.as(cleos).failure('requests.confirm', { id: late?.id ?? '' })).toMatchObject({ code: 'notFound' });
      expect(await stage.person('ben')).toMatchObject({ status: 'active' });
    });

    it('a request of somebody who is no administrator any more counts for nothing', async () => {
      await stage.act('delete', stage.ben.id);
      const request = await waiting(cleos);
      await stage.as(cleos).call('people.act', { act: 'makeUser', ids: [stage.ada.id] });
      expect(await stage.as(cleos).failure('requests.confirm', { id: request?.id ?? '' })).toMatchObject({ code: 'notFound' });
      expect(await stage.as(stage.bens).call('items.counts', undefined)).toMatchObject({ all: 0 });
    });

    it('a request that SQL has written or changed is damage', async () => {
      await stage.act('delete', stage.ben.id);
      const request = await waiting(stage.adas);
      openStored(stage.dataDirectory).run(`UPDATE admin_requests SET requested_by = '${cleo.accountId}'`);
      expect(await stage.as(stage.adas).failure('requests.confirm', { id: request?.id ?? '' })).toMatchObject({ code: 'dataDamaged' });
    });

    it('the rule itself is lifted by two', async () => {
      expect(await stage.setPolicy({ twoAdministrators: false, trashDays: 60 })).toMatchObject({
        policy: { twoAdministrators: true, trashDays: 60 },
      });
      await stage.as(cleos).call('requests.confirm', { id: (await waiting(cleos))?.id ?? '' });
      expect(await stage.as(stage.adas).call('policy.get', undefined)).toMatchObject({
        policy: { twoAdministrators: false, trashDays: 60 },
      });
    });
  });

  it('the rule of two is refused where there is only one', async () => {
    expect(await stage.as(stage.adas).failure('policy.set', { ...defaultPolicy, twoAdministrators: true })).toEqual({
      code: 'secondAdministratorNeeded',
    });
  });

  describe('sessions', () => {
    it('are listed with what they are, and ended one by one or all at once', async () => {
      const { sessions } = await stage.as(stage.adas).call('sessions.everyone', { ownerId: null, liveOnly: true, offset: 0, limit: 10 });
      expect(sessions).toHaveLength(2);
      const bensOne = sessions.find(({ ownerId }) => ownerId === stage.ben.id);
      expect(bensOne).toMatchObject({ kind: 'desktop', client: 'Test window', current: false, unlocked: true, endedAt: null });
      expect(await stage.as(stage.bens).failure('sessions.end', { id: sessions.find(({ current }) => current)?.id ?? '' })).toMatchObject({
        code: 'notFound',
      });
      await stage.as(stage.adas).call('sessions.endOf', { id: bensOne?.id ?? '' });
      expect(await stage.as(stage.bens).call('session.current', undefined)).toMatchObject({
        status: 'signedOut',
        reason: 'byAdministrator',
      });
      await stage.as(stage.bens).call('session.signIn', stage.bensSignIn);
      expect(await stage.triggers()).toContain('sessions.ended');
      expect(await stage.as(stage.adas).call('sessions.endAll', undefined)).toEqual({ ended: 1 });
      expect(await stage.as(stage.adas).call('session.current', undefined)).toMatchObject({ status: 'unlocked' });
      const own = await stage.as(stage.adas).call('sessions.own', undefined);
      expect(own.sessions).toMatchObject([{ current: true }]);
      await stage.as(stage.adas).call('sessions.end', { id: own.sessions[0]?.id ?? '' });
      expect(await stage.harness.call('session.current', undefined)).toMatchObject({ status: 'signedOut' });
    });

    it('that ended long ago are cleaned up', async () => {
      await stage.as(stage.bens).call('session.signOut', undefined);
      stage.harness.clock.advance(91 * 86_400_000);
      const left = () => {
        stage.harness.clock.advance(3_600_000);
        return openStored(stage.dataDirectory).all(`SELECT id FROM sessions WHERE owner_id = '${stage.ben.id}'`);
      };
      await expect.poll(left).toEqual([]);
    });
  });
});
