import { installSurface, type ToPage } from '../page-surface.ts';
import type { ContentFile } from '../window-content.ts';
import { type Browser, type BrowserOptions, startBrowser } from './browser.ts';
import type { DevToolsMessage, DevToolsPipe } from './devtools-pipe.ts';

export const origin = 'https://strongroom.invalid';
const bindingName = '__strongroomSend';
const receiverName = '__strongroomReceive';

export interface ShellOptions extends BrowserOptions {
  readonly content: ReadonlyMap<string, ContentFile>;
  /** Answers a call of the page. */
  readonly onCall: (channel: string, payload: unknown) => Promise<unknown>;
  /** The page's process died; it is loaded anew afterwards. */
  readonly onCrash: () => void;
  readonly log: (event: string, facts?: Record<string, string>) => void;
}

export interface Shell {
  readonly browser: Browser;
  readonly pipe: DevToolsPipe;
  /** The DevTools session of the window's page. */
  readonly session: string;
  readonly mainFrame: string;
  push(event: string, payload: unknown): void;
  /** Loads the page anew; every object of the old one is gone. */
  reset(): Promise<void>;
  raise(): Promise<void>;
}

interface Attached {
  readonly sessionId: string;
  readonly targetInfo: { readonly targetId: string; readonly type: string; readonly url: string };
  readonly waitingForDebugger: boolean;
}

interface Paused {
  readonly requestId: string;
  readonly request: { readonly url: string; readonly method: string };
}

/** Opens the app's window in an installed browser and resolves when its page has loaded. */
export async function openShell(options: ShellOptions): Promise<Shell> {
  const browser = startBrowser(options);
  const { pipe } = browser;
  const page = new ShellPage(pipe, options);
  const loaded = Promise.race([
    page.loaded,
    browser.exited.then(() => {
      throw new Error('the browser ended before its window opened');
    }),
  ]);
  pipe.tap((message) => page.receive(message));
  await pipe.send('Target.setDiscoverTargets', { discover: true });
  await pipe.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
  await loaded;
  return {
    ...{ browser, pipe, session: page.session, mainFrame: page.target },
    push: (event, payload) => page.tell({ event, payload }),
    reset: async () => {
      await pipe.send('Page.reload', { ignoreCache: true }, page.session);
      await pipe.send('Page.resetNavigationHistory', {}, page.session);
    },
    raise: async () => void (await pipe.send('Page.bringToFront', {}, page.session)),
  };
}

/** The one page of the window: what is answered to it, what it may call, and everything else refused. */
class ShellPage {
  readonly #pipe: DevToolsPipe;
  readonly #options: ShellOptions;
  readonly loaded: Promise<void>;
  #onLoaded: () => void = () => undefined;
  session = '';
  target = '';
  /** The script context of our origin in the main frame; null while a page is being replaced. */
  #context: number | null = null;

  constructor(pipe: DevToolsPipe, options: ShellOptions) {
    this.#pipe = pipe;
    this.#options = options;
    this.loaded = new Promise((resolve) => {
      this.#onLoaded = resolve;
    });
  }

  /** Takes every message of the browser; answers false, so that others may look at them too. */
  receive({ method, params = {}, sessionId }: DevToolsMessage): boolean {
    if (method === 'Target.attachedToTarget')
      void this.#attach(params as unknown as Attached).catch(() => this.#options.log('window.attach'));
    else if (method === 'Target.targetDestroyed' && params['targetId'] === this.target)
      void this.#pipe.send('Browser.close').catch(() => undefined);
    else if (sessionId === this.session) this.#receiveOfPage(method, params);
    return false;
  }

  tell(message: ToPage): void {
    if (this.#context === null) return;
    // SECURITY: as an argument, never as code.
    const call = { functionDeclaration: `text => globalThis.${receiverName}?.(text)`, arguments: [{ value: JSON.stringify(message) }] };
    this.#send('Runtime.callFunctionOn', { ...call, executionContextId: this.#context, silent: true }).catch(() => undefined);
  }

  #send(method: string, params: object = {}): Promise<unknown> {
    return this.#pipe.send(method, params, this.session);
  }

