import type { DevToolsMessage, DevToolsPipe } from './devtools-pipe.ts';

const origin = 'https://clipboard.strongroom.invalid';
const page = Buffer.from('<!doctype html><title>Clipboard</title>').toString('base64');
const headers = [
  { name: 'Content-Type', value: 'text/html; charset=utf-8' },
  { name: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" },
  { name: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
];

interface Opened {
  readonly session: string;
  readonly context: number;
}

/**
 * A page without a window that does nothing but reach the clipboard.
 * SECURITY: it has an origin of its own, the only one with the permission; the app's page is refused it by header and by
 * permission, so no script there can read what is copied. Closing it ends its process and what that remembers.
 */
export class ClipboardPage {
  readonly #pipe: DevToolsPipe;
  #target: Promise<string> | null = null;
  #opened: Promise<Opened> | null = null;

  constructor(pipe: DevToolsPipe) {
    this.#pipe = pipe;
  }

  /** Whether a target that has just appeared is this page; the browser announces it before it answers us. */
  async isTarget(targetId: string): Promise<boolean> {
    return this.#target !== null && (await this.#target.catch(() => null)) === targetId;
  }

  /** Runs a function in the page. Rejects where the browser refuses; the next call starts with a new page. */
  async call<T>(functionDeclaration: string, values: readonly string[]): Promise<T> {
    try {
      this.#opened ??= this.#open();
      const { session, context } = await this.#opened;
      // SECURITY: values go as arguments, never as code.
      const call = { functionDeclaration, executionContextId: context, arguments: values.map((value) => ({ value })) };
      const answer = await this.#pipe.send<{ result: { value: T }; exceptionDetails?: unknown }>(
        'Runtime.callFunctionOn',
        { ...call, awaitPromise: true, returnByValue: true, userGesture: true },
        session,
      );
      if (answer.exceptionDetails !== undefined) throw new Error('the clipboard refused');
      return answer.result.value;
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    const target = this.#target;
    this.#target = null;
    this.#opened = null;
    const targetId = await target?.catch(() => null);
    if (targetId) await this.#pipe.send('Target.closeTarget', { targetId }).catch(() => undefined);
  }

  async #open(): Promise<Opened> {
    const permissions = ['clipboardReadWrite', 'clipboardSanitizedWrite'];
    await this.#pipe.send('Browser.grantPermissions', { origin, permissions });
    this.#target = this.#pipe
      .send<{ targetId: string }>('Target.createTarget', { url: 'about:blank', hidden: true, background: true })
      .then(({ targetId }) => targetId);
    const targetId = await this.#target;
    const { sessionId: session } = await this.#pipe.send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true });
    const send = (method: string, params: object = {}): Promise<unknown> => this.#pipe.send(method, params, session);
    const context = this.#serve(session);
    await Promise.all([
      send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
      send('Runtime.enable'),
      // The clipboard answers only to a page that has the focus, and this one never gets it.
      send('Emulation.setFocusEmulationEnabled', { enabled: true }),
      send('Runtime.runIfWaitingForDebugger'),
    ]);
    const [loaded] = await Promise.all([context, send('Page.navigate', { url: `${origin}/` })]);
    return { session, context: loaded };
  }

  /** Answers the page's one request; resolves with its script context. */
  #serve(session: string): Promise<number> {
    return new Promise((resolve) => {
      const stop = this.#pipe.tap((message) => {
        if (message.sessionId !== session) return false;
        if (message.method === 'Fetch.requestPaused') this.#answer(message);
        const { context } = (message.params ?? {}) as { context?: { id: number; origin: string } };
        if (message.method === 'Runtime.executionContextCreated' && context?.origin === origin) {
          stop();
          resolve(context.id);
        }
        return true;
      });
    });
  }

  #answer({ params, sessionId }: DevToolsMessage): void {
    const { requestId, request } = params as { requestId: string; request: { url: string } };
    const answer =
      request.url === `${origin}/`
        ? this.#pipe.send('Fetch.fulfillRequest', { requestId, responseCode: 200, responseHeaders: headers, body: page }, sessionId)
        : this.#pipe.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' }, sessionId);
    answer.catch(() => undefined);
  }
}
