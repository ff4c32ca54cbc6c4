import type { TestWindow } from '../e2e/window.ts';

const patienceMilliseconds = 10_000;

interface Held {
  readonly control?: boolean;
  readonly shift?: boolean;
}

/** The window's page driven over the shell's own pipe, without a driver that keeps notes of what it saw. Places are XPath. */
export class BarePage {
  readonly #window: TestWindow;

  private constructor(window: TestWindow) {
    this.#window = window;
  }

  /** Takes the window from its driver: `window.page` is of no use afterwards. */
  static async of(window: TestWindow): Promise<BarePage> {
    await window.letGo();
    const page = new BarePage(window);
    await page.#send('Performance.enable');
    // The driver's going took the focus with it.
    await page.#send('Emulation.setFocusEmulationEnabled', { enabled: true });
    return page;
  }

  /** Waits until the place is there; asks anew in the page that comes where this one goes meanwhile. */
  async until(place: string, then = ''): Promise<void> {
    const script = `new Promise((resolve) => {
      const late = performance.now() + ${patienceMilliseconds};
      const look = () => {
        if (performance.now() > late) return resolve(document.body.innerText);
        const found = document.evaluate(${JSON.stringify(place)}, document, null, XPathResult.FIRST_ORDERED_NODE_TYPE, null).singleNodeValue;
        if (found === null || document.readyState !== 'complete') return setTimeout(look, 5);
        ${then}
        resolve(true);
      };
      look();
    })`;
    let seen: unknown = '';
    for (const end = performance.now() + patienceMilliseconds; performance.now() < end;) {
      const answer = await this.#send<{ result: { value?: unknown } }>('Runtime.evaluate', {
        expression: script,
        awaitPromise: true,
        returnByValue: true,
      }).catch(() => null);
      if (answer?.result.value === true) return;
      seen = answer?.result.value ?? seen;
    }
    throw new Error(`${place} is not there, but ${String(seen)}`);
  }

  click(place: string): Promise<void> {
    return this.until(place, 'found.click();');
  }

  async type(place: string, text: string): Promise<void> {
    await this.until(place, 'found.focus();');
    await this.#send('Input.insertText', { text });
  }

  async press(key: string, { control = false, shift = false }: Held = {}): Promise<void> {
    const letter = /^[a-z]$/.test(key);
    const event = {
      key: letter && shift ? key.toUpperCase() : key,
      code: letter ? `Key${key.toUpperCase()}` : key,
      windowsVirtualKeyCode: letter ? key.toUpperCase().codePointAt(0) : 13,
      modifiers: (control ? 2 : 0) + (shift ? 8 : 0),
    };
    await this.#send('Input.dispatchKeyEvent', { type: 'keyDown', ...event, ...(key === 'Enter' ? { text: '\r' } : {}) });
    // The key may have taken the page away.
    await this.#send('Input.dispatchKeyEvent', { type: 'keyUp', ...event }).catch(() => undefined);
  }

  async collect(): Promise<void> {
    await this.#send('HeapProfiler.collectGarbage');
  }

  async metrics(): Promise<Record<string, number>> {
    const { metrics } = await this.#send<{ metrics: { name: string; value: number }[] }>('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  }

  #send<T = unknown>(method: string, params: object = {}): Promise<T> {
    const { pipe, session } = this.#window.desktop.shell;
    return pipe.send<T>(method, params, session);
  }
}
