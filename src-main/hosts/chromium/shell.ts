import type { ContentFile } from '../window-content.ts';
import { type Browser, type BrowserOptions, startBrowser } from './browser.ts';
import { ClipboardPage } from './clipboard-page.ts';
import type { DevToolsPipe } from './devtools-pipe.ts';
import { origin, ShellPage } from './shell-page.ts';

export interface ShellOptions extends BrowserOptions {
  readonly content: ReadonlyMap<string, ContentFile>;
  /** Answers a call of the page. */
  readonly onCall: (channel: string, payload: unknown) => Promise<unknown>;
  /** The page's process died, or the page was led away; it is loaded anew when this has resolved. */
  readonly onLost: (why: 'crashed' | 'ledAway') => Promise<void>;
  readonly log: (event: string, facts?: Record<string, string>) => void;
}

export interface Shell {
  readonly browser: Browser;
  readonly pipe: DevToolsPipe;
  readonly clipboard: ClipboardPage;
  /** The DevTools session of the window's page. */
  readonly session: string;
  readonly target: string;
  /** Resolves when the window is closed; the browser still runs then, so that the clipboard can be cleared. */
  readonly closed: Promise<void>;
  push(event: string, payload: unknown): void;
  /** Loads the page anew; every object of the old one is gone. */
  reset(): Promise<void>;
  raise(): Promise<void>;
}

const openingMilliseconds = 60_000;

/** Opens the app's window in an installed browser and resolves when its page has loaded. Rejects where it doesn't come to that. */
export async function openShell(options: ShellOptions): Promise<Shell> {
  const browser = startBrowser(options);
  const { pipe } = browser;
  const clipboard = new ClipboardPage(pipe);
  const page = new ShellPage(pipe, options, (targetId) => clipboard.isTarget(targetId));
  pipe.tap((message) => page.receive(message));
  try {
    await Promise.race([open(pipe, page), ended(browser), tooLate()]);
  } catch (error) {
    await browser.close();
    throw error;
  }
  return {
    ...{ browser, pipe, clipboard, session: page.session, target: page.target },
    closed: Promise.race([page.closed, browser.exited]),
    push: (event, payload) => page.tell({ event, payload }),
    reset: () => page.load(),
    raise: () => raise(pipe, page),
  };
}

async function open(pipe: DevToolsPipe, page: ShellPage): Promise<void> {
  // SECURITY: naming no permission refuses all of them.
  await pipe.send('Browser.grantPermissions', { origin, permissions: [] });
  await pipe.send('Browser.setDownloadBehavior', { behavior: 'deny' });
  await pipe.send('Target.setDiscoverTargets', { discover: true });
  await pipe.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
  await page.loaded;
}

async function ended(browser: Browser): Promise<never> {
  await browser.exited;
  throw new Error('the browser ended before its window opened');
}

function tooLate(): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error('the browser did not open its window in time')), openingMilliseconds).unref();
  });
}

async function raise(pipe: DevToolsPipe, page: ShellPage): Promise<void> {
  const { windowId, bounds } = await pipe.send<{ windowId: number; bounds: { windowState?: string } }>('Browser.getWindowForTarget', {
    targetId: page.target,
  });
  if (bounds.windowState === 'minimized') await pipe.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'normal' } });
  await pipe.send('Page.bringToFront', {}, page.session);
}
