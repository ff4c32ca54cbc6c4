import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AdminStage, chosen } from '../helpers/admin-stage.ts';
import { passwords } from '../helpers/app-harness.ts';
import { base64, csvFile, oldHash } from '../helpers/user-files.ts';

describe('what an administrator might try', () => {
  let stage: AdminStage;

  beforeEach(async () => {
    stage = await AdminStage.set();
  });
  afterEach(() => stage.harness.close());

  describe('with an old password that they have chosen themselves', () => {
    const known = 'amber valley twelve ladders';
    const dansSignIn = { who: { username: 'dan' }, password: known, acceptOlder: false };

    const importDan = async () => {
      const file = csvFile('username,password', `dan,${await oldHash(known)}`);
      const { id } = await stage.as(stage.adas).call('people.previewImport', { content: base64(file), table: null, mapping: null });
      await stage.harness.call('people.import', { id });
      stage.harness.openWindow();
      const dans = stage.harness.sender;
      await stage.harness.call('session.signIn', dansSignIn);
      return dans;
    };

    it('nobody is released from choosing a new one who came with an old password', async () => {
      const dans = await importDan();
      const dan = await stage.person('dan');
      expect(dan).toMatchObject({ passwordDue: true, passwordReleasable: false });
      const id = dan?.id ?? '';
      for (const act of ['releasePassword', 'requirePassword'] as const)
        expect(await stage.act(act, id)).toMatchObject({ refused: [{ id, error: { code: 'notAllowedNow' } }] });
      expect(await stage.as(dans).call('session.current', undefined)).toMatchObject({ passwordDue: true });
      expect(await stage.harness.failure('items.counts', undefined)).toEqual({ code: 'passwordDue' });
    });

    it('nobody makes a recovery code who has to choose a password first', async () => {
      const dans = await importDan();
      const renewal = { kind: 'personal', password: known } as const;
      expect(await stage.as(dans).failure('recovery.renew', renewal)).toEqual({ code: 'passwordDue' });
    });
  });

  describe('with the code of the installation', () => {
    const restore = (code: string, username: string) => ({ code, username });

    it('under the rule of two nobody renews it alone', async () => {
      await stage.invite('cleo', 'administrator');
      await stage.setPolicy({ twoAdministrators: true });
      const renewal = { kind: 'installation', password: passwords.ada } as const;
      expect(await stage.as(stage.adas).call('recovery.renew', renewal)).toBeNull();
      expect(await stage.harness.failure('recovery.confirm', { kind: 'installation', group: 'AAAA' })).toMatchObject({ code: 'notFound' });
      const [request] = await stage.harness.call('requests.list', undefined);
      expect(request).toMatchObject({ act: 'renewInstallationCode', targetId: stage.ada.id, mine: true });
      expect(await stage.harness.failure('requests.confirm', { id: request?.id ?? '' })).toMatchObject({ code: 'denied' });
    });

    it('two renew it together, once, and it counts for whoever asked alone', async () => {
      const cleo = await stage.invite('cleo', 'administrator');
      await stage.setPolicy({ twoAdministrators: true });
      const renewal = { kind: 'installation', password: passwords.ada } as const;
      await stage.as(stage.adas).call('recovery.renew', renewal);
      const [request] = await stage.as(cleo.sender).call('requests.list', undefined);
      await stage.harness.call('requests.confirm', { id: request?.id ?? '' });
      expect(await stage.harness.call('recovery.renew', { kind: 'installation', password: chosen })).toBeNull();
      stage.as(stage.adas);
      expect(await stage.triggers()).toContain('request.confirmed');
      await stage.harness.confirm('installation', await stage.harness.renew('installation', passwords.ada));
      expect(await stage.harness.call('recovery.renew', renewal)).toBeNull();
      stage.as(cleo.sender);
      expect(await stage.triggers()).toContain('installationCode.renewed');
    });

    it('a code that was made before the rule of two came counts no more', async () => {
      await stage.invite('cleo', 'administrator');
      const { code, askGroup } = await stage.as(stage.adas).renew('installation', passwords.ada);
      await stage.setPolicy({ twoAdministrators: true });
      const confirming = { kind: 'installation', group: code.split('-')[askGroup - 1] ?? '' };
      expect(await stage.harness.failure('recovery.confirm', confirming)).toEqual({ code: 'secondAdministratorNeeded' });
      expect(await stage.harness.failure('accounts.restoreAdministrator', restore(code, 'ben'))).toMatchObject({
        code: 'wrongRecoveryCode',
      });
    });

    it('the other administrators hear of every renewal, also without the rule of two', async () => {
      const cleo = await stage.invite('cleo', 'administrator');
      stage.as(stage.adas);
      await stage.harness.confirm('installation', await stage.harness.renew('installation', passwords.ada));
      expect(await stage.triggers()).not.toContain('installationCode.renewed');
      stage.as(cleo.sender);
      expect(await stage.triggers()).toContain('installationCode.renewed');
    });

    it('whoever is no administrator any more confirms no code that was made before', async () => {
      const cleo = await stage.invite('cleo', 'administrator');
      const { code, askGroup } = await stage.as(stage.adas).renew('installation', passwords.ada);
      await stage.as(cleo.sender).call('people.act', { act: 'makeUser', ids: [stage.ada.id] });
      const confirming = { kind: 'installation', group: code.split('-')[askGroup - 1] ?? '' };
      expect(await stage.as(stage.adas).failure('recovery.confirm', confirming)).toEqual({ code: 'denied' });
      expect(await stage.harness.failure('accounts.restoreAdministrator', restore(code, 'ada'))).toMatchObject({
        code: 'wrongRecoveryCode',
      });
    });

    it('a row that SQL has made an administrator confirms none either', async () => {
      const { code, askGroup } = await stage.as(stage.adas).renew('installation', passwords.ada);
      stage.sql("UPDATE accounts SET email = 'x@example.org', status_before = 'disabled' WHERE username = 'ada'");
      const confirming = { kind: 'installation', group: code.split('-')[askGroup - 1] ?? '' };
      expect(await stage.harness.failure('recovery.confirm', confirming)).toMatchObject({ code: 'dataDamaged' });
    });
  });

  it('an administrator who was invited before the rule of two does not join as one', async () => {
    await stage.invite('cleo', 'administrator');
    const zoe = { username: 'zoe', displayName: 'Zoe', email: null, role: 'administrator' } as const;
    const { code, accountId: id } = await stage.as(stage.adas).call('people.create', zoe);
    await stage.setPolicy({ twoAdministrators: true });
    expect(await stage.harness.failure('people.invite', { id })).toEqual({ code: 'secondAdministratorNeeded' });
    for (const [channel, input] of [
      ['accounts.checkActivation', { code }],
      ['accounts.activate', { code, password: chosen }],
    ] as const)
      expect(await stage.harness.failure(channel, input)).toEqual({ code: 'secondAdministratorNeeded' });
    await stage.act('makeUser', id);
    stage.harness.openWindow();
    expect(await stage.harness.call('accounts.activate', { code, password: chosen })).toMatchObject({
      session: { status: 'unlocked', account: { id, role: 'user' } },
    });
  });

  it.each([
    ['an hour', () => Promise.resolve(stage.harness.clock.advance(3_600_000))],
    ['a lock', () => stage.as(stage.adas).call('session.lock', undefined)],
  ])('a code that was shown is confirmed no more after %s', async (_what, passes) => {
    const made = await stage.as(stage.adas).renew('personal', passwords.ada);
    await passes();
    await stage.harness.signIn('ada');
    await expect(stage.harness.confirm('personal', made)).rejects.toThrow('notFound');
    await stage.harness.confirm('personal', await stage.harness.renew('personal', passwords.ada));
  });

  it('a person hears that no new password is due any more', async () => {
    await stage.act('requirePassword', stage.ben.id);
    expect(await stage.person('ben')).toMatchObject({ passwordDue: true, passwordReleasable: true });
    await stage.act('releasePassword', stage.ben.id);
    expect(await stage.person('ben')).toMatchObject({ passwordDue: false, passwordReleasable: false });
    stage.as(stage.bens);
    expect(await stage.triggers()).toContain('account.passwordReleased');
  });
});
