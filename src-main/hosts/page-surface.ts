/** What a page sees of the app; the same in every host. */
export interface PageSurface {
  invoke(channel: string, payload: unknown): Promise<unknown>;
  on(event: string, listener: (payload: unknown) => void): () => void;
}

/** A message from main to the page: an answer or an event. */
export type ToPage = { readonly id: number; readonly result: unknown } | { readonly event: string; readonly payload: unknown };

/**
 * Runs in the page before any of its own code, as text: it must not refer to anything outside itself.
 * Takes the raw binding away and leaves a frozen `window.strongroom`.
 */
export function installSurface(origin: string, bindingName: string, receiverName: string): void {
  const scope = globalThis as unknown as Record<string, unknown>;
  const send = scope[bindingName] as ((text: string) => void) | undefined;
  delete scope[bindingName];
  if (send === undefined || scope['top'] !== scope['window'] || (scope['location'] as { origin: string }).origin !== origin) return;
  const { parse, stringify } = JSON;
  const waiting = new Map<number, (result: unknown) => void>();
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  let lastId = 0;
  const receive = (text: string): void => {
    const message = parse(text) as { id?: number; result?: unknown; event?: string; payload?: unknown };
    if (message.event !== undefined) {
      for (const listener of listeners.get(message.event) ?? []) listener(message.payload);
    } else if (message.id !== undefined) {
      waiting.get(message.id)?.(message.result);
      waiting.delete(message.id);
    }
  };
  const surface = {
    invoke: (channel: string, payload: unknown) =>
      new Promise((resolve) => {
        lastId += 1;
        waiting.set(lastId, resolve);
        send(stringify({ id: lastId, channel, payload }));
      }),
    on: (event: string, listener: (payload: unknown) => void) => {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(listener));
      return () => void set.delete(listener);
    },
  };
  Object.defineProperty(scope, receiverName, { enumerable: false, value: receive });
  Object.defineProperty(scope, 'strongroom', { enumerable: true, value: Object.freeze(surface) });
}
