import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { defaultPolicy, type Policy } from '../../src-shared/policy.ts';
import { AdminStage } from '../helpers/admin-stage.ts';

const day = 86_400_000;

describe('the preview of a change of the policy', () => {
  let stage: AdminStage;

  beforeEach(async () => {
    stage = await AdminStage.set();
    onTestFinished(() => stage.harness.close());
  });

  const preview = async (changes: Partial<Policy>) => {
    const { policy } = await stage.as(stage.adas).call('policy.get', undefined);
    return stage.harness.call('policy.preview', { ...policy, ...changes });
  };

  it('stores nothing, and has nothing to say of what stays', async () => {
    expect(await preview({})).toEqual([]);
    await preview({ autoLockMaxMinutes: 5 });
    expect((await stage.harness.call('policy.get', undefined)).policy).toEqual(defaultPolicy);
  });

  it('names who locks later than the new limit, by choice or by default', async () => {
    await stage.as(stage.bens).call('preferences.set', { autoLockMinutes: 60 });
    expect(await preview({ autoLockMaxMinutes: 30 })).toEqual([
      { key: 'autoLockMaxMinutes', effect: 'people', count: 1, people: ['Ben Bitdiddle'], more: 0 },
    ]);
    expect(await preview({ autoLockMaxMinutes: 5 })).toMatchObject([{ count: 2, people: ['Ada Lovelace', 'Ben Bitdiddle'] }]);
    expect(await preview({ clipboardMaxSeconds: 10 })).toMatchObject([{ effect: 'people', count: 2 }]);
  });

  it('counts the sessions that end, and they do end when it is saved', async () => {
    await stage.harness.app.detach(stage.bens);
    stage.harness.clock.advance(8 * day);
    await stage.signInAgain();
    expect(await preview({ sessionIdleDays: 7 })).toMatchObject([{ effect: 'sessions', count: 1, people: ['Ben Bitdiddle'] }]);
    expect(await preview({ sessionIdleDays: 60 })).toMatchObject([{ effect: 'next', count: null }]);
    await stage.setPolicy({ sessionIdleDays: 7 });
    const query = { ownerId: stage.ben.id, liveOnly: true, offset: 0, limit: 10 };
    expect((await stage.harness.call('sessions.everyone', query)).sessions).toEqual([]);
  });

  it('counts from the sign-in for the longest session, and ends it at the window as well', async () => {
    for (const hours of [20, 10]) {
      stage.harness.clock.advance(hours * 3_600_000);
      await stage.signInAgain();
    }
    const shorter = { sessionAbsoluteDays: 1, sessionIdleDays: 1 };
    expect(await preview(shorter)).toMatchObject([
      { key: 'sessionIdleDays', effect: 'sessions', count: 1, people: ['Ben Bitdiddle'] },
      { key: 'sessionAbsoluteDays', effect: 'sessions', count: 2 },
    ]);
    await stage.setPolicy(shorter);
    expect(await stage.harness.failure('policy.get', undefined)).toMatchObject({ code: 'notSignedIn' });
  });

  it('counts a guest who is here, and connected terminals', async () => {
    await stage.setPolicy({ guest: true });
    stage.harness.openWindow();
    await stage.harness.call('session.enterAsGuest', undefined);
    stage.harness.connect('cli');
    await stage.harness.call('session.signIn', stage.bensSignIn);
    expect(await preview({ guest: false })).toMatchObject([{ effect: 'sessions', count: 1 }]);
    expect(await preview({ agent: false })).toMatchObject([{ effect: 'clients', count: 1, people: ['Ben Bitdiddle'] }]);
    expect(await preview({ api: true })).toMatchObject([{ effect: 'next' }]);
  });

  it('says what nobody can tell, what only counts from the next time on, and what a second administrator has to confirm', async () => {
    expect(await preview({ trashDays: 7, passwordMinCharacters: 20, firstDelaySeconds: 60 })).toMatchObject([
      { key: 'passwordMinCharacters', effect: 'next', count: null },
      { key: 'firstDelaySeconds', effect: 'next' },
      { key: 'trashDays', effect: 'sealed', count: null },
    ]);
    await stage.invite('zoe', 'administrator');
    await stage.setPolicy({ twoAdministrators: true });
    expect(await preview({ twoAdministrators: false })).toMatchObject([{ effect: 'second' }]);
  });

  it('counts what retention would remove', async () => {
    expect(await preview({ auditDays: 90, sessionHistoryDays: 7, backupsKept: 1, leaseMaxMinutes: 0 })).toMatchObject([
      { key: 'sessionHistoryDays', effect: 'rows', count: 0 },
      { key: 'auditDays', effect: 'rows', count: 0 },
      { key: 'backupsKept', effect: 'files', count: 0 },
      { key: 'leaseMaxMinutes', effect: 'leases', count: 0 },
    ]);
    await stage.harness.app.detach(stage.bens);
    stage.harness.clock.advance(100 * day);
    await stage.signInAgain();
    const [history, audit] = await preview({ auditDays: 90, sessionHistoryDays: 7 });
    expect(history?.count).toBeGreaterThan(0);
    expect(audit?.count).toBeGreaterThan(5);
  });
});
