import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { protocolVersion } from '../../src-shared/agent/framing.ts';
import type { Greeting } from '../../src-shared/agent/wire.ts';
import type { ChannelName, Input, Output } from '../../src-shared/contract/index.ts';
import { CliFailure } from './failure.ts';
import { frameOf, FrameReader, type Message } from './frames.ts';
import { checkRuntime, type Home } from './home.ts';

/** Whoever answers the contract: the agent, or at the first start the app itself. `call` throws CliFailure with the app's code. */
export interface Caller {
  call<C extends ChannelName>(channel: C, payload: Input<C>): Promise<Output<C>>;
  close(): void;
}

export interface AgentFacts {
  readonly protocol: number;
  readonly version: string;
  readonly dataDirectory: string;
}

const greetingMilliseconds = 5000;
const noAgent = new Set(['ENOENT', 'ECONNREFUSED', 'ENOTSOCK']);

/** One connection to the agent. Greeting and requests go out together: nothing waits for an answer that isn't needed. */
export class AgentConnection implements Caller {
  readonly #socket: Socket;
  readonly #reader = new FrameReader();
  readonly #waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: CliFailure) => void }>();
  #lastId = 0;
  #failure: CliFailure | null = null;
  /** Settles when the agent has greeted back. */
  readonly welcome: Promise<AgentFacts>;
  #settleWelcome!: { resolve: (facts: AgentFacts) => void; reject: (error: CliFailure) => void };
  readonly #greetingTimer: NodeJS.Timeout;

  private constructor(path: string, greeting: Greeting) {
    this.welcome = new Promise((resolve, reject) => {
      this.#settleWelcome = { resolve, reject };
    });
    // Where nobody asks for it, its failure reaches the calls all the same.
    this.welcome.catch(() => undefined);
    this.#greetingTimer = setTimeout(() => this.#fail(new CliFailure('timedOut', 'The agent doesn’t answer.')), greetingMilliseconds);
    this.#socket = connect(path);
    this.#socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    this.#socket.on('error', (error: NodeJS.ErrnoException) => this.#fail(failureOf(error)));
    this.#socket.on('close', () => this.#fail(new CliFailure('closing', 'The agent has hung up.')));
    this.#socket.write(frameOf(greeting));
  }

  /** Throws notRunning, and `file` where the place isn't to be trusted. Whether somebody listens shows at the first call. */
  static open(home: Home, version: string, { as, name, programToken }: Pick<Greeting, 'as' | 'name' | 'programToken'>): AgentConnection {
    checkRuntime(home);
    const token = readToken(home.agent.tokenFile);
    return new AgentConnection(home.agent.socket, { protocol: protocolVersion, version, token, as, name, programToken });
  }

  call<C extends ChannelName>(channel: C, payload: Input<C>): Promise<Output<C>> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise<unknown>((resolve, reject) => {
      if (this.#failure !== null) return reject(this.#failure);
      this.#waiting.set(id, { resolve, reject });
      this.#socket.write(frameOf({ id, channel, payload }));
    }) as Promise<Output<C>>;
  }

  close(): void {
    this.#fail(new CliFailure('closing'));
  }

  #receive(chunk: Buffer): void {
    try {
      for (const message of this.#reader.read(chunk)) this.#take(message);
    } catch (error) {
      this.#fail(error instanceof CliFailure ? error : new CliFailure('internal'));
    }
  }

  #take(message: Message): void {
    switch (message.kind) {
      case 'welcome':
        clearTimeout(this.#greetingTimer);
        this.#settleWelcome.resolve(message);
        return;
      case 'refused':
        this.#fail(new CliFailure(message.failure.code, '', message.failure.detail));
        return;
      case 'answer': {
        const { id, result } = message;
        const waiting = this.#waiting.get(id);
        this.#waiting.delete(id);
        if (result.ok) waiting?.resolve(result.value);
        else waiting?.reject(new CliFailure(result.error.code, '', result.error.detail));
        return;
      }
      case 'event':
        return;
    }
  }

  /** The first failure stays: what follows from it says less. */
  #fail(failure: CliFailure): void {
    if (this.#failure !== null) return;
    this.#failure = failure;
    clearTimeout(this.#greetingTimer);
    this.#settleWelcome.reject(failure);
    for (const { reject } of this.#waiting.values()) reject(failure);
    this.#waiting.clear();
    this.#socket.destroy();
  }
}

function readToken(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'ENOENT' ? new CliFailure('notRunning') : new CliFailure('file', `${file} can’t be read: ${code ?? 'unknown'}.`);
  }
}

const failureOf = ({ code }: NodeJS.ErrnoException): CliFailure =>
  code !== undefined && noAgent.has(code)
    ? new CliFailure('notRunning')
    : new CliFailure('closing', `The agent can’t be reached: ${code}.`);
