import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { frameHeaderBytes, type Greeting, protocolVersion } from '../../src-shared/agent/wire.ts';
import { FrameReader } from '../../src-main/agent/socket/frame-reader.ts';
import type { AgentPlaces } from '../../src-main/agent/places.ts';

/** What came back; the tests look into it. */
export interface Message {
  readonly [key: string]: unknown;
  readonly id?: number;
  readonly result?: { readonly ok: boolean; readonly value?: unknown; readonly error?: { readonly code: string } };
  readonly refused?: { readonly code: string };
}

export const raw = (body: Buffer | string, announced = Buffer.byteLength(body)): Buffer => {
  const header = Buffer.alloc(frameHeaderBytes);
  header.writeUInt32BE(announced);
  return Buffer.concat([header, Buffer.from(body)]);
};

/** The other end of the socket, with nothing that would keep it from misbehaving. */
export class AgentClient {
  readonly socket: Socket;
  /** Everything that hasn't been asked for by id, in its order. */
  readonly messages: Message[] = [];
  readonly closed: Promise<void>;
  #lastId = 0;
  readonly #waiting = new Map<number, (result: NonNullable<Message['result']>) => void>();
  #told: (() => void) | null = null;

  private constructor(socket: Socket) {
    this.socket = socket;
    const reader = new FrameReader(Number.MAX_SAFE_INTEGER);
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      for (const message of reader.read(chunk)) this.#take(message as Message);
    });
    this.closed = new Promise((resolve) => {
      socket.once('close', () => {
        this.#told?.();
        for (const answer of this.#waiting.values()) answer({ ok: false, error: { code: 'hungUp' } });
        resolve();
      });
    });
  }

  static open({ socket }: Pick<AgentPlaces, 'socket'>): Promise<AgentClient> {
    return new Promise((resolve, reject) => {
      const stream = connect(socket, () => resolve(client));
      const client = new AgentClient(stream);
      stream.once('error', reject);
    });
  }

  /** Opens and greets; throws what it is refused with. */
  static async greeted(places: AgentPlaces, greeting: Partial<Greeting> = {}): Promise<AgentClient> {
    const client = await AgentClient.open(places);
    const answer = await client.greet({ token: readFileSync(places.tokenFile, 'utf8'), ...greeting });
    if (answer.refused !== undefined) throw new Error(answer.refused.code);
    return client;
  }

  greet(greeting: Record<string, unknown>): Promise<Message> {
    const usual = { protocol: protocolVersion, version: '0.0.0-test', token: '', as: 'program', name: null, programToken: null };
    this.send({ ...usual, ...greeting });
    return this.next();
  }

  send(message: unknown): void {
    this.socket.write(raw(JSON.stringify(message)));
  }

  call(channel: string, payload?: unknown): Promise<NonNullable<Message['result']>> {
    this.#lastId += 1;
    const id = this.#lastId;
    this.send({ id, channel, payload });
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
    });
  }

  /** The next message that answers no call; an empty one where the other side has hung up. */
  async next(): Promise<Message> {
    if (this.messages.length === 0 && !this.socket.destroyed) {
      await new Promise<void>((resolve) => {
        this.#told = resolve;
      });
    }
    return this.messages.shift() ?? {};
  }

  async close(): Promise<void> {
    this.socket.destroy();
    await this.closed;
  }

  #take(message: Message): void {
    const waiting = message.id === undefined ? undefined : this.#waiting.get(message.id);
    if (waiting !== undefined && message.result !== undefined) {
      this.#waiting.delete(message.id!);
      waiting(message.result);
      return;
    }
    this.messages.push(message);
    this.#told?.();
  }
}
