import { signedChanges } from '../../src-main/accounts/account-rows.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { everything } from '../../src-shared/audit.ts';
import { ApiStage, tokensIn, type Tokens } from '../helpers/api-stage.ts';
import { apiKeyDraft, passwords } from '../helpers/app-harness.ts';
import { openStored } from '../helpers/stored.ts';

const minute = 60_000;

describe('a session of the HTTP API', () => {
  let stage: ApiStage;

  beforeEach(async () => {
    stage = await ApiStage.set();
  });
  afterEach(() => stage.close());

  const me = async ({ access }: Pick<Tokens, 'access'>) => (await stage.send('GET', '/api/v1/auth/me', { token: access })).status;
  const secrets = async ({ access }: Pick<Tokens, 'access'>) => (await stage.send('GET', '/api/v1/secrets', { token: access })).status;
  const refresh = (token: string) => stage.send('POST', '/api/v1/auth/refresh', { body: { refresh_token: token } });
  const actions = async () =>
    (await stage.call('audit.everyone', { filter: everything, before: null, limit: 200 })).rows.map(({ action }) => action);

  describe('is refreshed', () => {
    it('with a new pair each time; the access token of before counts until it runs out', async () => {
      const first = await stage.login('ben');
      const second = tokensIn(await refresh(first.refresh));
      const third = tokensIn(await refresh(second.refresh));
      expect(new Set([first.refresh, second.refresh, third.refresh]).size).toBe(3);
      expect([await me(first), await me(second), await me(third)]).toEqual([200, 200, 200]);
    });

    it('never with a token that was used: whoever shows it ends the session, with all its tokens, and that is written down', async () => {
      const first = await stage.login('ben');
      const other = await stage.login('ben');
      const second = tokensIn(await refresh(first.refresh));
      expect((await refresh(first.refresh)).status).toBe(401);
      expect([await me(first), await me(second), (await refresh(second.refresh)).status]).toEqual([401, 401, 401]);
      expect(await me(other)).toBe(200);
      expect((await actions()).filter((action) => action === 'token.reused')).toHaveLength(1);
      // Nothing more to end, and no way to fill the log.
      for (let again = 0; again < 3; again += 1) expect((await refresh(first.refresh)).status).toBe(401);
      expect((await actions()).filter((action) => action === 'token.reused')).toHaveLength(1);
    });

    it('by one of two who show the same token at once, and ends for both', async () => {
      const first = await stage.login('ben');
      const answers = await Promise.all([refresh(first.refresh), refresh(first.refresh)]);
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401]);
      expect(await me(first)).toBe(401);
      for (const { json } of answers.filter(({ status }) => status === 200))
        expect(await me({ access: String(json['access_token']) })).toBe(401);
    });

    it('in vain while the vault is locked, and with the same token once its person has unlocked', async () => {
      const { refresh: token } = await stage.login('ada');
      await stage.call('session.lock', undefined);
      const locked = await refresh(token);
      expect([locked.status, locked.json['code']]).toEqual([423, 'vaultLocked']);
      await stage.signInAtWindow('ada');
      expect((await refresh(token)).status).toBe(200);
    });

    it('not by an access token, nor by anything that is none', async () => {
      const { access } = await stage.login('ben');
      for (const token of [access, '', 'srr_', `srr_${'A'.repeat(43)}`, `srr_${'A'.repeat(44)}`, "' OR 1=1 --"])
        expect((await refresh(token)).status).toBe(401);
    });

    it('not beyond the longest time that a session may last', async () => {
      await stage.setPolicy({ sessionAbsoluteDays: 2, sessionIdleDays: 1 });
      const tokens = await stage.login('ben');
      stage.harness.clock.advance(2 * 86_400_000);
      expect((await refresh(tokens.refresh)).status).toBe(401);
    });
  });

  describe('ends at once', () => {
    it('when it is signed out, with the vault that nobody else has open', async () => {
      const tokens = await stage.login('ben');
      expect(stage.services.sessions.doors.owners()).toHaveLength(2);
      expect((await stage.send('POST', '/api/v1/auth/logout', { token: tokens.access })).status).toBe(200);
      expect([await me(tokens), (await refresh(tokens.refresh)).status]).toEqual([401, 401]);
      expect(stage.services.sessions.doors.owners()).toHaveLength(1);
    });

    it('when its refresh token is given up', async () => {
      const tokens = await stage.login('ben');
      expect((await stage.send('POST', '/api/v1/auth/revoke', { body: { token: tokens.refresh } })).status).toBe(200);
      expect([await me(tokens), (await refresh(tokens.refresh)).status]).toEqual([401, 401]);
      expect((await stage.send('POST', '/api/v1/auth/revoke', { body: { token: 'nothing' } })).status).toBe(200);
    });

    it('when its person ends it from elsewhere', async () => {
      const [one, other] = [await stage.login('ben'), await stage.login('ben')];
      expect((await stage.send('POST', '/api/v1/sessions/end-others', { token: one.access })).status).toBe(204);
      expect([await me(one), await me(other)]).toEqual([200, 401]);
      const { sessions } = (await stage.send('GET', '/api/v1/sessions', { token: one.access })).json as { sessions: { id: string }[] };
      expect(sessions).toMatchObject([{ current: true, kind: 'program', client: 'HTTP API' }]);
      expect((await stage.send('DELETE', `/api/v1/sessions/${sessions[0]?.id}`, { token: one.access })).status).toBe(204);
      expect(await me(one)).toBe(401);
    });

    it.each(['disable', 'delete', 'endSessions'] as const)('when an administrator says so: %s', async (act) => {
      const tokens = await stage.login('ben');
      await stage.call('people.act', { act, ids: [tokens.id] });
      expect([await me(tokens), await secrets(tokens), (await refresh(tokens.refresh)).status]).toEqual([401, 401, 401]);
      const again = await stage.send('POST', '/api/v1/auth/login', { body: { email: 'ben', password: passwords.ben } });
      expect(again.status).toBe(act === 'endSessions' ? 200 : 403);
    });

    it('when the kill switch is turned on, also over the API itself, and nobody registers until it is lifted', async () => {
      const [ben, ada] = [await stage.login('ben'), await stage.login('ada')];
      expect((await stage.send('POST', '/api/v1/admin/kill-switch', { token: ada.access })).status).toBe(204);
      expect([await me(ben), await me(ada), (await refresh(ben.refresh)).status]).toEqual([401, 401, 401]);
      const body = { email: 'cleo@example.org', password: 'walnut ferry under nine moons' };
      const refused = await stage.send('POST', '/api/v1/auth/register', { body });
      expect([refused.status, refused.json['code']]).toEqual([403, 'joiningClosed']);
      expect(stage.services.sessions.doors.owners()).toEqual([]);
    });

    it('when SQL has changed the account, and calls nothing in its name', async () => {
      const tokens = await stage.login('ben');
      const { accounts } = stage.services.accountParts.database.repositories;
      await accounts.update(tokens.id, { role: 'administrator' });
      expect([await me(tokens), await secrets(tokens), (await refresh(tokens.refresh)).status]).toEqual([401, 401, 401]);
    });

    it('while a disabling is still being written', async () => {
      const tokens = await stage.login('ben');
      await Promise.all([
        stage.call('people.act', { act: 'disable', ids: [tokens.id] }),
        ...Array.from({ length: 20 }, () => secrets(tokens)),
      ]);
      expect([await me(tokens), await secrets(tokens)]).toEqual([401, 401]);
      expect(stage.services.sessions.doors.owners()).toHaveLength(1);
    });
  });

  it('counts again with the same token after a restart, once its person has unlocked', async () => {
    const tokens = await stage.login('ada');
    await stage.restart();
    expect([await me(tokens), await secrets(tokens), (await refresh(tokens.refresh)).status]).toEqual([200, 423, 423]);
    await stage.signInAtWindow('ada');
    expect([await secrets(tokens), (await refresh(tokens.refresh)).status]).toEqual([200, 200]);
  });

  it('lets the vault go when the API stops, and comes back with the same token', async () => {
    const tokens = await stage.login('ben');
    await stage.stopApi();
    expect(stage.services.sessions.doors.owners()).toHaveLength(1);
    await stage.startApi();
    expect([await me(tokens), await secrets(tokens)]).toEqual([200, 423]);
  });

  it('that is used keeps the vault open where nobody is at a window, and leaves the window to itself where somebody is', async () => {
    const ben = await stage.login('ben');
    for (let passed = 0; passed < 4; passed += 1) {
      stage.harness.clock.advance(5 * minute);
      await stage.call('session.activity', undefined);
      expect(await secrets(ben)).toBe(200);
    }
    const ada = await stage.login('ada');
    for (let passed = 0; passed < 3; passed += 1) {
      stage.harness.clock.advance(5 * minute);
      await secrets(ada);
    }
    expect(await secrets(ada)).toBe(423);
  });

  describe('is begun', () => {
    it('by e-mail address or username, whatever their case', async () => {
      for (const email of ['ben@example.org', 'Ben@Example.org', 'ben', ' BEN '])
        expect((await stage.send('POST', '/api/v1/auth/login', { body: { email, password: passwords.ben } })).status, email).toBe(200);
    });

    it('after guesses that delay other programs and never the window', async () => {
      const guess = () => stage.send('POST', '/api/v1/auth/login', { body: { email: 'ada@example.org', password: 'wrong' } });
      const answers = [];
      for (let tries = 0; tries < 6; tries += 1) answers.push(await guess());
      expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429]);
      expect(answers[5]?.headers['retry-after']).toBe('30');
      await stage.call('session.lock', undefined);
      expect(await stage.signInAtWindow('ada')).toMatchObject({ status: 'unlocked', failuresSinceLastSignIn: 5 });
      stage.harness.clock.advance(30_000);
      expect((await stage.send('POST', '/api/v1/auth/login', { body: { email: 'ada', password: passwords.ada } })).status).toBe(200);
    });

    it('by registering where that is open, with another name where the wanted one is taken', async () => {
      const register = (email: string, more = {}) =>
        stage.send('POST', '/api/v1/auth/register', { body: { email, password: 'walnut ferry under nine moons', ...more } });
      const second = await register('ben@elsewhere.example');
      expect(second.status).toBe(200);
      // Neither under a name of its own nor among others: the recovery code is for the person at the window.
      expect(Object.keys(second.json as object).toSorted()).toEqual(['access_token', 'expires_in', 'refresh_token', 'token_type', 'user']);
      expect((await stage.call('accounts.tiles', { search: '' })).tiles.map(({ username }) => username)).toContain('ben-2');
      expect(await register('ben@elsewhere.example')).toMatchObject({ status: 409, json: { code: 'usernameTaken', what: 'email' } });
      expect(await register('x@example.org', { username: 'ben' })).toMatchObject({ status: 409, json: { what: 'username' } });
      expect(await register('y@example.org', { password: 'short' })).toMatchObject({ status: 422, json: { code: 'weakPassword' } });
    });

    it('not before an administrator has approved, where that is the policy, and not at all where only they make accounts', async () => {
      await stage.setPolicy({ joining: 'approval' });
      const body = { email: 'cleo@example.org', password: 'walnut ferry under nine moons' };
      const waiting = await stage.send('POST', '/api/v1/auth/register', { body });
      expect([waiting.status, waiting.json['code'], waiting.json['access_token']]).toEqual([202, 'approvalPending', undefined]);
      expect(await stage.send('POST', '/api/v1/auth/login', { body })).toMatchObject({ status: 403, json: { code: 'approvalPending' } });
      await stage.setPolicy({ joining: 'administrators' });
      const closed = await stage.send('POST', '/api/v1/auth/register', { body: { ...body, email: 'dora@example.org' } });
      expect([closed.status, closed.json['code']]).toEqual([403, 'joiningClosed']);
    });

    it('with the recovery code left to the window, which says that it is not confirmed', async () => {
      const body = { email: 'cleo@example.org', password: 'walnut ferry under nine moons' };
      await stage.send('POST', '/api/v1/auth/register', { body });
      const window = await stage.anotherWindow();
      const signIn = { who: { username: 'cleo' }, password: body.password, acceptOlder: false };
      expect(await stage.callFrom(window, 'session.signIn', signIn)).toMatchObject({ unconfirmedCodes: ['personal'] });
    });
  });

  it('leaves nothing behind in the database a day after its tokens have run out', async () => {
    await stage.setPolicy({ sessionAbsoluteDays: 2, sessionIdleDays: 1 });
    const { access } = await stage.login('ben');
    await stage.send('POST', '/api/v1/auth/logout', { token: access });
    const rows = (table: string) => openStored(stage.dataDirectory).all(`SELECT * FROM ${table}`).length;
    expect([rows('refresh_tokens'), rows('revoked_tokens')]).toEqual([1, 1]);
    stage.harness.clock.advance(3 * 86_400_000);
    await vi.waitFor(() => {
      stage.harness.clock.advance(3_600_000);
      expect([rows('refresh_tokens'), rows('revoked_tokens')]).toEqual([0, 0]);
    });
  });

  it('keeps of its tokens nothing in the database that could be shown', async () => {
    const { access, refresh: token } = await stage.login('ben');
    await stage.send('POST', '/api/v1/auth/revoke', { body: { token: access } });
    const stored = JSON.stringify(
      ['refresh_tokens', 'revoked_tokens', 'sessions'].map((table) => openStored(stage.dataDirectory).all(`SELECT * FROM ${table}`)),
    );
    for (const part of [token, token.slice(4), ...access.split('.')]) expect(stored).not.toContain(part);
  });

  it('asks its person before it reads an item that is to ask each time, and gives up when nobody waits any more', async () => {
    await stage.call('items.create', { ...apiKeyDraft('Exchange', 'canary'), askBeforeUse: true });
    const { access: token } = await stage.login('ada');
    const waiting = async () => (await stage.call('approvals.list', undefined)).length;
    const read = stage.send('GET', '/api/v1/secrets/Exchange/key', { token, headers: { 'user-agent': 'bot/1' } });
    await vi.waitFor(async () => expect(await waiting()).toBe(1));
    const [approval] = await stage.call('approvals.list', undefined);
    expect(approval).toMatchObject({ asker: { name: 'HTTP API', registered: false } });
    await stage.call('approvals.answer', {
      id: approval?.id ?? '',
      decision: { allow: true, duration: 'once', tag: null, leaseMinutes: 0 },
    });
    expect(await read).toMatchObject({ status: 200, json: { value: 'canary' } });

    const given = new AbortController();
    const gone = fetch(`${stage.address}/api/v1/secrets/Exchange/key`, {
      headers: { authorization: `Bearer ${token}` },
      signal: given.signal,
    }).catch(() => 'gone');
    await vi.waitFor(async () => expect(await waiting()).toBe(1));
    given.abort();
    expect(await gone).toBe('gone');
    await vi.waitFor(async () => expect(await waiting()).toBe(0));
  });
});

