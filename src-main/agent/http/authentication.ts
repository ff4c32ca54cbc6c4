import type { FastifyRequest } from 'fastify';
import type { Asker } from '../../../src-shared/agent/programs.ts';
import type { ChannelName, Input, Output } from '../../../src-shared/contract/index.ts';
import { AppError } from '../../../src-shared/errors.ts';
import type { Clock } from '../../host.ts';
import type { Bearer, TokenService } from '../tokens/token-service.ts';
import { type ApiSender, askerOf } from './api-sender.ts';
import type { Limiters } from './rates.ts';
import type { ApiDoor, SessionSenders } from './session-senders.ts';

/** Who sends a request: a session, by an access token that counts. */
export interface Caller {
  readonly bearer: Bearer;
  readonly sender: ApiSender;
  readonly asker: Asker;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null until the token was verified. */
    caller: Caller | null;
  }
}

/** Calls a channel through the door. Throws the failure that it answers with. */
export type CallChannel = <C extends ChannelName>(
  sender: ApiSender,
  channel: C,
  input: Input<C>,
  asking?: { readonly asker: Asker; readonly signal: AbortSignal },
) => Promise<Output<C>>;

export const channelCaller =
  (door: ApiDoor): CallChannel =>
  async <C extends ChannelName>(sender: ApiSender, channel: C, input: Input<C>, asking?: { asker: Asker; signal: AbortSignal }) => {
    const result = await door.call(sender, channel, input, asking?.asker ?? null, asking?.signal ?? null);
    if (!result.ok) throw new AppError(result.error.code, result.error.detail);
    return result.value as Output<C>;
  };

/** Who asks, and until when the answer is waited for: a question that a person has to answer goes when nobody does any more. */
export function askingOf(request: FastifyRequest): { asker: Asker; signal: AbortSignal } {
  return { asker: callerOf(request).asker, signal: request.signal };
}

/** Throws notSignedIn. */
export function callerOf({ caller }: FastifyRequest): Caller {
  if (caller === null) throw new AppError('notSignedIn');
  return caller;
}

const bearerPattern = /^Bearer ([A-Za-z0-9._~+/=-]{1,4096})$/iu;

/** The token of an Authorization header (RFC 6750); null where there is none, or it is none. */
export const bearerToken = (header: string | undefined): string | null => bearerPattern.exec(header ?? '')?.[1] ?? null;

interface AuthenticationParts {
  readonly tokens: TokenService;
  readonly senders: SessionSenders;
  readonly limiters: Limiters;
  readonly call: CallChannel;
  readonly clock: Clock;
}

const activityEveryMilliseconds = 30_000;

/** Puts whoever sent the request on it, before a byte of its body is read. */
export function createAuthentication({ tokens, senders, limiters, call, clock }: AuthenticationParts) {
  const lastActivity = new WeakMap<ApiSender, number>();

  /** The session is in use: it doesn't grow idle, and where nobody is at a window or terminal the vault stays open. */
  async function note(sender: ApiSender): Promise<void> {
    const now = clock.now();
    if (now - (lastActivity.get(sender) ?? 0) < activityEveryMilliseconds) return;
    lastActivity.set(sender, now);
    await call(sender, 'session.activity', undefined);
  }

  async function bearerOf(request: FastifyRequest): Promise<Caller> {
    const token = bearerToken(request.headers.authorization);
    if (token === null) throw new AppError('notSignedIn');
    const bearer = await tokens.verify(token);
    const sender = await senders.of(bearer.sessionId, request.headers['user-agent']);
    return { bearer, sender, asker: askerOf(bearer.sessionId, sender) };
  }

  /** Throws notSignedIn, tooManyAttempts, busy. */
  return async (request: FastifyRequest): Promise<void> => {
    try {
      request.caller = await bearerOf(request);
    } catch (error) {
      if (error instanceof AppError && error.code === 'notSignedIn') await limiters.refusedTokens(request);
      throw error;
    }
    await limiters.account(request);
    await note(callerOf(request).sender);
  };
}
