import type { EventName, EventPayload } from '../../src-shared/contract/events.ts';

/** How many questions of programs wait for the person at this window, where that is what the event tells; null for every other event. */
export const questionsIn = <E extends EventName>(event: E, payload: EventPayload<E>): number | null =>
  event === 'approvals.changed' ? (payload as EventPayload<'approvals.changed'>).waiting : null;
