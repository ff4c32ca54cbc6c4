import type { IncomingHttpHeaders } from 'node:http';

const names = ['localhost', '127.0.0.1', '[::1]'];
const httpPort = 80;

export interface GuardedRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
  /** Name, value, name, value … as they came. */
  readonly rawHeaders: readonly string[];
}

/**
 * Whether the request names this machine and our port as its host. SECURITY: a page of the internet whose name was pointed at
 * 127.0.0.1 (DNS rebinding) still sends its own name.
 */
export function hostIsOurs({ url, headers, rawHeaders }: GuardedRequest, port: number): boolean {
  // Such as a proxy is asked for with another host in it (RFC 9112, 3.2.2).
  if (url?.startsWith('/') !== true) return false;
  // Of two the parser would show one, and whoever stands between us might have gone by the other.
  if (rawHeaders.filter((text, at) => at % 2 === 0 && text.toLowerCase() === 'host').length !== 1) return false;
  const host = headers.host?.toLowerCase() ?? '';
  return names.some((name) => host === `${name}:${port}` || (port === httpPort && host === name));
}

/** Pages do, programs don't. */
export const namesOrigin = ({ rawHeaders }: GuardedRequest): boolean => originsIn(rawHeaders).length > 0;

/** SECURITY: a page may call only from an origin that a person has connected; `null` is nobody's, and of two none counts. */
export function originIsAllowed({ rawHeaders }: GuardedRequest, origins: readonly string[]): boolean {
  const [origin, ...more] = originsIn(rawHeaders);
  return origin !== undefined && more.length === 0 && origins.includes(origin);
}

const originsIn = (rawHeaders: readonly string[]): string[] =>
  rawHeaders.filter((_text, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === 'origin');

/** What a page of an allowed origin may do; never with cookies, for there are none. */
export const corsHeaders = (origin: string): Readonly<Record<string, string>> => ({
  'access-control-allow-origin': origin,
  'access-control-expose-headers': 'ETag, Retry-After, WWW-Authenticate',
  vary: 'Origin',
});

export const isPreflight = ({ method, headers }: GuardedRequest): boolean =>
  method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;

export const preflightHeaders: Readonly<Record<string, string>> = {
  'access-control-allow-methods': 'GET, POST, PUT, DELETE',
  'access-control-allow-headers': 'Authorization, Content-Type, If-Match, If-None-Match',
  'access-control-allow-private-network': 'true',
  'access-control-max-age': '600',
};
