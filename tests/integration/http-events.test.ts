import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { ApiStage, type Tokens } from '../helpers/api-stage.ts';
import { apiKeyDraft } from '../helpers/app-harness.ts';

interface Listening {
  readonly socket: WebSocket;
  readonly events: string[];
  /** The code that it was closed with. */
  readonly closed: Promise<number>;
}

describe('a WebSocket of the HTTP API', () => {
  let stage: ApiStage;
  let ada: Tokens;

  beforeEach(async () => {
    stage = await ApiStage.set();
    ada = await stage.login('ada');
  });
  afterEach(() => stage.close());

  function listen(path = '/api/v1/events', headers: Record<string, string> = {}, first?: string | Buffer): Listening {
    const socket = new WebSocket(stage.address.replace('http', 'ws') + path, { headers });
    const events: string[] = [];
    socket.on('message', (data: Buffer) => events.push((JSON.parse(data.toString()) as { event: string }).event));
    socket.on('error', () => undefined);
    if (first !== undefined) socket.on('open', () => socket.send(first));
    return { socket, events, closed: new Promise((resolve) => socket.on('close', resolve)) };
  }
  const bearer = ({ access }: Tokens) => ({ authorization: `Bearer ${access}` });
  const ready = ({ events }: Listening) => vi.waitFor(() => expect(events).toContain('session.ready'));

  it('takes the token in its header, or as the first message, and tells of what changes', async () => {
    const all = [listen(undefined, bearer(ada)), listen(undefined, {}, JSON.stringify({ token: ada.access }))];
    await Promise.all(all.map(ready));
    await stage.call('items.create', apiKeyDraft('Exchange', 'canary'));
    for (const { events } of all) await vi.waitFor(() => expect(events).toContain('vault.changed'));
  });

  it.each([
    ['no token that counts in the header', { authorization: 'Bearer x.y.z' }, undefined, 4401],
    ['something else in the header', { authorization: 'Basic YWRh' }, undefined, 4401],
    ['a first message that is no token', {}, '{"token":7}', 4401],
    ['a first message that is no JSON', {}, 'token', 4401],
    ['bytes', {}, Buffer.from([1, 2, 3]), 4401],
    ['more than a token', {}, 'x'.repeat(10_000), 1009],
  ])('is closed after %s', async (_what, headers, first, code) => {
    expect(await listen(undefined, headers as Record<string, string>, first).closed).toBe(code);
  });

  it('is closed where no token comes', async () => {
    const { socket, closed, events } = listen();
    await vi.waitFor(() => expect(socket.readyState).toBe(socket.OPEN));
    await vi.waitFor(() => {
      stage.harness.clock.advance(10_000);
      expect(socket.readyState).not.toBe(socket.OPEN);
    });
    expect([await closed, events]).toEqual([4401, []]);
  });

  it('takes the token in its address only where the policy has old clients in mind, and logs it never', async () => {
    const path = `/api/v1/events?token=${ada.access}`;
    expect(await listen(path).closed).toBe(1008);
    await stage.setPolicy({ apiQueryToken: true });
    const old = listen(path);
    await ready(old);
    expect(JSON.stringify(stage.harness.log)).not.toContain('eyJ');
    old.socket.close();
    expect(await listen(`${path}&token=x`).closed).toBe(1008);
  });

  it.each(['http://evil.example', 'null'])('is refused to a page of another origin: %s', async (origin) => {
    const { socket } = listen(undefined, { ...bearer(ada), origin });
    const status = await new Promise((resolve) => socket.on('unexpected-response', (_request, response) => resolve(response.statusCode)));
    expect(status).toBe(403);
  });

  it.each([
    ['/api/v1/secrets', 401],
    ['/nowhere', 404],
  ])('is not to be had at %s', async (path, status) => {
    const { socket } = listen(path);
    expect(await new Promise((resolve) => socket.on('unexpected-response', (_request, response) => resolve(response.statusCode)))).toBe(
      status,
    );
  });

  it('is closed where there are no events', async () => {
    expect(await listen('/health').closed).toBe(1005);
  });

  it('is refused under another host', async () => {
    const { socket } = listen(undefined, { ...bearer(ada), host: 'evil.example' });
    expect(await new Promise((resolve) => socket.on('unexpected-response', (_request, response) => resolve(response.statusCode)))).toBe(
      403,
    );
  });

  it('is told when its person locks, and goes on', async () => {
    const listening = listen(undefined, bearer(ada));
    await ready(listening);
    await stage.call('session.lock', undefined);
    await vi.waitFor(() => expect(listening.events).toContain('session.changed'));
    expect(listening.socket.readyState).toBe(WebSocket.OPEN);
  });

  it.each(['logout', 'revoke', 'disable', 'killSwitch'] as const)('is closed at once by %s', async (how) => {
    const ben = await stage.login('ben');
    const listening = listen(undefined, bearer(ben));
    await ready(listening);
    if (how === 'logout') await stage.send('POST', '/api/v1/auth/logout', { token: ben.access });
    else if (how === 'revoke') await stage.send('POST', '/api/v1/auth/revoke', { body: { token: ben.access } });
    else if (how === 'disable') await stage.call('people.act', { act: 'disable', ids: [ben.id] });
    else await stage.call('killSwitch.turnOn', undefined);
    expect(await listening.closed).toBe(4401);
  });

  it('is closed when its token runs out', async () => {
    stage.harness.clock.advance(59 * 60_000 + 40_000);
    const listening = listen(undefined, bearer(ada));
    await ready(listening);
    stage.harness.clock.advance(20_000);
    expect(await listening.closed).toBe(4401);
  });

  it('is terminated where nobody answers its pings', async () => {
    const socket = new WebSocket(`${stage.address.replace('http', 'ws')}/api/v1/events`, { headers: bearer(ada), autoPong: false });
    const closed = new Promise<number>((resolve) => socket.on('close', resolve));
    await new Promise((resolve) => socket.on('message', resolve));
    const pinged = new Promise((resolve) => socket.on('ping', resolve));
    stage.harness.clock.advance(30_000);
    await pinged;
    await vi.waitFor(() => {
      stage.harness.clock.advance(30_000);
      expect(socket.readyState).toBe(WebSocket.CLOSED);
    });
    expect(await closed).toBe(1006);
  });

  it('is terminated where it is not read from, before what waits for it grows', async () => {
    const listening = listen(undefined, bearer(ada));
    await ready(listening);
    listening.socket.pause();
    const [sender] = stage.services.sessions.sendersOf(ada.id).filter(({ kind }) => kind === 'program');
    const before = process.memoryUsage().arrayBuffers;
    for (let each = 0; each < 3000; each += 1) sender?.push('vault.changed', { generation: each, padding: 'x'.repeat(10_000) } as never);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
    listening.socket.resume();
    await listening.closed;
    expect(stage.harness.log.map(({ event }) => event)).toContain('http.socketTooSlow');
  });

  it('is one of eight that a session may have', async () => {
    const all = Array.from({ length: 8 }, () => listen(undefined, bearer(ada)));
    await Promise.all(all.map(ready));
    expect(await listen(undefined, bearer(ada)).closed).toBe(1013);
    all[0]?.socket.close();
    await all[0]?.closed;
    await vi.waitFor(async () => {
      const another = listen(undefined, bearer(ada));
      await ready(another);
    });
  });

  it('is closed when the API stops', async () => {
    const listening = listen(undefined, bearer(ada));
    await ready(listening);
    await stage.stopApi();
    expect(await listening.closed).toBeOneOf([1001, 1006]);
  });
});
