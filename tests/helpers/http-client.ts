import { type IncomingHttpHeaders, request as ask } from 'node:http';
import { connect } from 'node:net';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body as JSON; empty where it is none. */
  readonly json: Readonly<Record<string, unknown>>;
}

export interface Asking {
  readonly token?: string | undefined;
  readonly body?: unknown;
  /** Sent as it is, in place of a JSON body. */
  readonly raw?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string | string[]>>;
}

/** One request, with whatever headers; `fetch` would not send another host or origin. */
export function send(address: string, method: string, path: string, { token, body, raw, headers = {} }: Asking = {}): Promise<Answer> {
  const { hostname, port } = new URL(address);
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  return new Promise((resolve, reject) => {
    const request = ask({
      ...{ hostname, port, method, path, agent: false },
      headers: {
        ...(sent === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(sent)) }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: jsonIn(text) });
      });
    });
    request.end(sent);
  });
}

/** Bytes that need not be HTTP; answers with what came back until the server hung up. */
export function sendBytes(address: string, bytes: string | Uint8Array, endAfterwards = true): Promise<string> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => (endAfterwards ? socket.end(bytes) : socket.write(bytes)));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
  });
}

function jsonIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
