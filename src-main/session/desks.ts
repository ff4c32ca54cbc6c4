import { AppError } from '../../src-shared/errors.ts';
import type { Sender } from '../host.ts';
import { type Desk, emptyDesk } from './desk.ts';

/** What stands before each attached window, terminal and program. */
export class Desks {
  readonly #desks = new Map<Sender, Desk>();

  add(sender: Sender): void {
    this.#desks.set(sender, emptyDesk(sender.kind));
  }

  /** Answers with what stood there. */
  remove(sender: Sender): Desk | undefined {
    const desk = this.#desks.get(sender);
    this.#desks.delete(sender);
    return desk;
  }

  has(sender: Sender): boolean {
    return this.#desks.has(sender);
  }

  /** Throws unknownSender. */
  of(sender: Sender): Desk {
    const desk = this.#desks.get(sender);
    if (desk === undefined) throw new AppError('unknownSender');
    return desk;
  }

  all(): [Sender, Desk][] {
    return [...this.#desks];
  }

  /** Whoever is signing in has to begin anew. SECURITY: wherever they do: nobody knows yet who they are. */
  turnAway(): void {
    for (const desk of this.#desks.values()) desk.lockings += 1;
  }

  ofPerson(ownerId: string): [Sender, Desk][] {
    return this.all().filter(([, { session }]) => session?.ownerId === ownerId);
  }
}
