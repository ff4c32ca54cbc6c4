import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { MessageReader } from './message-reader.ts';
import { emptyMessage, encodeMessage, type Message, messageFlags, messageTypes } from './message.ts';
import { ProtocolError } from './signature.ts';

const patienceMilliseconds = 10_000;
const maxCallsWaiting = 200;

/** Whom a call is for. */
export interface Target {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  /** Whether the bus may start the service for it. */
  readonly mayStart?: boolean;
}
export interface SignalMatch {
  readonly sender?: string;
  readonly path?: string;
  readonly interface: string;
  readonly member: string;
  /** What the first value has to be. */
  readonly arg0?: string;
}
export interface Answer {
  readonly signature: string;
  readonly body: readonly unknown[];
}

/** What a peer answers in place of a value; `errorName` as in org.freedesktop.DBus.Error.ServiceUnknown. */
export class BusError extends Error {
  override readonly name = 'BusError';
  readonly errorName: string;

  constructor(errorName: string) {
    super(errorName);
    this.errorName = errorName;
  }
}

interface Waiting {
  resolve(body: readonly unknown[]): void;
  reject(error: Error): void;
}

const bus = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' } as const;
const unknownMethod = 'org.freedesktop.DBus.Error.UnknownMethod';

/** One connection to a bus. Everything rejects once it has closed, by us, by the bus, or because what came was no message. */
export class Bus {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Set<{ readonly match: SignalMatch; readonly listener: (body: readonly unknown[], message: Message) => void }>();
  readonly #objects = new Map<string, (call: Message) => Answer | null>();
  #lastSerial = 0;
  #open = true;
  /** The name that the bus has for this connection. */
  name = '';
  readonly closed: Promise<void>;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.closed = new Promise((resolve) => {
      socket.once('close', () => {
        this.#open = false;
        for (const { reject } of this.#waiting.values()) reject(new ProtocolError('the bus has closed'));
        this.#waiting.clear();
        resolve();
      });
    });
  }

  /** `path` is a socket's. Rejects where nobody answers there, or refuses us. */
  static async connect(path: string): Promise<Bus> {
    const socket = connect(path);
    const opened = new Bus(socket);
    // What goes wrong closes the socket, and that is what everybody hears of.
    socket.on('error', () => undefined);
    const reader = new MessageReader((message) => opened.#receive(message));
    const welcomed = reader.welcome();
    socket.on('data', (chunk) => {
      try {
        reader.take(chunk);
      } catch {
        socket.destroy();
      }
    });
    try {
      const goes = [once(socket, 'connect'), opened.closed.then(() => Promise.reject(new ProtocolError('no bus answers')))] as const;
      await inTime(Promise.race(goes));
      // Whom the kernel says we are is all that it asks (EXTERNAL).
      const identity = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex');
      socket.write(`\0AUTH EXTERNAL ${identity}\r\n`);
      await inTime(Promise.race([welcomed, goes[1]]));
      socket.write('BEGIN\r\n');
      const [name] = await opened.call({ ...bus, member: 'Hello' });
      opened.name = String(name);
      return opened;
    } catch (error) {
      socket.destroy();
      throw error;
    }
  }

  close(): void {
    this.#open = false;
    this.#socket.destroy();
  }

  /** Rejects with BusError where it is refused, with ProtocolError where nobody answers in time. */
  call(target: Target, signature = '', body: readonly unknown[] = []): Promise<readonly unknown[]> {
    const { mayStart = false, ...to } = target;
    const flags = mayStart ? 0 : messageFlags.noAutoStart;
    let serial = 0;
    const answered = new Promise<readonly unknown[]>((resolve, reject) => {
      if (this.#waiting.size >= maxCallsWaiting) return reject(new ProtocolError('too many calls wait'));
      serial = this.#send({ ...emptyMessage, ...to, type: messageTypes.call, flags, signature, body });
      if (serial === 0) return reject(new ProtocolError('the bus has closed'));
      this.#waiting.set(serial, { resolve, reject });
    });
    return inTime(answered).finally(() => this.#waiting.delete(serial));
  }

  /** What a property is. Rejects as call does. */
  async property(target: Omit<Target, 'member'>, name: string): Promise<unknown> {
    const call = { ...target, interface: 'org.freedesktop.DBus.Properties', member: 'Get' };
    const [value] = await this.call(call, 'ss', [target.interface, name]);
    return (value as { value: unknown }).value;
  }

  /** Calls the listener for every such signal from now on. */
  async onSignal(match: SignalMatch, listener: (body: readonly unknown[], message: Message) => void): Promise<void> {
    this.#listeners.add({ match, listener });
    const rule = Object.entries({ type: 'signal', ...match }).map(([key, value]) => `${key}='${value}'`);
    await this.call({ ...bus, member: 'AddMatch' }, 's', [rule.join(',')]);
  }

  /** Calls the listener with the owner of a name, now and whenever that changes; null: nobody has it. */
  async onOwner(name: string, listener: (owner: string | null) => void): Promise<void> {
    const changed = { sender: bus.destination, interface: bus.interface, member: 'NameOwnerChanged', arg0: name };
    await this.onSignal(changed, ([, , owner]) => listener(owner === '' ? null : String(owner)));
    const [owner] = await this.call({ ...bus, member: 'GetNameOwner' }, 's', [name]).catch(() => [null]);
    listener(typeof owner === 'string' ? owner : null);
  }

  async requestName(name: string): Promise<void> {
    // 4: not to wait for it where somebody has it.
    await this.call({ ...bus, member: 'RequestName' }, 'su', [name, 4]);
  }

  /** Answers calls to an object; null refuses them. */
  serve(path: string, answer: (call: Message) => Answer | null): void {
    this.#objects.set(path, answer);
  }

  signal(
    from: { readonly path: string; readonly interface: string; readonly member: string },
    signature = '',
    body: readonly unknown[] = [],
  ): void {
    this.#send({ ...emptyMessage, ...from, type: messageTypes.signal, signature, body });
  }

  /** Zero where nothing can be sent any more. */
  #send(message: Message): number {
    if (!this.#open) return 0;
    this.#lastSerial = (this.#lastSerial % 0xffff_fffe) + 1;
    this.#socket.write(encodeMessage({ ...message, serial: this.#lastSerial }));
    return this.#lastSerial;
  }

  #receive(message: Message): void {
    switch (message.type) {
      case messageTypes.reply:
        return this.#waiting.get(message.replySerial ?? 0)?.resolve(message.body);
      case messageTypes.error:
        return this.#waiting.get(message.replySerial ?? 0)?.reject(new BusError(message.errorName ?? ''));
      case messageTypes.signal:
        for (const { match, listener } of this.#listeners) if (fits(match, message)) listener(message.body, message);
        return;
      case messageTypes.call:
        return this.#answer(message);
      default:
    }
  }

  #answer(call: Message): void {
    const answer = this.#objects.get(call.path ?? '')?.(call) ?? null;
    if ((call.flags & messageFlags.noReply) !== 0) return;
    const back = { ...emptyMessage, replySerial: call.serial, destination: call.sender };
    if (answer === null) this.#send({ ...back, type: messageTypes.error, errorName: unknownMethod });
    else this.#send({ ...back, type: messageTypes.reply, ...answer });
  }
}

/** The bus has looked at the sender; a signal that somebody addressed to us alone passes it by, so nothing that is let through gives anything away. */
const fits = (match: SignalMatch, { path, interface: of, member, body }: Message): boolean =>
  of === match.interface && member === match.member && (match.path ?? path) === path && (match.arg0 ?? body[0]) === body[0];

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new ProtocolError('the bus does not answer')), patienceMilliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
