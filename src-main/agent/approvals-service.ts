import type { Approval, Decision } from '../../src-shared/agent/programs.ts';
import { AppError } from '../../src-shared/errors.ts';
import { limits } from '../../src-shared/limits.ts';
import type { AuditService } from '../audit/audit-service.ts';
import type { Database } from '../database/database.ts';
import type { Clock, Log, Sender } from '../host.ts';
import type { PolicyService } from '../policy/policy-service.ts';
import type { Unlocked } from '../session/session-service.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { Askings } from './askings.ts';
import { BackOff } from './back-off.ts';
import { agreed } from './decision.ts';
import type { GrantsParts, GrantsService } from './grants-service.ts';
import type { ProgramsService } from './programs-service.ts';
import { type Asking, Question, samenessOf, viewOf } from './question.ts';
import { Unwelcome } from './unwelcome.ts';

interface ApprovalsParts {
  readonly database: Pick<Database, 'transaction'>;
  readonly audit: Pick<AuditService, 'record'>;
  readonly policy: Pick<PolicyService, 'now'>;
  readonly grants: Pick<GrantsService, 'give'>;
  readonly programs: Pick<ProgramsService, 'isRegistered'> & { readonly askings: Askings };
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
  readonly push: GrantsParts['push'];
  /** Throws wrongPassword, tooManyAttempts, and what else keeps a password from being looked at. */
  readonly checkPassword: (person: Unlocked, password: string) => Promise<void>;
}

/** How many may wait for the answer to one and the same question. */
const joiningMax = 64;
const afterDenial = { failuresBeforeDelay: 1, firstDelaySeconds: 30, longestDelaySeconds: 900 };

/** The questions of programs that wait for people. Deny is what happens where nobody says otherwise. */
export class ApprovalsService {
  readonly #parts: ApprovalsParts;
  readonly #questions = new Map<string, Question[]>();
  readonly #denials: BackOff;
  readonly #unwelcome: Unwelcome;

  constructor(parts: ApprovalsParts) {
    this.#parts = parts;
    this.#denials = new BackOff(parts.clock, afterDenial);
    this.#unwelcome = new Unwelcome(parts.clock);
  }

  /**
   * Waits for the person's answer; the vault it comes with is the one that is open then. Throws denied, timedOut, busy,
   * and vaultLocked where the person has locked meanwhile.
   */
  async ask(asking: Asking): Promise<OpenVault> {
    const { ownerId, asker, signal } = asking;
    const retryAt = this.#denials.until(keyOf(asking)) ?? this.#unwelcome.until(ownerId, asker);
    if (retryAt !== null) throw new AppError('denied', { retryAt });
    if (signal?.aborted === true) throw gone();
    const waiting = this.#of(ownerId);
    const sameness = samenessOf(asking);
    let question = waiting.find((other) => other.sameness === sameness);
    if ((question === undefined && isFull(waiting, asker)) || (question?.waiters ?? 0) >= joiningMax)
      throw new AppError('busy', { what: 'approvals' });
    question ??= this.#begin(asking, Math.max(0, (this.#parts.programs.askings.of(ownerId, asker.key)?.asked ?? 0) - 1));
    return question.join(asking, gone, () => {
      this.#unwelcome.count(ownerId, asker);
      this.#end(question, gone());
    });
  }

  list(ownerId: string): Approval[] {
    return this.#of(ownerId).map(({ view }) => view);
  }

  waiting(ownerId: string): number {
    return this.#of(ownerId).length;
  }

  /**
   * Throws notFound where nobody waits for it any more, invalidInput for what this program can't be given, denied to a program, to
   * whoever asks, at the terminal that asks, and at any other one without the password where something is to be asked for each time;
   * and as checkPassword.
   */
  async answer(person: Unlocked & { readonly sender: Sender }, id: string, decision: Decision, password?: string): Promise<void> {
    const { vault, sender } = person;
    const question = this.#of(vault.ownerId).find(({ view }) => view.id === id);
    if (question === undefined || question.answering) throw new AppError('notFound', { what: 'approval' });
    if (sender.kind === 'program') throw new AppError('denied', { what: 'approval' });
    if (!decision.allow) return this.#deny(question);
    if (question.isAskedFrom(sender)) throw new AppError('denied', { what: 'approval' });
    question.answering = true;
    try {
      await this.#prove(person, question, password);
      await this.#give(vault, question.view, decision);
    } finally {
      question.answering = false;
    }
    this.#denials.forgive(keyOf({ ownerId: vault.ownerId, asker: question.view.asker }));
    this.#unwelcome.forgive(vault.ownerId, question.view.asker);
    this.#end(question, vault);
  }

