import { afterEach, beforeAll, vi } from 'vitest';
import { cleanup, configure } from '@testing-library/react';
import { startTranslations } from '../../src-renderer/i18n/index.ts';

/** What a browser has and jsdom lacks: media queries, observers, and boxes with a size, so that a virtual list has rows. */
export function standInForBrowser(): void {
  beforeAll(async () => {
    configure({ asyncUtilTimeout: 2000 });
    const media = { matches: false, addEventListener: () => undefined, removeEventListener: () => undefined };
    vi.stubGlobal('matchMedia', () => media);
    vi.stubGlobal(
      'ResizeObserver',
      class {
        observe = (): void => undefined;
        unobserve = (): void => undefined;
        disconnect = (): void => undefined;
      },
    );
    Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 600 });
    Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, get: () => 340 });
    Element.prototype.scrollIntoView = () => undefined;
    Element.prototype.scrollTo = function scrollTo(this: Element, options?: ScrollToOptions | number) {
      if (typeof options === 'object') this.scrollTop = options.top ?? 0;
      this.dispatchEvent(new Event('scroll'));
    };
    Object.defineProperty(document, 'fonts', { configurable: true, value: new EventTarget() });
    await startTranslations();
  });
  afterEach(cleanup);
}