  async #attach({ sessionId, targetInfo, waitingForDebugger }: Attached): Promise<void> {
    if (targetInfo.type !== 'page' || this.target !== '') {
      await this.#refuse(targetInfo);
      return;
    }
    this.session = sessionId;
    this.target = targetInfo.targetId;
    const surface = `(${installSurface.toString()})(${JSON.stringify(origin)}, ${JSON.stringify(bindingName)}, ${JSON.stringify(receiverName)})`;
    await Promise.all([
      this.#send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
      this.#send('Network.enable'),
      this.#send('Network.setBypassServiceWorker', { bypass: true }),
      this.#send('Page.enable'),
      this.#send('Inspector.enable'),
      this.#send('Runtime.enable'),
      this.#send('Runtime.addBinding', { name: bindingName }),
      this.#send('Page.addScriptToEvaluateOnNewDocument', { source: surface }),
      this.#send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }),
      this.#pipe.send('Browser.setDownloadBehavior', { behavior: 'deny' }),
    ]);
    if (waitingForDebugger) await this.#send('Runtime.runIfWaitingForDebugger');
    await this.#send('Page.navigate', { url: `${origin}/` });
  }

  /** Pop-ups, tabs, workers and foreign frames don't live long enough to run. The tab around our page is no page of its own. */
  async #refuse({ targetId, type, url }: Attached['targetInfo']): Promise<void> {
    if (type === 'tab' || type === 'browser') return;
    this.#options.log('window.refusedTarget', { type, scheme: url.split(':')[0] ?? '' });
    await this.#pipe.send('Target.closeTarget', { targetId }).catch(() => undefined);
  }

  #receiveOfPage(method: string | undefined, params: Record<string, unknown>): void {
    switch (method) {
      case 'Fetch.requestPaused':
        return void this.#answer(params as unknown as Paused).catch(() => undefined);
      case 'Runtime.executionContextCreated':
        return this.#noteContext(params['context'] as { id: number; origin: string; auxData?: { isDefault?: boolean; frameId?: string } });
      case 'Runtime.executionContextDestroyed':
        if (params['executionContextId'] === this.#context) this.#context = null;
        return;
      case 'Runtime.executionContextsCleared':
        this.#context = null;
        return;
      case 'Page.loadEventFired':
        if (this.#context !== null) this.#onLoaded();
        return;
      case 'Runtime.bindingCalled':
        return void this.#call(params as { name: string; payload: string; executionContextId: number });
      case 'Inspector.targetCrashed':
        this.#options.onCrash();
        return void this.#send('Page.reload').catch(() => undefined);
      default:
    }
  }

  #noteContext({ id, origin: of, auxData }: { id: number; origin: string; auxData?: { isDefault?: boolean; frameId?: string } }): void {
    if (of === origin && auxData?.isDefault === true && auxData.frameId === this.target) this.#context = id;
  }

  async #answer({ requestId, request }: Paused): Promise<void> {
    const url = URL.parse(request.url);
    const file = url?.origin === origin && request.method === 'GET' ? this.#options.content.get(url.pathname) : undefined;
    if (file === undefined) {
      this.#options.log('window.refusedRequest', { scheme: url?.protocol ?? '' });
      await this.#send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
      return;
    }
    const responseHeaders = Object.entries(file.headers).map(([name, value]) => ({ name, value }));
    await this.#send('Fetch.fulfillRequest', { requestId, responseCode: 200, responseHeaders, body: file.body.toString('base64') });
  }

  async #call({ name, payload, executionContextId }: { name: string; payload: string; executionContextId: number }): Promise<void> {
    // SECURITY: only the main frame of our own origin; a frame or an old page that still runs is nobody.
    if (name !== bindingName || executionContextId !== this.#context) return;
    const message = parseCall(payload);
    if (message === null) return;
    const result = await this.#options.onCall(message.channel, message.payload);
    if (this.#context === executionContextId) this.tell({ id: message.id, result });
  }
}

function parseCall(text: string): { id: number; channel: string; payload: unknown } | null {
  try {
    const { id, channel, payload } = JSON.parse(text) as Record<string, unknown>;
    return typeof id === 'number' && typeof channel === 'string' ? { id, channel, payload } : null;
  } catch {
    return null;
  }
}
