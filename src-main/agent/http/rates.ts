import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../../../src-shared/errors.ts';
import type { Clock } from '../../host.ts';

const minute = 60_000;

/**
 * How often somebody may ask within a minute. Everybody on this machine has the same address, so what is counted by address alone is
 * generous; guessing is slowed down by name, and by the sign-in itself.
 */
export const perMinute = {
  /** All that comes from one address. */
  address: 240_000,
  /** All that one person's sessions ask. */
  account: 120_000,
  signInsOfAddress: 120,
  signInsOfName: 20,
  registrationsOfAddress: 20,
  refreshesOfAddress: 600,
  /** Answered with a refusal; a token that counts is never held up by others that don't. */
  refusedTokensOfAddress: 600,
} as const;

type Limiter = (request: FastifyRequest) => Promise<void>;

export interface Limiters {
  readonly account: Limiter;
  readonly signInsOfName: Limiter;
  readonly refusedTokens: Limiter;
}

/** The bound of one route by address, for its `config`. */
export const byAddress = (max: number) => ({ rateLimit: { max, timeWindow: minute } });

/** Those that count by something else than the address. Each throws tooManyAttempts. */
export function createLimiters(app: FastifyInstance, clock: Clock): Limiters {
  const limiter = (max: number, keyGenerator: (request: FastifyRequest) => string): Limiter => {
    const ask = app.createRateLimit({ max, timeWindow: minute, keyGenerator });
    return async (request) => {
      const answer = await ask(request);
      if (!answer.isAllowed && answer.isExceeded) throw new AppError('tooManyAttempts', { retryAt: clock.now() + answer.ttl });
    };
  };
  return {
    account: limiter(perMinute.account, ({ caller, ip }) => caller?.bearer.account.id ?? ip),
    signInsOfName: limiter(perMinute.signInsOfName, ({ body, ip }) => `${ip} ${nameIn(body)}`),
    refusedTokens: limiter(perMinute.refusedTokensOfAddress, ({ ip }) => ip),
  };
}

function nameIn(body: unknown): string {
  const email = typeof body === 'object' && body !== null && 'email' in body ? body.email : '';
  return typeof email === 'string' ? email.trim().toLowerCase() : '';
}
