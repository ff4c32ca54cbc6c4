import { installSurface, type ToPage } from '../page-surface.ts';
import type { DevToolsMessage, DevToolsPipe } from './devtools-pipe.ts';
import type { ShellOptions } from './shell.ts';

export const origin = 'https://strongroom.invalid';
const bindingName = '__strongroomSend';
const receiverName = '__strongroomReceive';

interface Attached {
  readonly sessionId: string;
  readonly targetInfo: { readonly targetId: string; readonly type: string; readonly url: string };
  readonly waitingForDebugger: boolean;
}

interface Paused {
  readonly requestId: string;
  readonly resourceType: string;
  readonly request: { readonly url: string; readonly method: string };
}

interface ScriptContext {
  readonly id: number;
  readonly origin: string;
  readonly auxData?: { readonly isDefault?: boolean; readonly frameId?: string };
}

/** The one page of the window: what is answered to it, what it may call, and everything else refused. */
export class ShellPage {
  readonly #pipe: DevToolsPipe;
  readonly #options: Pick<ShellOptions, 'content' | 'onCall' | 'onLost' | 'log'>;
  readonly #isOurs: (targetId: string) => Promise<boolean>;
  readonly #loaded = Promise.withResolvers<undefined>();
  readonly #closed = Promise.withResolvers<undefined>();
  readonly loaded: Promise<void> = this.#loaded.promise;
  readonly closed: Promise<void> = this.#closed.promise;
  session = '';
  target = '';
  /** The script context of our origin in the main frame; null while a page is being replaced. */
  #context: number | null = null;

  constructor(pipe: DevToolsPipe, options: ShellOptions, isOurs: (targetId: string) => Promise<boolean>) {
    this.#pipe = pipe;
    this.#options = options;
    this.#isOurs = isOurs;
  }

  /** Takes every message of the browser; answers false, so that others may look at them too. */
  receive({ method, params = {}, sessionId }: DevToolsMessage): boolean {
    if (sessionId !== undefined && sessionId !== this.session) return false;
    if (method === 'Target.attachedToTarget')
      void this.#attach(params as unknown as Attached).catch(() => this.#options.log('window.notAttached'));
    else if (method === 'Target.targetDestroyed' && params['targetId'] === this.target) this.#closed.resolve(undefined);
    else if (sessionId === this.session) this.#receiveOfPage(method, params);
    return false;
  }

  tell(message: ToPage): void {
    if (this.#context === null) return;
    // SECURITY: as an argument, never as code.
    const call = { functionDeclaration: `text => globalThis.${receiverName}?.(text)`, arguments: [{ value: JSON.stringify(message) }] };
    this.#send('Runtime.callFunctionOn', { ...call, executionContextId: this.#context, silent: true }).catch(() => undefined);
  }

  /** SECURITY: a navigation; a reload would bring back what was typed into fields. */
  async load(): Promise<void> {
    await this.#send('Page.navigate', { url: `${origin}/` });
  }

  #send(method: string, params: object = {}): Promise<unknown> {
    return this.#pipe.send(method, params, this.session);
  }

  async #attach({ sessionId, targetInfo, waitingForDebugger }: Attached): Promise<void> {
    const { type, targetId } = targetInfo;
    if (this.target !== '' || type !== 'page') {
      if (await this.#isOurs(targetId)) await this.#pipe.send('Runtime.runIfWaitingForDebugger', {}, sessionId);
      else await this.#refuse(targetInfo);
      return;
    }
    this.session = sessionId;
    this.target = targetId;
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
    ]);
    if (waitingForDebugger) await this.#send('Runtime.runIfWaitingForDebugger');
    await this.load();
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
        return this.#noteContext(params['context'] as ScriptContext);
      case 'Runtime.executionContextDestroyed':
        if (params['executionContextId'] === this.#context) this.#context = null;
        return;
      case 'Runtime.executionContextsCleared':
        this.#context = null;
        return;
      case 'Page.frameNavigated':
        return this.#checkPlace(params['frame'] as { id: string; url: string });
      case 'Page.loadEventFired':
        return this.#settle();
      case 'Runtime.bindingCalled':
        return void this.#call(params as { name: string; payload: string; executionContextId: number });
      case 'Inspector.targetCrashed':
        return this.#lose('crashed');
      default:
    }
  }

  #settle(): void {
    if (this.#context === null) return;
    // SECURITY: no way back to what was before.
    this.#send('Page.resetNavigationHistory').catch(() => undefined);
    this.#loaded.resolve(undefined);
  }

  #noteContext({ id, origin: of, auxData }: ScriptContext): void {
    if (of === origin && auxData?.isDefault === true && auxData.frameId === this.target) this.#context = id;
  }

  /** Requests are refused elsewhere; this is for places that need none, about:blank for one. */
  #checkPlace({ id, url }: { id: string; url: string }): void {
    if (id === this.target && !url.startsWith(`${origin}/`) && !url.startsWith('data:text/html,')) this.#lose('ledAway');
  }

  #lose(why: 'crashed' | 'ledAway'): void {
    this.#context = null;
    void this.#options
      .onLost(why)
      .then(() => this.load())
      .catch(() => this.#options.log('window.notReloaded'));
  }

  async #answer({ requestId, resourceType, request }: Paused): Promise<void> {
    const url = URL.parse(request.url);
    const file = url?.origin === origin && request.method === 'GET' ? this.#options.content.get(url.pathname) : undefined;
    if (file === undefined) {
      this.#options.log('window.refusedRequest', { scheme: url?.protocol ?? '' });
      // An aborted navigation leaves the page where it is; a blocked one would show an error page in its place.
      await this.#send('Fetch.failRequest', { requestId, errorReason: resourceType === 'Document' ? 'Aborted' : 'BlockedByClient' });
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
