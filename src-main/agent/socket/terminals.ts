import type { Clock, Sender } from '../../host.ts';
import type { EventName, EventPayload } from '../../../src-shared/contract/events.ts';
import { type SessionLeader, sessionName } from './processes.ts';

export type Push = <E extends EventName>(event: E, payload: EventPayload<E>) => void;

/** A terminal, kept from one run of the CLI to the next: who signed in here stays signed in. */
export interface Terminal {
  readonly sender: Sender;
  readonly leader: SessionLeader;
  /** The connections that were opened from it and still are. */
  readonly connections: Set<Push>;
}

interface TerminalsParts {
  readonly clock: Clock;
  readonly isThere: (leader: SessionLeader) => boolean;
  readonly attach: (sender: Sender) => void;
  readonly detach: (sender: Sender) => void;
  readonly hasSession: (sender: Sender) => boolean;
}

const terminalsMax = 256;
const checkMilliseconds = 15_000;

/** SECURITY: a terminal is its session leader with the time it started, so a pid that is given out anew inherits no session. */
export class Terminals {
  readonly #parts: TerminalsParts;
  readonly #terminals = new Map<string, Terminal>();
  #callOff: (() => void) | null = null;

  constructor(parts: TerminalsParts) {
    this.#parts = parts;
  }

  get size(): number {
    return this.#terminals.size;
  }

  /** Null where its leader has gone, or where there are too many terminals already. */
  join(leader: SessionLeader, push: Push): Terminal | null {
    if (!this.#parts.isThere(leader)) return null;
    const key = sessionName(leader);
    const known = this.#terminals.get(key);
    if (known === undefined) this.#sweep();
    const terminal = known ?? (this.#terminals.size < terminalsMax ? this.#open(key, leader) : null);
    terminal?.connections.add(push);
    return terminal;
  }

  /** A connection has ended. A terminal where nobody is signed in is forgotten with its last one. */
  leave(terminal: Terminal, push: Push): void {
    terminal.connections.delete(push);
    if (!this.#holds(terminal)) return;
    if (terminal.connections.size === 0 && !this.#parts.hasSession(terminal.sender)) this.#close(terminal);
  }

  /** Whether it may still be spoken for; where its leader has gone it is closed at once. */
  isOpen(terminal: Terminal): boolean {
    if (!this.#holds(terminal)) return false;
    if (this.#parts.isThere(terminal.leader)) return true;
    this.#close(terminal);
    return false;
  }

  /** Whether somebody is signed in at the terminal of this leader. */
  isSignedIn(leader: SessionLeader): boolean {
    const terminal = this.#terminals.get(sessionName(leader));
    return terminal !== undefined && this.#parts.hasSession(terminal.sender);
  }

  /** Forgets them without detaching: the app closes. */
  stop(): void {
    this.#callOff?.();
    this.#callOff = null;
    this.#terminals.clear();
  }

  #open(key: string, leader: SessionLeader): Terminal {
    const connections = new Set<Push>();
    const sender: Sender = {
      kind: 'cli',
      client: 'Terminal',
      terminal: key,
      push: (event, payload) => connections.forEach((push) => push(event, payload)),
      // Each run of the CLI ends by itself and keeps nothing.
      reset: () => undefined,
    };
    const terminal = { sender, leader, connections };
    this.#terminals.set(key, terminal);
    this.#parts.attach(sender);
    this.#callOff ??= this.#watch();
    return terminal;
  }

  #close(terminal: Terminal): void {
    if (!this.#holds(terminal)) return;
    this.#terminals.delete(sessionName(terminal.leader));
    this.#parts.detach(terminal.sender);
  }

  #holds(terminal: Terminal): boolean {
    return this.#terminals.get(sessionName(terminal.leader)) === terminal;
  }

  #watch(): () => void {
    return this.#parts.clock.after(checkMilliseconds, () => {
      this.#sweep();
      this.#callOff = this.#terminals.size === 0 ? null : this.#watch();
    });
  }

  #sweep(): void {
    for (const terminal of this.#terminals.values()) {
      const idle = terminal.connections.size === 0 && !this.#parts.hasSession(terminal.sender);
      if (idle || !this.#parts.isThere(terminal.leader)) this.#close(terminal);
    }
  }
}
