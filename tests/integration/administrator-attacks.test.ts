import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AdminStage } from '../helpers/admin-stage.ts';
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

  it('a person hears that no new password is due any more', async () => {
    await stage.act('requirePassword', stage.ben.id);
    expect(await stage.person('ben')).toMatchObject({ passwordDue: true, passwordReleasable: true });
    await stage.act('releasePassword', stage.ben.id);
    expect(await stage.person('ben')).toMatchObject({ passwordDue: false, passwordReleasable: false });
    stage.as(stage.bens);
    expect(await stage.triggers()).toContain('account.passwordReleased');
  });
});
