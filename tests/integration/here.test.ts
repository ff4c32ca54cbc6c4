import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { AdminStage } from '../helpers/admin-stage.ts';
import { passwords, type TestSender } from '../helpers/app-harness.ts';

const minute = 60_000;

describe('the board of who is here', () => {
  let stage: AdminStage;

  beforeEach(async () => {
    stage = await AdminStage.set();
    onTestFinished(() => stage.harness.close());
  });

  const here = () => stage.as(stage.adas).call('sessions.here', undefined);
  const ben = async () => (await here()).people.find(({ id }) => id === stage.ben.id);
  const told = (sender: TestSender): number => sender.events.filter(({ event }) => event === 'people.changed').length;
  const bensState = async () => (await stage.as(stage.bens).call('session.current', undefined)).status;

  it('says who has a vault open, since when, where, and when it locks', async () => {
    const { people, more } = await here();
    expect(more).toBe(0);
    expect(people.map(({ username }) => username).toSorted()).toEqual(['ada', 'ben']);
    expect(await ben()).toMatchObject({
      ...{ displayName: 'Ben Bitdiddle', role: 'user', lease: null },
      places: [{ kind: 'desktop', client: 'Test window', state: 'open', current: false }],
    });
    const since = (await ben())?.unlockedSince ?? 0;
    stage.harness.clock.advance(5 * minute);
    await stage.as(stage.bens).call('session.activity', undefined);
    const later = await ben();
    expect(later?.unlockedSince).toBe(since);
    expect(later?.seenAt).toBe(since + 5 * minute);
    expect(later?.locksAt).toBe(since + 15 * minute);
    expect(people.find(({ id }) => id === stage.ada.id)?.places.map(({ current }) => current)).toEqual([true]);
  });

  it('goes on counting from the first opening when a vault is re-keyed', async () => {
    const since = (await ben())?.unlockedSince;
    stage.harness.clock.advance(minute);
    await stage.as(stage.bens).call('account.rekey', { password: passwords.ben });
    expect((await ben())?.unlockedSince).toBe(since);
  });

  it('shows whose session waits locked after those whose vault is open', async () => {
    await stage.as(stage.bens).call('session.lock', undefined);
    const { people } = await here();
    expect(people.map(({ username }) => username)).toEqual(['ada', 'ben']);
    expect(people[1]).toMatchObject({ unlockedSince: null, seenAt: null, locksAt: null, places: [{ state: 'locked' }] });
    await stage.harness.app.detach(stage.bens);
    expect((await ben())?.places).toMatchObject([{ state: 'waiting' }]);
  });

  it('leaves out whoever has signed out', async () => {
    await stage.as(stage.bens).call('session.signOut', undefined);
    expect((await here()).people.map(({ username }) => username)).toEqual(['ada']);
  });

  it('tells administrators of vaults that open and close, a burst of them once, and nobody else', async () => {
    stage.harness.clock.advance(1000);
    const before = told(stage.adas);
    for (let round = 0; round < 3; round += 1) {
      await stage.as(stage.bens).call('session.lock', undefined);
      await stage.as(stage.bens).call('session.signIn', stage.bensSignIn);
    }
    stage.harness.clock.advance(250);
    expect(told(stage.adas)).toBe(before + 1);
    expect(told(stage.bens)).toBe(0);
  });

  it('locks one person, who is told by whom, and writes down who did it', async () => {
    await stage.as(stage.adas).call('sessions.lockPerson', { id: stage.ben.id });
    expect(await bensState()).toBe('locked');
    expect(stage.bens.resets).toBeGreaterThan(0);
    const { rows } = await stage.as(stage.adas).call('audit.everyone', {
      filter: { personId: stage.ben.id, action: 'session.lockedByAdministrator', outcome: null, from: null, to: null },
      before: null,
      limit: 10,
    });
    expect(rows).toMatchObject([{ actorId: stage.ada.id, targetId: stage.ben.id, outcome: 'ok' }]);
    await stage.as(stage.bens).call('session.signIn', stage.bensSignIn);
    const { notifications } = await stage.harness.call('notifications.list', { before: null, limit: 10 });
    expect(notifications[0]).toMatchObject({ trigger: 'session.lockedByAdministrator', facts: { by: 'Ada Lovelace' } });
  });

  it('writes and tells nothing where the vault is locked already, and names nobody who is not there', async () => {
    await stage.as(stage.bens).call('session.lock', undefined);
    await stage.as(stage.adas).call('sessions.lockPerson', { id: stage.ben.id });
    expect(await stage.actions()).not.toContain('session.lockedByAdministrator');
    const nobody = '00000000-0000-4000-8000-000000000000';
    for (const channel of ['sessions.lockPerson', 'sessions.endPerson', 'sessions.endLease'])
      expect(await stage.as(stage.adas).failure(channel, { id: nobody })).toMatchObject({ code: 'notFound' });
  });

  it('locks also where the log can not be written', async () => {
    stage.sql("CREATE TRIGGER refuse BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no'); END");
    await stage.as(stage.adas).failure('sessions.lockPerson', { id: stage.ben.id });
    expect(await bensState()).toBe('locked');
    stage.sql('DROP TRIGGER refuse');
  });

  it('locks everybody else, and the administrator only when asked to', async () => {
    const dora = await stage.invite('dora');
    expect(await stage.as(stage.adas).call('sessions.lockPeople', { meToo: false })).toEqual({ locked: 2 });
    expect((await here()).people.filter(({ unlockedSince }) => unlockedSince !== null).map(({ username }) => username)).toEqual(['ada']);
    expect((await stage.as(dora.sender).call('session.current', undefined)).status).toBe('locked');
    await stage.as(stage.adas).call('sessions.lockPeople', { meToo: true });
    expect((await stage.harness.call('session.current', undefined)).status).toBe('locked');
  });

  it.each(['one', 'everybody'])('turns away who is signing in at that moment, also where nobody stood before: %s', async (whom) => {
    await stage.as(stage.bens).call('session.leave', { next: null });
    const arriving = stage.as(stage.bens).failure('session.signIn', stage.bensSignIn);
    if (whom === 'one') await stage.as(stage.adas).call('sessions.lockPerson', { id: stage.ben.id });
    else await stage.as(stage.adas).call('sessions.lockPeople', { meToo: false });
    expect(await arriving).toMatchObject({ code: 'vaultLocked' });
    expect((await ben())?.unlockedSince ?? null).toBeNull();
    expect((await stage.as(stage.adas).call('session.current', undefined)).status).toBe('unlocked');
  });

  it('ends every session of one person, and not the own', async () => {
    expect(await stage.as(stage.adas).failure('sessions.endPerson', { id: stage.ada.id })).toMatchObject({ code: 'notAllowedNow' });
    await stage.as(stage.adas).call('sessions.endPerson', { id: stage.ben.id });
    expect(await bensState()).toBe('signedOut');
    expect(await ben()).toBeUndefined();
    await stage.as(stage.adas).call('sessions.endPerson', { id: stage.ben.id });
    await stage.as(stage.bens).call('session.signIn', stage.bensSignIn);
    expect(await stage.triggers()).toContain('sessions.ended');
  });

  it('shows a guest and ends the visit', async () => {
    await stage.setPolicy({ guest: true });
    stage.harness.openWindow();
    const guests = stage.harness.sender;
    await stage.harness.call('session.enterAsGuest', undefined);
    const guest = (await here()).people.find(({ role }) => role === 'guest');
    expect(guest).toMatchObject({ unlockedSince: null, places: [{ kind: 'desktop', state: 'locked' }] });
    await stage.as(stage.adas).call('sessions.endPerson', { id: guest?.id ?? '' });
    expect((await stage.as(guests).call('session.current', undefined)).status).toBe('signedOut');
  });

  it('opens nothing: no answer of the board holds more than counts, names and times', async () => {
    const [person] = (await here()).people;
    expect(Object.keys(person ?? {}).toSorted()).toEqual(
      ['colour', 'displayName', 'id', 'lease', 'locksAt', 'places', 'role', 'seenAt', 'unlockedSince', 'username'].toSorted(),
    );
  });
});
