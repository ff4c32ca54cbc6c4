import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { everything } from '../../src-shared/audit.ts';
import { AdminStage, chosen } from '../helpers/admin-stage.ts';
import { passwords } from '../helpers/app-harness.ts';
import { openStored } from '../helpers/stored.ts';

describe('what somebody might try against sessions and the login screen', () => {
  let stage: AdminStage;

  beforeEach(async () => {
    stage = await AdminStage.set();
  });
  afterEach(() => stage.harness.close());

  const liveSessionsOf = (id: string) =>
    openStored(stage.dataDirectory).all(`SELECT id FROM sessions WHERE owner_id = '${id}' AND revoked_at IS NULL`);

  it('the kill switch holds though the log can not be written', async () => {
    stage.sql("CREATE TRIGGER broken BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no more rows'); END");
    await stage.harness.app.call(stage.adas, 'killSwitch.turnOn', undefined);
    expect(await stage.as(stage.bens).call('session.current', undefined)).toMatchObject({ status: 'signedOut' });
    expect(await stage.harness.call('accounts.joining', undefined)).toMatchObject({ joining: 'closed' });
    expect(openStored(stage.dataDirectory).all('SELECT id FROM sessions WHERE revoked_at IS NULL')).toEqual([]);
    stage.sql('DROP TRIGGER broken');
  });

  it('a session ends though the log can not be written', async () => {
    const { sessions } = await stage
      .as(stage.adas)
      .call('sessions.everyone', { ownerId: stage.ben.id, liveOnly: true, offset: 0, limit: 5 });
    stage.sql("CREATE TRIGGER broken BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no more rows'); END");
    await stage.harness.app.call(stage.adas, 'sessions.endOf', { id: sessions[0]?.id ?? '' });
    expect(liveSessionsOf(stage.ben.id)).toEqual([]);
    stage.sql('DROP TRIGGER broken');
  });

  it.each(['endSessions', 'disable', 'delete'] as const)('%s ends sessions though the log can not be written', async (act) => {
    stage.sql("CREATE TRIGGER broken BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no more rows'); END");
    await stage.harness.app.call(stage.adas, 'people.act', { act, ids: [stage.ben.id] });
    expect(liveSessionsOf(stage.ben.id)).toEqual([]);
    stage.sql('DROP TRIGGER broken');
  });

  it('a person ends the other sessions though the log can not be written', async () => {
    const own = liveSessionsOf(stage.ben.id);
    stage.sql(
      'INSERT INTO sessions SELECT ?, owner_id, kind, client, created_at, last_activity_at, idle_expires_at, expires_at, revoked_at FROM sessions WHERE owner_id = ?',
      'another',
      stage.ben.id,
    );
    stage.sql("CREATE TRIGGER broken BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no more rows'); END");
    await stage.harness.app.call(stage.bens, 'sessions.endOthers', undefined);
    expect(liveSessionsOf(stage.ben.id)).toEqual(own);
    stage.sql('DROP TRIGGER broken');
  });

  it('the login screen does not spell out e-mail addresses', async () => {
    const seen: unknown[] = [];
    const look = async (): Promise<void> => {
      for (const [channel, input] of [
        ['accounts.tiles', { search: '' }],
        ['accounts.tiles', { search: 'lovelace' }],
        ['accounts.joining', undefined],
        ['session.current', undefined],
        ['app.status', undefined],
      ] as const)
        seen.push(await stage.harness.app.call(stage.harness.sender, channel, input));
    };
    expect(await stage.as(stage.bens).tiles('example.org')).toEqual([]);
    expect(await stage.harness.tiles('lovelace')).toHaveLength(1);
    await stage.as(stage.adas).call('session.lock', undefined);
    await look();
    expect(seen.at(-2)).toMatchObject({ value: { status: 'locked', account: { username: 'ada', email: null } } });
    stage.harness.openWindow();
    await look();
    await stage.harness.restart();
    await look();
    expect(seen.at(-2)).toMatchObject({ value: { status: 'locked' } });
    expect(seen).toHaveLength(15);
    expect(JSON.stringify(seen)).not.toContain('ada@example.org');
    expect(await stage.harness.signIn('ada')).toMatchObject({ account: { email: 'ada@example.org' } });
  });

  it('a start names nobody where people type their names, and the session goes on', async () => {
    await stage.setPolicy({ loginScreen: 'names' });
    expect(await stage.as(stage.adas).call('session.lock', undefined)).toMatchObject({ status: 'locked', account: { username: 'ada' } });
    const live = () =>
      openStored(stage.dataDirectory).all(`SELECT id FROM sessions WHERE owner_id = '${stage.ada.id}' AND revoked_at IS NULL`);
    const before = live();
    await stage.harness.restart();
    expect(await stage.harness.call('session.current', undefined)).toMatchObject({ status: 'signedOut' });
    expect(await stage.harness.tiles()).toEqual([]);
    await stage.harness.signIn('ada');
    expect(live()).toEqual(before);
  });

  it.each([
    ['right password', 'session.signIn', 'session.signInFailed'],
    ['recovery code', 'session.recover', 'session.recoveryFailed'],
  ] as const)('a %s that opens a disabled account is written down as refused', async (_what, channel, action) => {
    await stage.as(stage.adas).call('people.act', { act: 'disable', ids: [stage.ben.id] });
    const who = { who: { username: 'ben' }, acceptOlder: false };
    const input =
      channel === 'session.signIn' ? { ...who, password: passwords.ben } : { ...who, code: stage.ben.personal, newPassword: chosen };
    expect(await stage.as(stage.bens).failure(channel, input)).toEqual({ code: 'accountDisabled' });
    const { rows } = await stage.as(stage.adas).call('audit.everyone', { filter: everything, before: null, limit: 1 });
    expect(rows).toMatchObject([{ action, outcome: 'denied', targetId: stage.ben.id }]);
    await stage.harness.call('people.act', { act: 'enable', ids: [stage.ben.id] });
    stage.harness.openWindow();
    expect(await stage.harness.signIn('ben')).toMatchObject({ status: 'unlocked' });
  });

  it('somebody who is disabled while the password is derived leaves no sign-in behind', async () => {
    await stage.as(stage.bens).call('session.signOut', undefined);
    const { adas } = stage;
    stage.keepers.onCall = (call) =>
      call === 'openWithPassword' && stage.harness.app.call(adas, 'people.act', { act: 'disable', ids: [stage.ben.id] });
    await stage.as(stage.bens).failure('session.signIn', { who: { username: 'ben' }, password: passwords.ben, acceptOlder: false });
    stage.keepers.onCall = () => undefined;
    const { rows } = await stage
      .as(stage.adas)
      .call('audit.everyone', { filter: { ...everything, personId: stage.ben.id }, before: null, limit: 2 });
    expect(rows.map(({ action, outcome }) => [action, outcome])).toEqual([
      ['session.signInFailed', 'denied'],
      ['account.disabled', 'ok'],
    ]);
  });

  it('somebody who is disabled after the password was right stands at no window', async () => {
    await stage.as(stage.bens).call('session.signOut', undefined);
    const { adas } = stage;
    stage.keepers.onCall = (call) =>
      call === 'checkAudit' && stage.harness.app.call(adas, 'people.act', { act: 'disable', ids: [stage.ben.id] });
    expect(await stage.as(stage.bens).failure('session.signIn', stage.bensSignIn)).toEqual({ code: 'accountDisabled' });
    stage.keepers.onCall = () => undefined;
    expect(await stage.harness.call('session.current', undefined)).toMatchObject({ status: 'signedOut' });
    expect(liveSessionsOf(stage.ben.id)).toEqual([]);
  });

  it('everybody whose session an administrator ends hears of it', async () => {
    await stage.as(stage.adas).call('sessions.endAll', undefined);
    await stage.as(stage.bens).call('session.signIn', { who: { username: 'ben' }, password: passwords.ben, acceptOlder: false });
    const { notifications } = await stage.harness.call('notifications.list', { before: null, limit: 10 });
    expect(notifications.map(({ trigger }) => trigger)).toContain('sessions.ended');
    const { rows } = await stage.harness.call('audit.own', { before: null, limit: 10 });
    expect(rows.map(({ action, actorId }) => [action, actorId])).toContainEqual(['session.ended', stage.ada.id]);
  });
});
