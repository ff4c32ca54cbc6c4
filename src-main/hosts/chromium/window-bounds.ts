import type { Clock } from '../../host.ts';
import { type Area, onScreens, smallestWindow, type WindowState, type WindowStateFile } from '../window-state.ts';
import type { Shell } from './shell.ts';

const everyMilliseconds = 3000;

interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly windowState: 'normal' | 'maximized' | 'minimized' | 'fullscreen';
}

/**
 * Puts the window where it can be seen, keeps it from growing too small and remembers how it was left. A browser says neither that its
 * window moved nor how small it may become, so it is asked every few seconds. The answer ends that.
 */
export function keepBounds({ pipe, target, session }: Shell, file: WindowStateFile, clock: Clock): () => void {
  let callOff = (): void => undefined;
  let stopped = false;
  let normal: Pick<WindowState, 'x' | 'y' | 'width' | 'height'> | null = null;

  const ask = (): Promise<{ windowId: number; bounds: Bounds }> => pipe.send('Browser.getWindowForTarget', { targetId: target });
  const place = (windowId: number, bounds: Partial<Bounds>): Promise<unknown> => pipe.send('Browser.setWindowBounds', { windowId, bounds });

  /** The one that the window stands on is all that a page may know of. */
  async function screen(): Promise<Area> {
    const expression = '[screen.availLeft, screen.availTop, screen.availWidth, screen.availHeight]';
    const { result } = await pipe.send<{ result: { value: number[] } }>('Runtime.evaluate', { expression, returnByValue: true }, session);
    const [x = 0, y = 0, width = 0, height = 0] = result.value;
    return { x, y, width, height };
  }

  async function begin(): Promise<void> {
    const { windowId, bounds } = await ask();
    if (bounds.windowState !== 'normal') return;
    const area = await screen();
    const { left: x, top: y, width, height } = bounds;
    const fit = onScreens({ x, y, width, height, maximised: false }, [area]);
    const left = fit.x ?? area.x + Math.max(0, Math.round((area.width - fit.width) / 2));
    const top = fit.y ?? area.y + Math.max(0, Math.round((area.height - fit.height) / 2));
    if (left !== x || top !== y || fit.width !== width || fit.height !== height)
      await place(windowId, { left, top, width: fit.width, height: fit.height });
  }

  async function look(): Promise<void> {
    const { windowId, bounds } = await ask();
    const { left, top, windowState } = bounds;
    if (windowState === 'minimized' || windowState === 'fullscreen') return;
    const width = Math.max(bounds.width, smallestWindow.width);
    const height = Math.max(bounds.height, smallestWindow.height);
    if (windowState === 'normal' && (width !== bounds.width || height !== bounds.height)) await place(windowId, { width, height });
    if (windowState === 'normal') normal = { x: left, y: top, width, height };
    // A maximised window remembers the size that it goes back to.
    file.write({ ...(normal ?? { x: null, y: null, width, height }), maximised: windowState === 'maximized' });
  }

  function watch(): void {
    if (stopped) return;
    callOff = clock.after(everyMilliseconds, () => void look().then(watch, watch));
  }

  void begin().then(look).then(watch, watch);
  return () => {
    stopped = true;
    callOff();
  };
}
