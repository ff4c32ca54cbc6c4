import type { Result } from '../src-shared/errors.ts';

declare global {
  interface Window {
    /** Put there by the host before the page runs. */
    readonly strongroom: {
      invoke(channel: string, payload: unknown): Promise<Result<unknown>>;
      on(event: string, listener: (payload: unknown) => void): () => void;
    };
    readonly trustedTypes?: { createPolicy(name: string, rules: { createHTML(text: string): string }): unknown };
  }
}
