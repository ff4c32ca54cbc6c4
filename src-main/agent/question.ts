import type { Approval, Asker, Use } from '../../src-shared/agent/programs.ts';
import type { ItemSummary } from '../../src-shared/items.ts';
import type { Sender } from '../host.ts';
import type { OpenVault } from '../vault/open-vault.ts';

/** What a program would have of a person who has to be asked. */
export interface Asking {
  readonly ownerId: string;
  readonly sender: Sender;
  readonly asker: Asker;
  readonly use: Use;
  readonly items: readonly { readonly item: ItemSummary; readonly fields: readonly string[] }[];
  readonly audience: string | null;
  /** Aborted where nobody waits for the answer any more. */
  readonly signal: AbortSignal | null;
}

interface Waiter {
  resolve(vault: OpenVault): void;
  reject(error: unknown): void;
}

/** One question that waits for a person, and everybody who waits for its answer. */
export class Question {
  readonly ownerId: string;
  /** The same for whoever asks the same thing and looks the same to the person. */
  readonly sameness: string;
  readonly view: Approval;
  readonly #senders = new Set<Sender>();
  readonly #terminals = new Set<string>();
  /** An answer is being written down. */
  answering = false;
  callOff: () => void = () => undefined;
  readonly #waiters = new Set<Waiter>();

  constructor(asking: Asking, view: Approval) {
    this.ownerId = asking.ownerId;
    this.sameness = samenessOf(asking);
    this.view = view;
  }

  get waiters(): number {
    return this.#waiters.size;
  }

  /** Something in it is to be asked for each time. */
  get isCareful(): boolean {
    return this.view.items.some(({ askAlways }) => askAlways);
  }

  /**
   * Whether an answer from there could be the asker's own. SECURITY: by its terminal too: a program that runs in a signed-in
   * terminal may speak for that terminal on another connection.
   */
  isAskedFrom(sender: Sender): boolean {
    return this.#senders.has(sender) || (sender.terminal !== undefined && this.#terminals.has(sender.terminal));
  }

  /** `left` is called when the last one who waited has gone away. Throws what the question ends in. */
  join({ sender, signal }: Asking, gone: () => Error, left: () => void): Promise<OpenVault> {
    this.#senders.add(sender);
    if (sender.terminal !== undefined) this.#terminals.add(sender.terminal);
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#waiters.delete(waiter);
        reject(gone());
        if (this.#waiters.size === 0) left();
      };
      const ended = (): void => signal?.removeEventListener('abort', leave);
      const waiter: Waiter = {
        resolve: (vault) => {
          ended();
          resolve(vault);
        },
        reject: (error) => {
          ended();
          reject(error);
        },
      };
      this.#waiters.add(waiter);
      if (signal?.aborted === true) leave();
      else signal?.addEventListener('abort', leave, { once: true });
    });
  }

  end(outcome: OpenVault | Error): void {
    this.callOff();
    for (const waiter of this.#waiters) {
      if (outcome instanceof Error) waiter.reject(outcome);
      else waiter.resolve(outcome);
    }
    this.#waiters.clear();
  }
}

/** SECURITY: parents count too; the person has agreed to what they have read, not to the same program started by somebody else. */
export const samenessOf = ({ asker, use, items, audience }: Asking): string =>
  JSON.stringify([
    asker,
    use,
    audience,
    items.map(({ item, fields }) => JSON.stringify([item.id, fields])).toSorted((a, b) => (a < b ? -1 : 1)),
  ]);

/** Controls, bidi overrides and line breaks, which could fake another name. */
const misleading = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const plain = (text: string): string => text.replaceAll(misleading, '�');

export const viewOf = (asking: Asking, about: Pick<Approval, 'id' | 'askedAt' | 'expiresAt' | 'askedBefore'>): Approval => ({
  ...about,
  asker: {
    ...asking.asker,
    name: plain(asking.asker.name),
    path: asking.asker.path === null ? null : plain(asking.asker.path),
    parents: asking.asker.parents.map(plain),
  },
  use: asking.use,
  items: asking.items.map(({ item: { id, name, tags, askBeforeUse }, fields }) => ({
    ...{ id, name: plain(name), tags, fields: fields.map(plain), askAlways: askBeforeUse },
  })),
  audience: asking.audience,
});
