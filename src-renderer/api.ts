import type { EventName, EventPayload } from '../src-shared/contract/events.ts';
import type { ChannelName, Input, Output } from '../src-shared/contract/index.ts';
import type { Failure } from '../src-shared/errors.ts';

/** A call that main refused; screens show it by its code. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

type Args<C extends ChannelName> = undefined extends Input<C> ? [] : [input: Input<C>];

/** Asks main. Throws ApiError. */
export async function call<C extends ChannelName>(channel: C, ...[input]: Args<C>): Promise<Output<C>> {
  const result = await window.strongroom.invoke(channel, input);
  if (!result.ok) throw new ApiError(result.error);
  return result.value as Output<C>;
}

/** Listens to what main announces; the answer stops it. */
export const onEvent = <E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): (() => void) =>
  window.strongroom.on(event, (payload) => listener(payload as EventPayload<E>));

/** The failure behind whatever was thrown. */
export const failureOf = (error: unknown): Failure => (error instanceof ApiError ? error.failure : { code: 'internal' });