  /** Refuses what programs that aren't connected ask now, and for ten minutes. Throws denied to a program. */
  async refuseStrangers({ sender, vault: { ownerId } }: { readonly sender: Sender; readonly vault: OpenVault }): Promise<void> {
    if (sender.kind === 'program') throw new AppError('denied', { what: 'approval' });
    const retryAt = this.#unwelcome.refuseStrangers(ownerId);
    const refused = this.#of(ownerId).filter(({ view, answering }) => !view.asker.registered && !answering);
    for (const question of refused) this.#end(question, new AppError('denied', { retryAt }));
    for (const question of refused) await this.#refused(question, 'denied');
  }

  /** The person has locked: whoever waits for them is told so. */
  cancel(ownerId: string): void {
    for (const question of this.#of(ownerId)) this.#end(question, new AppError('vaultLocked'));
  }

  /** SECURITY: whatever runs in a signed-in terminal can speak for it; the password is known to the person alone. */
  async #prove(person: Unlocked & { readonly sender: Sender }, question: Question, password: string | undefined): Promise<void> {
    if (person.sender.kind === 'desktop' || !question.isCareful) return;
    if (password === undefined) throw new AppError('denied', { what: 'window' });
    await this.#parts.checkPassword(person, password);
    if (!this.#of(person.vault.ownerId).includes(question)) throw new AppError('notFound', { what: 'approval' });
  }

  async #give(vault: OpenVault, question: Approval, decision: Extract<Decision, { allow: true }>): Promise<void> {
    const { asker, use } = question;
    const agreement = agreed(question, decision, this.#parts.policy.now.leaseMaxMinutes);
    if (agreement === null) return;
    // Removed while it waited: what it is given would be given to nobody.
    if (asker.registered && !(await this.#parts.programs.isRegistered(vault, asker.key)))
      throw new AppError('invalidInput', { what: 'program' });
    await this.#parts.grants.give(vault, { program: asker, use, ...agreement });
  }

  async #deny(question: Question): Promise<void> {
    const { ownerId, view } = question;
    const retryAt = this.#denials.failed(keyOf({ ownerId, asker: view.asker }));
    this.#unwelcome.count(ownerId, view.asker);
    this.#end(question, new AppError('denied', retryAt === null ? undefined : { retryAt }));
    await this.#refused(question, 'denied');
  }

  #begin(asking: Asking, askedBefore: number): Question {
    const { clock, newId, log } = this.#parts;
    const askedAt = clock.now();
    const about = { id: newId(), askedAt, expiresAt: askedAt + limits.approvalSeconds * 1000, askedBefore };
    const question = new Question(asking, viewOf(asking, about));
    this.#questions.set(asking.ownerId, [...this.#of(asking.ownerId), question]);
    question.callOff = clock.after(limits.approvalSeconds * 1000, () => {
      this.#unwelcome.count(question.ownerId, question.view.asker);
      this.#end(question, new AppError('timedOut'));
      this.#refused(question, 'failed').catch(() => log('audit.notWritten', { action: 'secret.refused' }));
    });
    this.#tell(asking.ownerId);
    return question;
  }

  #end(question: Question, outcome: OpenVault | Error): void {
    const { ownerId } = question;
    const left = this.#of(ownerId).filter((other) => other !== question);
    if (left.length === 0) this.#questions.delete(ownerId);
    else this.#questions.set(ownerId, left);
    question.end(outcome);
    this.#tell(ownerId);
  }

  /** One row for each thing that it asked for, however many waited for it. */
  async #refused({ ownerId, view }: Question, outcome: 'denied' | 'failed'): Promise<void> {
    this.#parts.programs.askings.refused(ownerId, view.asker.key);
    const targets: readonly { targetKind: string; targetId: string }[] =
      view.audience === null
        ? view.items.map(({ id }) => ({ targetKind: 'item', targetId: id }))
        : [{ targetKind: 'account', targetId: ownerId }];
    await this.#parts.database.transaction(async (r) => {
      for (const target of targets) await this.#parts.audit.record({ actorId: ownerId, action: 'secret.refused', ...target, outcome }, r);
    });
  }

  #tell(ownerId: string): void {
    this.#parts.push(ownerId, 'approvals.changed', { waiting: this.waiting(ownerId) });
  }

  #of(ownerId: string): readonly Question[] {
    return this.#questions.get(ownerId) ?? [];
  }
}

/** SECURITY: one place is kept for programs that are connected, so that others can't keep them from being heard. */
function isFull(waiting: readonly Question[], { registered }: Asking['asker']): boolean {
  const strangers = waiting.filter(({ view }) => !view.asker.registered).length;
  return waiting.length >= limits.approvalsWaitingMax || (!registered && strangers >= limits.approvalsWaitingMax - 1);
}

const keyOf = ({ ownerId, asker }: Pick<Asking, 'ownerId' | 'asker'>): string => `${ownerId} ${asker.key}`;
const gone = (): AppError => new AppError('timedOut', { reason: 'disconnected' });
