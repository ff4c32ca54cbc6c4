import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { everything } from '../../src-shared/audit.ts';
import { defaultPolicy } from '../../src-shared/policy.ts';
import { AdminStage } from '../helpers/admin-stage.ts';
import { passwords } from '../helpers/app-harness.ts';
import { openStored } from '../helpers/stored.ts';

describe('policy, kill switch and what SQL has changed', () => {
  let stage: AdminStage;

  beforeEach(async () => {
    stage = await AdminStage.set();
  });
  afterEach(() => stage.harness.close());

  describe('policy', () => {
    it('is written down with before and after, entry by entry', async () => {
      await stage.setPolicy({ autoLockMaxMinutes: 30, guest: true });
      const { rows } = await stage.harness.call('audit.everyone', {
        ...{ filter: { ...everything, action: 'policy.changed' }, before: null, limit: 5 },
      });
      expect(rows.map(({ targetId, detail }) => [targetId, detail])).toEqual([
        ['guest', 'false → true'],
        ['autoLockMaxMinutes', '240 → 30'],
      ]);
      await stage.harness.restart();
      stage.adas = stage.harness.sender;
      await stage.harness.signIn('ada');
      expect(await stage.harness.call('policy.get', undefined)).toMatchObject({ policy: { autoLockMaxMinutes: 30 }, damaged: false });
    });

    it('keeps preferences inside', async () => {
      await stage.as(stage.bens).call('preferences.set', { autoLockMinutes: 120, clipboardSeconds: 200 });
      await stage.setPolicy({ autoLockMaxMinutes: 15, clipboardMaxSeconds: 20 });
      expect(await stage.as(stage.bens).call('preferences.get', undefined)).toMatchObject({ autoLockMinutes: 15, clipboardSeconds: 20 });
      expect(await stage.as(stage.bens).call('preferences.limits', undefined)).toEqual({
        autoLockMaxMinutes: 15,
        clipboardMaxSeconds: 20,
        deletionGraceDays: 7,
        leaseMaxMinutes: 720,
      });
      await stage.setPolicy({});
      expect(await stage.as(stage.bens).call('preferences.get', undefined)).toMatchObject({ autoLockMinutes: 120, clipboardSeconds: 200 });
    });

    it('slows guessing as it says', async () => {
      await stage.setPolicy({ failuresBeforeDelay: 3, firstDelaySeconds: 60, longestDelaySeconds: 60 });
      const wrong = { ...stage.bensSignIn, password: 'not the password' };
      for (let attempt = 1; attempt <= 2; attempt += 1)
        expect(await stage.harness.failure('session.signIn', wrong)).toEqual({ code: 'wrongPassword' });
      const retryAt = stage.harness.clock.now() + 60_000;
      expect(await stage.harness.failure('session.signIn', wrong)).toEqual({ code: 'wrongPassword', detail: { retryAt } });
    });

    it.each([
      ['first and longest delay', { firstDelaySeconds: 600, longestDelaySeconds: 60 }],
      ['idle and absolute expiry', { sessionIdleDays: 90, sessionAbsoluteDays: 30 }],
    ])('refuses %s that contradict each other', async (_what, changes) => {
      expect(await stage.as(stage.adas).failure('policy.set', { ...defaultPolicy, ...changes })).toMatchObject({ code: 'invalidInput' });
    });

    it.each([
      ['changed', "UPDATE policy SET value = replace(value, 'administrators', 'open')"],
      ['taken out', 'DELETE FROM policy'],
    ])('that SQL has %s is noticed, and nobody joins until it is saved anew', async (_how, sql) => {
      await stage.setPolicy({ joining: 'administrators', trashDays: 60 });
      await stage.harness.close();
      openStored(stage.dataDirectory).run(sql);
      await stage.harness.open();
      stage.adas = stage.harness.sender;
      expect(await stage.harness.call('accounts.joining', undefined)).toMatchObject({ joining: 'administrators', guest: false });
      await stage.harness.signIn('ada');
      expect(await stage.harness.call('policy.get', undefined)).toMatchObject({ damaged: true });
      expect(await stage.setPolicy({ trashDays: 60 })).toMatchObject({ damaged: false, policy: { joining: 'open', trashDays: 60 } });
      expect(await stage.actions()).toContain('policy.mended');
    });

    it('ends sessions when it says', async () => {
      await stage.setPolicy({ sessionIdleDays: 2, sessionAbsoluteDays: 3 });
      await stage.as(stage.bens).call('session.signOut', undefined);
      await stage.as(stage.bens).call('session.signIn', stage.bensSignIn);
      stage.harness.clock.advance(2 * 86_400_000);
      expect(await stage.harness.failure('preferences.get', undefined)).toEqual({ code: 'notSignedIn' });
    });
  });

  describe('the kill switch', () => {
    it('locks everyone, ends every session and closes joining until it is lifted', async () => {
      await stage.as(stage.adas).call('killSwitch.turnOn', undefined);
      for (const sender of [stage.adas, stage.bens])
        expect(await stage.as(sender).call('session.current', undefined)).toMatchObject({ status: 'signedOut', reason: 'killSwitch' });
      expect(openStored(stage.dataDirectory).all('SELECT id FROM sessions WHERE revoked_at IS NULL')).toEqual([]);
      expect(await stage.harness.call('accounts.joining', undefined)).toMatchObject({ joining: 'closed' });
      const dora = { username: 'dora', displayName: 'Dora', email: null, password: 'walnut ferry under nine moons' };
      expect(await stage.harness.failure('accounts.create', dora)).toMatchObject({ code: 'joiningClosed' });
      await stage.harness.restart();
      stage.adas = stage.harness.sender;
      await stage.harness.signIn('ada');
      expect(await stage.harness.call('policy.get', undefined)).toMatchObject({ killSwitch: { byId: stage.ada.id } });
      expect(await stage.triggers()).toContain('killSwitch.on');
      expect(await stage.harness.call('killSwitch.lift', undefined)).toMatchObject({ killSwitch: null });
      expect(await stage.harness.call('accounts.joining', undefined)).toMatchObject({ joining: 'open' });
    });

    it('turns away whoever is signing in at that moment', async () => {
      await stage.as(stage.bens).call('session.signOut', undefined);
      const arriving = stage.harness.app.call(stage.bens, 'session.signIn', stage.bensSignIn);
      await stage.as(stage.adas).call('killSwitch.turnOn', undefined);
      expect(await arriving).toMatchObject({ ok: false });
      expect(await stage.as(stage.bens).call('session.current', undefined)).toMatchObject({ status: 'signedOut' });
    });
  });

  describe('a lost administrator', () => {
    it('is replaced by the installation code, loudly, and the code has to be made anew', async () => {
      expect(
        await stage.as(stage.bens).failure('accounts.restoreAdministrator', { code: stage.ben.personal, username: 'ben' }),
      ).toMatchObject({
        code: 'wrongRecoveryCode',
      });
      expect(
        await stage.harness.failure('accounts.restoreAdministrator', { code: stage.ada.installation, username: 'nobody' }),
      ).toMatchObject({
        code: 'notFound',
      });
      expect(await stage.harness.call('accounts.restoreAdministrator', { code: stage.ada.installation, username: 'ben' })).toEqual({
        displayName: 'Ben Bitdiddle',
      });
      expect(await stage.as(stage.bens).call('session.current', undefined)).toMatchObject({
        ...{ status: 'unlocked', account: { role: 'administrator' }, unconfirmedCodes: ['installation'] },
      });
      expect(await stage.as(stage.bens).call('policy.get', undefined)).toMatchObject({ activeAdministrators: 2 });
      stage.as(stage.adas);
      expect(await stage.triggers()).toContain('administrator.restored');
      expect(await stage.actions()).toEqual(expect.arrayContaining(['administrator.restored', 'administrator.restoreFailed']));
    });

    it('comes back where the only one was disabled or changed by SQL', async () => {
      await stage.harness.close();
      openStored(stage.dataDirectory).run(`UPDATE accounts SET role = 'user', status = 'disabled' WHERE id = '${stage.ada.id}'`);
      await stage.harness.open();
      const signIn = { who: { username: 'ada' }, password: passwords.ada, acceptOlder: false };
      expect(await stage.harness.failure('session.signIn', signIn)).toMatchObject({ code: 'dataDamaged' });
      await stage.harness.call('accounts.restoreAdministrator', { code: stage.ada.installation, username: 'ada' });
      expect(await stage.harness.call('session.signIn', signIn)).toMatchObject({ status: 'unlocked', account: { role: 'administrator' } });
    });
  });

  describe('a row that SQL has changed', () => {
    const change = async (sql: string): Promise<void> => {
      await stage.harness.close();
      openStored(stage.dataDirectory).run(`UPDATE accounts SET ${sql} WHERE id = '${stage.ben.id}'`);
      await stage.harness.open();
      stage.adas = stage.harness.sender;
      await stage.harness.signIn('ada');
    };

    it('is found at the start and told to the administrators; mending leaves a disabled user', async () => {
      await change("role = 'administrator'");
      await expect.poll(() => stage.triggers()).toContain('account.damaged');
      expect(await stage.person('ben')).toMatchObject({ damaged: true });
      expect(await stage.act('unlock', stage.ben.id)).toMatchObject({ refused: [{ error: { code: 'dataDamaged' } }] });
      expect(await stage.act('mend', stage.ben.id)).toMatchObject({ done: [stage.ben.id] });
      expect(await stage.person('ben')).toMatchObject({ damaged: false, role: 'user', status: 'disabled' });
      await stage.act('enable', stage.ben.id);
      stage.harness.openWindow();
      expect(await stage.harness.call('session.signIn', stage.bensSignIn)).toMatchObject({ status: 'unlocked' });
    });

    it('is not mended where its keys are not those of its vault', async () => {
      await change('drop_box_public = zeroblob(32)');
      expect(await stage.act('mend', stage.ben.id)).toMatchObject({
        refused: [{ error: { code: 'dataDamaged', detail: { what: 'keys' } } }],
      });
    });

    it.each(['password_due = 1', "activation_hash = 'aa', activation_expires_at = 9999999999999", 'erase_at = 1'])(
      'counts what a later version added as well: %s',
      async (sql) => {
        await change(sql);
        expect(await stage.person('ben')).toMatchObject({ damaged: true });
      },
    );

    it('is not erased because SQL says that it is due', async () => {
      await change("status = 'deleted', erase_at = 1");
      stage.harness.clock.advance(3_600_000);
      await stage.harness.restart();
      stage.adas = stage.harness.sender;
      await stage.harness.signIn('ada');
      expect(await stage.person('ben')).toMatchObject({ damaged: true });
    });
  });
});
