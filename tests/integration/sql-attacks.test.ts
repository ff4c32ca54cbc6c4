import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AdminStage, chosen } from '../helpers/admin-stage.ts';
import { AppHarness } from '../helpers/app-harness.ts';
import { openStored } from '../helpers/stored.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';

describe('what somebody might try who writes to the database', () => {
  let stage: AdminStage;

  beforeEach(async () => {
    stage = await AdminStage.set();
  });
  afterEach(() => stage.harness.close());

  it('a policy that SQL has taken out together with its rows in the log is missed', async () => {
    await stage.invite('cleo', 'administrator');
    await stage.setPolicy({ joining: 'administrators', twoAdministrators: true });
    await stage.harness.call('killSwitch.turnOn', undefined);
    await stage.behindTheApp(
      'DELETE FROM policy',
      "UPDATE audit SET action = 'item.created' WHERE action IN ('policy.created', 'policy.changed')",
    );
    expect(await stage.harness.call('accounts.joining', undefined)).toMatchObject({ joining: 'administrators' });
    expect(await stage.harness.call('policy.get', undefined)).toMatchObject({ damaged: true, policy: { twoAdministrators: true } });
  });

  it('nobody lifts the rule of two alone by having SQL spoil policy and the other administrator', async () => {
    const { id } = await stage.invite('cleo', 'administrator');
    await stage.setPolicy({ twoAdministrators: true });
    await stage.behindTheApp("UPDATE policy SET value = '{}'", `UPDATE accounts SET mac = zeroblob(32) WHERE id = '${id}'`);
    expect(await stage.setPolicy({ twoAdministrators: false })).toMatchObject({ policy: { twoAdministrators: true } });
    expect(await stage.harness.call('requests.list', undefined)).toMatchObject([{ act: 'liftTwoAdministrators' }]);
  });

  it('a spoiled policy lets nobody in by an activation code, for the kill switch may have been on', async () => {
    const zoe = { username: 'zoe', displayName: 'Zoe', email: null, role: 'user' } as const;
    const { code } = await stage.as(stage.adas).call('people.create', zoe);
    await stage.harness.call('killSwitch.turnOn', undefined);
    await stage.behindTheApp("UPDATE policy SET value = '{}'");
    stage.harness.openWindow();
    expect(await stage.harness.failure('accounts.activate', { code, password: chosen })).toMatchObject({ code: 'joiningClosed' });
    await stage.setPolicy({});
    stage.harness.openWindow();
    expect(await stage.harness.call('accounts.activate', { code, password: chosen })).toMatchObject({ session: { status: 'unlocked' } });
  });

  it('somebody whom SQL has made an administrator is told nothing and reads of nobody', async () => {
    stage.sql("UPDATE accounts SET role = 'administrator' WHERE username = 'ben'");
    await stage.setPolicy({ joining: 'approval' });
    stage.harness.openWindow();
    const dora = { username: 'dora', displayName: 'Dora', email: null, password: chosen };
    expect(await stage.harness.call('accounts.create', dora)).toEqual({ status: 'waiting' });
    stage.as(stage.bens);
    expect(await stage.triggers()).not.toContain('account.joined');
    const { witnesses } = await stage.harness.call('audit.verify', undefined);
    expect(witnesses.filter(({ ownerId }) => ownerId !== stage.ben.id)).toEqual([]);
    stage.as(stage.adas);
    expect(await stage.triggers()).toContain('account.joined');
  });

  it('slots that SQL has marked as superseded are not thrown away while the account goes by them', async () => {
    await stage.as(stage.bens).call('session.signOut', undefined);
    stage.sql(`UPDATE slots SET retired_at = 1 WHERE owner_id = '${stage.ben.id}'`);
    await stage.harness.call('session.signIn', stage.bensSignIn);
    const slots = openStored(stage.dataDirectory).all(`SELECT id FROM slots WHERE owner_id = '${stage.ben.id}'`);
    expect(slots).toHaveLength(2);
    await stage.harness.call('session.signOut', undefined);
    const recovery = { who: { username: 'ben' }, code: stage.ben.personal, newPassword: chosen, acceptOlder: false };
    expect(await stage.harness.call('session.recover', recovery)).toMatchObject({ status: 'unlocked' });
  });

  describe('with a row that an administrator is to mend', () => {
    const mends = () => stage.act('mend', stage.ben.id);
    const slot = { refused: [{ error: { code: 'dataDamaged', detail: { what: 'slot' } } }] };
    const where = () => `WHERE owner_id = '${stage.ben.id}' AND kind`;

    it.each([
      ['no password slot', () => "UPDATE accounts SET password_slot_id = NULL WHERE username = 'ben'"],
      ['no recovery slot', () => "UPDATE accounts SET recovery_slot_id = NULL WHERE username = 'ben'"],
      ['the recovery slot for the password', () => "UPDATE accounts SET password_slot_id = recovery_slot_id WHERE username = 'ben'"],
      [
        'the slot of somebody else',
        () =>
          "UPDATE accounts SET password_slot_id = (SELECT password_slot_id FROM accounts WHERE username = 'ada') WHERE username = 'ben'",
      ],
      ['a slot that is gone', () => `DELETE FROM slots ${where()} = 'password'`],
      ['a slot that is retired', () => `UPDATE slots SET retired_at = 1 ${where()} = 'password'`],
    ])('it is not mended where it names %s', async (_what, statement) => {
      await stage.behindTheApp(statement(), "UPDATE accounts SET status_before = 'pending' WHERE username = 'ben'");
      expect(await mends()).toMatchObject(slot);
      expect(await stage.person('ben')).toMatchObject({ damaged: true });
    });

    it('its person chooses a new password afterwards, and nobody is released from that', async () => {
      await stage.act('requirePassword', stage.ben.id);
      await stage.behindTheApp("UPDATE accounts SET password_due = 0 WHERE username = 'ben'");
      expect(await mends()).toMatchObject({ done: [stage.ben.id] });
      await stage.act('enable', stage.ben.id);
      expect(await stage.act('releasePassword', stage.ben.id)).toMatchObject({ refused: [{ error: { code: 'notAllowedNow' } }] });
      stage.harness.openWindow();
      expect(await stage.harness.call('session.signIn', stage.bensSignIn)).toMatchObject({ status: 'unlocked', passwordDue: true });
    });

    it('the code of the installation releases nobody from a new password either', async () => {
      await stage.act('requirePassword', stage.ben.id);
      await stage.behindTheApp("UPDATE accounts SET password_due = 0 WHERE username = 'ben'");
      await stage.harness.call('accounts.restoreAdministrator', { code: stage.ada.installation, username: 'ben' });
      stage.harness.openWindow();
      expect(await stage.harness.call('session.signIn', stage.bensSignIn)).toMatchObject({ status: 'unlocked', passwordDue: true });
    });
  });

  describe('with the keychain that the installation names', () => {
    const damaged = { phase: 'problem', problem: { code: 'dataDamaged', detail: { what: 'keychain' } } };
    const takeover = async (kind: 'file' | 'os'): Promise<void> => {
      await stage.harness.close();
      stage.sql('UPDATE installation SET keychain_kind = ?', kind);
      stage.sql("UPDATE accounts SET role = 'administrator' WHERE username = 'ben'");
    };

    it('an empty file in place of the keychain makes nobody an administrator', async () => {
      await takeover('file');
      await stage.harness.open();
      expect(await stage.harness.call('app.status', undefined)).toMatchObject(damaged);
      const code = { who: { username: 'ben' }, code: stage.ben.personal, newPassword: chosen, acceptOlder: false };
      expect(await stage.harness.failure('session.recover', code)).toEqual(damaged.problem);
      stage.sql("UPDATE installation SET keychain_kind = 'os'");
      expect(await stage.harness.call('app.tryAgain', undefined)).toMatchObject({ phase: 'ready' });
      expect(await stage.harness.failure('session.signIn', stage.bensSignIn)).toMatchObject({ code: 'dataDamaged' });
    });

    it('nor does one where the keychain itself is out of reach', async () => {
      await takeover('file');
      stage.keychain.fail('keychainUnavailable');
      await stage.harness.open();
      expect(await stage.harness.call('app.status', undefined)).toMatchObject(damaged);
      stage.keychain.mend();
    });

    /** An installation that keeps its keys in a file, closed. */
    async function withFile() {
      const dataDirectory = temporaryDirectory();
      const chose = await AppHarness.start({ dataDirectory });
      await chose.call('setup.useFileKeychain', undefined);
      const ada = await chose.setUpAda();
      await chose.restart();
      expect(await chose.signIn('ada')).toMatchObject({ status: 'unlocked' });
      await chose.close();
      return { dataDirectory, chose, ada };
    }

    it('an empty keychain in place of the file makes nobody an administrator', async () => {
      const { dataDirectory, chose } = await withFile();
      openStored(dataDirectory).run("UPDATE installation SET keychain_kind = 'os'");
      await chose.open();
      expect(await chose.call('app.status', undefined)).toMatchObject(damaged);
      await chose.close();
    });

    it('a file that was really lost is replaced by whoever says so in a new one', async () => {
      const { dataDirectory, chose, ada } = await withFile();
      const file = join(dataDirectory, 'keychain.json');
      const { id } = openStored(dataDirectory).get<{ id: string }>('SELECT id FROM installation');
      rmSync(file);
      await chose.open();
      expect(await chose.call('app.status', undefined)).toMatchObject(damaged);
      writeFileSync(file, JSON.stringify({ v: 1, entries: { [`installation:${id}:made-anew`]: '' } }), { mode: 0o600 });
      expect(await chose.call('app.tryAgain', undefined)).toMatchObject({ phase: 'ready' });
      const recovery = { who: { username: 'ada' }, code: ada.personal, newPassword: chosen, acceptOlder: false };
      expect(await chose.call('session.recover', recovery)).toMatchObject({ status: 'unlocked' });
      expect(await chose.call('audit.verify', undefined)).toMatchObject({ status: 'intact', lostEpochs: 1 });
      await chose.close();
    });
  });
});
