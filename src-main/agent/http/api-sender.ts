import type { EventName, EventPayload } from '../../../src-shared/contract/events.ts';
import type { Asker } from '../../../src-shared/agent/programs.ts';
import type { Sender } from '../../host.ts';

/** `reset`: who is signed in, or whether the vault is open, has changed; `left`: this sender is gone. */
type Listener = (event: EventName | 'reset' | 'left', payload: unknown) => void;

const clientMaxCharacters = 100;

/** What one session of the HTTP API is to the app; events go to whoever listens on a WebSocket, and to nobody otherwise. */
export class ApiSender implements Sender {
  readonly kind = 'program';
  readonly client: string;
  readonly #listeners = new Set<Listener>();

  constructor(userAgent: string | undefined) {
    this.client = clientName(userAgent);
  }

  push<E extends EventName>(event: E, payload: EventPayload<E>): void {
    for (const listener of this.#listeners) listener(event, payload);
  }

  /** There is no page: listeners look anew. */
  reset(): void {
    for (const listener of this.#listeners) listener('reset', {});
  }

  leave(): void {
    for (const listener of this.#listeners) listener('left', {});
  }

  /** The answer ends it. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  get listeners(): number {
    return this.#listeners.size;
  }
}

/** SECURITY: the caller calls itself what it likes, and people read it in a list: nothing that could fake a layout stays in it. */
function clientName(userAgent: string | undefined): string {
  const plain = (userAgent ?? '').replaceAll(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '').trim();
  return plain === '' ? 'HTTP API' : `HTTP API: ${plain.slice(0, clientMaxCharacters)}`;
}

/** Who asks, where a person has to be asked: the session, under the name that its program gave itself. */
export const askerOf = (sessionId: string, { client }: ApiSender): Asker => ({
  key: `http:${sessionId}`,
  name: client,
  path: null,
  parents: [],
  registered: false,
});