describe('a session that its program comes back to after a restart', () => {
  it('is not there for another kind of sender, once it has ended, or for somebody who was disabled', async () => {
    const stage = await ApiStage.set();
    const { id: benId } = await stage.login('ben');
    const { sessions } = await stage.call('sessions.everyone', { ownerId: benId, liveOnly: true, offset: 0, limit: 10 });
    const id = sessions.find(({ kind }) => kind === 'program')?.id ?? '';
    await stage.restart();
    const { sessions: service } = stage.services;
    const resumed = async (kind: 'cli' | 'program') => service.resume(await stage.anotherWindow(kind), id);
    await resumed('program');
    await expect(resumed('cli')).rejects.toMatchObject({ code: 'notSignedIn' });
    await stage.services.accountParts.database.repositories.sessions.touch(id, 0, 0);
    await expect(resumed('program')).rejects.toMatchObject({ code: 'notSignedIn' });
    await stage.services.accountParts.database.repositories.sessions.touch(id, Date.UTC(2026, 0, 15), Date.UTC(2027, 0, 15));
    await stage.signInAtWindow('ada');
    const { accounts } = stage.services.accountParts.database.repositories;
    const row = await accounts.find(benId);
    await accounts.update(benId, signedChanges(stage.services.installation.keys.accountRows, row!, { status: 'disabled' }));
    await expect(resumed('program')).rejects.toMatchObject({ code: 'accountDisabled' });
    await stage.close();
  });
});
