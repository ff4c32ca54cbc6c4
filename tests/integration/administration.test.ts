import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { everything } from '../../src-shared/audit.ts';
import { type Act, acts } from '../../src-shared/people.ts';
import { AdminStage } from '../helpers/admin-stage.ts';
import { apiKeyDraft, passwords } from '../helpers/app-harness.ts';
import { openStored } from '../helpers/stored.ts';

describe('administration', () => {
  let stage: AdminStage;

  beforeEach(async () => {
    stage = await AdminStage.set();
  });
  afterEach(() => stage.harness.close());

  describe('acts on somebody else', () => {
    it('disabling ends the session at once, locks, and says why; enabling lets the person back in', async () => {
      const before = stage.bens.resets;
      expect(await stage.act('disable', stage.ben.id)).toEqual({ done: [stage.ben.id], requested: [], refused: [] });
      expect(stage.bens.resets).toBeGreaterThan(before);
      expect(await stage.as(stage.bens).call('session.current', undefined)).toMatchObject({
        status: 'signedOut',
        reason: 'byAdministrator',
      });
      expect(await stage.harness.failure('session.signIn', stage.bensSignIn)).toEqual({ code: 'accountDisabled' });
      expect(
        await stage.as(stage.adas).call('sessions.everyone', { ownerId: stage.ben.id, liveOnly: true, offset: 0, limit: 5 }),
      ).toMatchObject({
        sessions: [],
      });
      await stage.act('enable', stage.ben.id);
      await stage.as(stage.bens).call('session.signIn', stage.bensSignIn);
      expect(await stage.triggers()).toEqual(expect.arrayContaining(['account.disabled', 'account.enabled']));
    });

    it('a sign-in under way when its person is disabled is turned away', async () => {
      await stage.as(stage.bens).call('session.signOut', undefined);
      const arriving = stage.harness.app.call(stage.bens, 'session.signIn', stage.bensSignIn);
      await stage.act('disable', stage.ben.id);
      const result = await arriving;
      const state = await stage.as(stage.bens).call('session.current', undefined);
      expect([result.ok, state.status]).not.toEqual([true, 'unlocked']);
      expect(state.status).toBe('signedOut');
    });

    it('unlocking ends the delay after wrong passwords', async () => {
      const wrong = { ...stage.bensSignIn, password: 'not the password' };
      for (let attempt = 1; attempt <= 5; attempt += 1) await stage.as(stage.bens).failure('session.signIn', wrong);
      expect(await stage.harness.failure('session.signIn', stage.bensSignIn)).toMatchObject({ code: 'tooManyAttempts' });
      await stage.act('unlock', stage.ben.id);
      expect(await stage.as(stage.bens).call('session.signIn', stage.bensSignIn)).toMatchObject({ status: 'unlocked' });
    });

    it('a role that was given counts at once, and so does one that was taken', async () => {
      await stage.act('makeAdministrator', stage.ben.id);
      expect(stage.bens.events).toContainEqual({ event: 'session.changed', payload: {} });
      expect(await stage.as(stage.bens).call('session.current', undefined)).toMatchObject({ account: { role: 'administrator' } });
      expect(await stage.as(stage.bens).call('policy.get', undefined)).toMatchObject({ activeAdministrators: 2 });
      await stage.act('makeUser', stage.ben.id);
      expect(await stage.as(stage.bens).failure('policy.get', undefined)).toEqual({ code: 'denied' });
      const { rows } = await stage.as(stage.adas).call('audit.everyone', {
        ...{ filter: { ...everything, action: 'account.roleChanged' }, before: null, limit: 5 },
      });
      expect(rows.map(({ detail }) => detail)).toEqual(['administrator → user', 'user → administrator']);
    });

    it('a due password leaves nothing else to do until a new one is chosen', async () => {
      await stage.act('requirePassword', stage.ben.id);
      await stage.as(stage.bens).call('session.signOut', undefined);
      expect(await stage.harness.call('session.signIn', stage.bensSignIn)).toMatchObject({ status: 'unlocked', passwordDue: true });
      expect(await stage.harness.failure('items.counts', undefined)).toEqual({ code: 'passwordDue' });
      const change = { currentPassword: passwords.ben, newPassword: 'amber staircase beneath two rivers', endOtherSessions: true };
      expect(await stage.harness.call('account.changePassword', change)).toMatchObject({ passwordDue: false });
      expect(await stage.harness.call('items.counts', undefined)).toMatchObject({ all: 0 });
      expect(await stage.person('ben')).toMatchObject({ passwordDue: false });
    });

    it('a deleted account waits for its erasure, can be restored until then, and leaves nothing afterwards', async () => {
      await stage.as(stage.bens).call('items.create', apiKeyDraft('Exchange', 'k-1'));
      await stage.act('delete', stage.ben.id);
      const deleted = await stage.person('ben');
      expect(deleted).toMatchObject({ status: 'deleted', eraseAt: stage.harness.clock.now() + 7 * 86_400_000 });
      expect(await stage.harness.tiles('ben')).toEqual([]);
      await stage.act('restore', stage.ben.id);
      expect(await stage.as(stage.bens).call('session.signIn', stage.bensSignIn)).toMatchObject({ status: 'unlocked' });
      expect(await stage.harness.call('items.counts', undefined)).toMatchObject({ all: 1 });
      await stage.act('delete', stage.ben.id);
      stage.harness.clock.advance(7 * 86_400_000 + 3_600_000);
      await expect.poll(() => openStored(stage.dataDirectory).all('SELECT id FROM accounts')).toEqual([{ id: stage.ada.id }]);
      await expect.poll(() => stage.keychain.entries().filter((entry) => entry.includes(stage.ben.id))).toEqual([]);
      for (const table of ['slots', 'vaults', 'items', 'person_keys', 'sessions', 'notifications', 'preferences'])
        expect(openStored(stage.dataDirectory).all(`SELECT * FROM ${table} WHERE owner_id = '${stage.ben.id}'`), table).toEqual([]);
      await stage.harness.signIn('ada');
      expect(await stage.actions()).toContain('account.erased');
      expect(await stage.harness.call('audit.verify', undefined)).toMatchObject({ status: 'intact' });
    });

    it('one that is refused keeps nobody else from it', async () => {
      const stranger = '7b2d5f6e-0d2c-4c55-9d0e-1f4f3d7f8a11';
      expect(await stage.act('disable', stranger, stage.ada.id, stage.ben.id)).toEqual({
        done: [stage.ben.id],
        requested: [],
        refused: [
          { id: stranger, error: { code: 'notFound', detail: { what: 'account' } } },
          { id: stage.ada.id, error: { code: 'lastAdministrator' } },
        ],
      });
    });
  });

  describe('the last administrator', () => {
    it.each(['disable', 'makeUser', 'delete'] as const)('refuses to be lost by %s', async (name) => {
      expect(await stage.act(name, stage.ada.id)).toMatchObject({ done: [], refused: [{ error: { code: 'lastAdministrator' } }] });
    });

    it('refuses to delete the own account', async () => {
      expect(await stage.as(stage.adas).failure('account.delete', { password: passwords.ada })).toEqual({ code: 'lastAdministrator' });
      expect(await stage.harness.call('session.current', undefined)).toMatchObject({ status: 'unlocked' });
    });

    it('may go once there is another one', async () => {
      await stage.act('makeAdministrator', stage.ben.id);
      expect(await stage.as(stage.adas).call('account.delete', { password: passwords.ada })).toMatchObject({ status: 'signedOut' });
      expect(await stage.as(stage.bens).call('policy.get', undefined)).toMatchObject({ activeAdministrators: 1 });
      expect(await stage.as(stage.bens).call('people.act', { act: 'disable', ids: [stage.ben.id] })).toMatchObject({
        refused: [{ error: { code: 'lastAdministrator' } }],
      });
    });

    it('is not outnumbered by one that SQL has made', async () => {
      openStored(stage.dataDirectory).run(`UPDATE accounts SET role = 'administrator' WHERE id = '${stage.ben.id}'`);
      expect(await stage.act('disable', stage.ada.id)).toMatchObject({ refused: [{ error: { code: 'lastAdministrator' } }] });
    });
  });

  it.each(acts)('%s on oneself, beside another administrator, is done or refused by name', async (name) => {
    await stage.act('makeAdministrator', stage.ben.id);
    const { done, refused } = await stage.act(name, stage.ada.id);
    const allowed: readonly Act[] = ['disable', 'makeUser', 'delete', 'unlock', 'endSessions', 'requirePassword'];
    if (allowed.includes(name)) expect(done).toEqual([stage.ada.id]);
    else expect(refused).toMatchObject([{ error: { code: 'notAllowedNow' } }]);
  });
});
