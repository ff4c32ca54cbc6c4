import { createContext, runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { installSurface, type PageSurface } from '../../../src-main/hosts/page-surface.ts';

const origin = 'https://strongroom.invalid';

/** A page's global scope, with the surface installed as the shell does it: as text. */
function page({ of = origin, framed = false }: { of?: string; framed?: boolean } = {}) {
  const sent: { id: number; channel: string; payload?: unknown }[] = [];
  const scope: Record<string, unknown> = { location: { origin: of }, rawSend: (text: string) => void sent.push(JSON.parse(text)) };
  scope['window'] = scope;
  scope['top'] = framed ? {} : scope;
  createContext(scope);
  const run = (source: string): unknown => runInContext(source, scope);
  run(`(${installSurface.toString()})(${JSON.stringify(origin)}, 'rawSend', 'receive')`);
  return {
    scope,
    sent,
    run,
    surface: scope['strongroom'] as PageSurface | undefined,
    receive: (message: unknown) => (scope['receive'] as (text: string) => void)(JSON.stringify(message)),
  };
}

describe('the surface of a page', () => {
  it('is frozen and can not be replaced, and the raw binding is gone', () => {
    const { scope, run, surface } = page();
    expect(Object.keys(surface!)).toEqual(['invoke', 'on']);
    expect(run('Object.isFrozen(strongroom)')).toBe(true);
    expect(Object.getOwnPropertyDescriptor(scope, 'strongroom')).toMatchObject({ writable: false, configurable: false });
    expect('rawSend' in scope).toBe(false);
  });

  it('matches answers with their calls, in whatever order they come', async () => {
    const { surface, sent, receive } = page();
    const [one, two] = [surface!.invoke('a', 1), surface!.invoke('b', undefined)];
    expect(sent).toEqual([
      { id: 1, channel: 'a', payload: 1 },
      { id: 2, channel: 'b' },
    ]);
    receive({ id: 2, result: { ok: true, value: 'second' } });
    receive({ id: 1, result: { ok: false, error: { code: 'denied' } } });
    receive({ id: 7, result: 'nobody asked' });
    expect(await two).toEqual({ ok: true, value: 'second' });
    expect(await one).toEqual({ ok: false, error: { code: 'denied' } });
  });

  it('tells events to their listeners until these stop listening', () => {
    const { surface, receive } = page();
    const heard: unknown[] = [];
    const stop = surface!.on('vault.changed', (payload) => void heard.push(payload));
    surface!.on('vault.changed', () => void heard.push('second listener'));
    receive({ event: 'vault.changed', payload: { generation: 1 } });
    receive({ event: 'nobody.listens', payload: 0 });
    stop();
    receive({ event: 'vault.changed', payload: { generation: 2 } });
    expect(heard).toEqual([{ generation: 1 }, 'second listener', 'second listener']);
  });

  it('does not exist in a frame or on another origin, and takes the binding away there too', () => {
    for (const elsewhere of [page({ framed: true }), page({ of: 'https://example.com' }), page({ of: 'null' })]) {
      expect(elsewhere.surface).toBeUndefined();
      expect('rawSend' in elsewhere.scope).toBe(false);
      expect('receive' in elsewhere.scope).toBe(false);
    }
  });

  it('keeps working when page code changes JSON', async () => {
    const { run, surface, sent, receive } = page();
    run('JSON.stringify = () => "taken over"; JSON.parse = () => ({ id: 1, result: "taken over" });');
    const asked = surface!.invoke('a', 1);
    receive({ id: 1, result: 'true answer' });
    expect(sent).toHaveLength(1);
    expect(await asked).toBe('true answer');
  });
});
