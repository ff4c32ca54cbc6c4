import { AsyncLocalStorage } from 'node:async_hooks';

/** The kind of the sender whose call is being served, for the log's `client`; whatever a call sets off later keeps it. */
export const callingClient = new AsyncLocalStorage<string>();
