import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { frameHeaderBytes, protocolVersion } from '../../src-shared/agent/framing.ts';
import type { Greeting } from '../../src-shared/agent/wire.ts';
import type { ErrorCode, ErrorDetail } from '../../src-shared/errors.ts';
import { temporaryDirectory } from './temporary-directory.ts';

export interface Call {
  readonly channel: string;
  readonly payload: unknown;
}
/** What a channel answers with; thrown FakeRefusal is an error as data. A channel without an answer is unknown. */
export type Answers = Readonly<Record<string, (payload: never) => unknown>>;

export class FakeRefusal extends Error {
  readonly code: ErrorCode;
  readonly detail: ErrorDetail | undefined;
  constructor(code: ErrorCode, detail?: ErrorDetail) {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}

export const frame = (message: unknown): Buffer => {
  const body = Buffer.from(JSON.stringify(message));
  const header = Buffer.alloc(frameHeaderBytes);
  header.writeUInt32BE(body.length);
  return Buffer.concat([header, body]);
};

/** Stands where the agent would, in a data directory of its own, and remembers what it was asked. */
export class FakeAgent {
  readonly home: string;
  readonly greetings: Greeting[] = [];
  readonly calls: Call[] = [];
  answers: Answers;
  /** Takes the place of the welcome and of everything after it. */
  raw: ((socket: Socket) => void) | null = null;
  readonly #sockets = new Set<Socket>();

  private constructor(home: string, answers: Answers) {
    this.home = home;
    this.answers = answers;
  }

  static async start(answers: Answers = {}): Promise<FakeAgent> {
    const agent = new FakeAgent(temporaryDirectory(), answers);
    const run = join(agent.home, 'run');
    mkdirSync(run, { mode: 0o700 });
    writeFileSync(join(run, 'agent.token'), 'token of this start', { mode: 0o600 });
    const server: Server = createServer((socket) => agent.#receive(socket));
    await new Promise<void>((resolve) => {
      server.listen(join(run, 'agent.sock'), resolve);
    });
    onTestFinished(() => {
      for (const socket of agent.#sockets) socket.destroy();
      server.close();
    });
    return agent;
  }

  /** What was asked on this channel, in its order. */
  asked<T>(channel: string): T[] {
    return this.calls.filter((call) => call.channel === channel).map(({ payload }) => payload as T);
  }

  #receive(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    if (this.raw !== null) return this.raw(socket);
    let kept = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      kept = Buffer.concat([kept, chunk]);
      while (kept.length >= frameHeaderBytes && kept.length >= frameHeaderBytes + kept.readUInt32BE()) {
        const end = frameHeaderBytes + kept.readUInt32BE();
        const message = JSON.parse(kept.toString('utf8', frameHeaderBytes, end)) as Record<string, unknown>;
        kept = kept.subarray(end);
        void this.#take(socket, message);
      }
    });
  }

  async #take(socket: Socket, message: Record<string, unknown>): Promise<void> {
    if ('protocol' in message) {
      this.greetings.push(message as unknown as Greeting);
      socket.write(frame({ protocol: protocolVersion, version: '0.1.0', dataDirectory: this.home }));
      return;
    }
    const { id, channel, payload } = message as { id: number; channel: string; payload: never };
    this.calls.push({ channel, payload });
    socket.write(frame({ event: 'approvals.changed', payload: { waiting: 0 } }));
    socket.write(frame({ id, result: await this.#result(channel, payload) }));
  }

  async #result(channel: string, payload: never): Promise<unknown> {
    const answer = this.answers[channel];
    if (answer === undefined) return { ok: false, error: { code: 'unknownChannel' } };
    try {
      return { ok: true, value: await answer(payload) };
    } catch (error) {
      if (!(error instanceof FakeRefusal)) throw error;
      return { ok: false, error: { code: error.code, ...(error.detail ? { detail: error.detail } : {}) } };
    }
  }
}

/** Answers secrets.read from a table, reference by reference as the CLI writes it. */
export const secretsFrom =
  (values: Readonly<Record<string, string>>) =>
  ({ references }: { readonly references: readonly string[] }): { values: string[] } => ({
    values: references.map((reference) => {
      const value = values[reference];
      if (value === undefined) throw new FakeRefusal('notFound', { what: 'item' });
      return value;
    }),
  });
