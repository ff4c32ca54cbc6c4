import type { z } from 'zod';
import { type ChannelName, contract, type Input } from '../../../src-shared/contract/index.ts';
import { callerOf } from './authentication.ts';
import type { ApiApp, RouteParts } from './http-server.ts';

interface Given<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  readonly params: z.output<P>;
  readonly query: z.output<Q>;
  readonly body: z.output<B>;
}

interface PassingRoute<C extends ChannelName, P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly channel: C;
  readonly summary: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly input: (given: Given<P, Q, B>) => Input<C>;
}

/** Adds routes that hand what they are given to one channel and its answer back; nothing to say is 204. */
export const passer =
  (app: ApiApp, { call }: RouteParts, tag: string) =>
  <C extends ChannelName, P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(route: PassingRoute<C, P, Q, B>): void => {
    const { method, url, channel, summary, params, query, body, input } = route;
    const { output } = contract[channel];
    const saysNothing = output.type === 'undefined';
    app.route({
      method,
      url,
      schema: {
        ...{ summary, tags: [tag], security: [{ bearer: [] }] },
        ...(params === undefined ? {} : { params }),
        ...(query === undefined ? {} : { querystring: query }),
        ...(body === undefined ? {} : { body }),
        ...(saysNothing ? {} : { response: { 200: output } }),
      },
      handler: async (request, reply) => {
        const { sender } = callerOf(request);
        const given = { params: request.params, query: request.query, body: request.body } as Given<P, Q, B>;
        const answer: unknown = await call(sender, channel, input(given));
        return saysNothing ? reply.code(204).send() : reply.send(answer as never);
      },
    });
  };
