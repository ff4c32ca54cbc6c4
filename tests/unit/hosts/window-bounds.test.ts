import { describe, expect, it, onTestFinished } from 'vitest';
import { keepBounds } from '../../../src-main/hosts/chromium/window-bounds.ts';
import type { Shell } from '../../../src-main/hosts/chromium/shell.ts';
import type { WindowState } from '../../../src-main/hosts/window-state.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';

const screen = [0, 0, 1920, 1080];

/** A browser's window as DevTools tells of it. */
function opened(bounds: Record<string, unknown>) {
  const clock = new FakeClock();
  const window = { left: 10, top: 20, width: 1280, height: 800, windowState: 'normal', ...bounds };
  const written: WindowState[] = [];
  const send = async (method: string, params: { bounds?: object }): Promise<unknown> => {
    if (method === 'Runtime.evaluate') return { result: { value: screen } };
    if (method === 'Browser.setWindowBounds') return void Object.assign(window, params.bounds);
    return { windowId: 1, bounds: { ...window } };
  };
  const shell = { pipe: { send }, target: 't', session: 's' } as unknown as Shell;
  const stop = keepBounds(shell, { read: () => expect.unreachable(), write: (state) => void written.push(state) }, clock);
  onTestFinished(stop);
  const look = async (): Promise<void> => {
    await expect.poll(() => clock.pending).toBe(1);
    clock.advance(3000);
    await expect.poll(() => clock.pending).toBe(1);
  };
  return { window, written, look, stop, clock };
}

describe('the window of a browser', () => {
  it('is put where it can be seen, in the middle where its screen has gone', async () => {
    const { window, look } = opened({ left: 5000, top: 5000, width: 1000, height: 700 });
    await look();
    expect(window).toMatchObject({ left: 460, top: 190, width: 1000, height: 700 });
  });

  it('is not left smaller than it works', async () => {
    const { window, look } = opened({});
    await look();
    Object.assign(window, { width: 300, height: 200 });
    await look();
    expect(window).toMatchObject({ width: 900, height: 600 });
  });

  it('is remembered as it is moved, and with the size that it goes back to when it is maximised', async () => {
    const { window, written, look } = opened({});
    await look();
    Object.assign(window, { left: 50 });
    await look();
    expect(written.at(-1)).toEqual({ x: 50, y: 20, width: 1280, height: 800, maximised: false });
    Object.assign(window, { left: 0, top: 0, width: 1920, height: 1080, windowState: 'maximized' });
    await look();
    expect(written.at(-1)).toEqual({ x: 50, y: 20, width: 1280, height: 800, maximised: true });
    const before = written.length;
    Object.assign(window, { windowState: 'minimized' });
    await look();
    expect(written).toHaveLength(before);
  });

  it('is asked no more once it has closed', async () => {
    const { stop, clock } = opened({});
    await expect.poll(() => clock.pending).toBe(1);
    stop();
    expect(clock.pending).toBe(0);
  });
});
