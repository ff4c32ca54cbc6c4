import { type ChannelName, contract, type Contract, type Input, type Output } from '../../src-shared/contract/index.ts';
import type { Asker } from '../../src-shared/agent/programs.ts';
import { AppError, type Failure, type Result } from '../../src-shared/errors.ts';
import { rights } from '../../src-shared/rights.ts';
import { callingClient } from '../audit/calling-client.ts';
import type { Log, Sender } from '../host.ts';
import type { SignedIn, Unlocked } from '../session/session-service.ts';

/** Whoever calls; `asker`: which program it is, as far as the system can tell, null at a window. */
export interface Anybody {
  readonly sender: Sender;
  readonly asker: Asker | null;
  /** Aborted where nobody waits for the answer any more; null where that can't be told. */
  readonly signal: AbortSignal | null;
}
interface CallerOf {
  public: Anybody;
  signedIn: Anybody & { readonly session: SignedIn };
  unlocked: Anybody & { readonly person: Unlocked };
  admin: Anybody & { readonly person: Unlocked };
}

/** What a handler of this channel learns of its caller; never taken from the message. */
export type Caller<C extends ChannelName> = CallerOf[Contract[C]['access']];
type Answer<C extends ChannelName> = Output<C> extends undefined ? void : Output<C>;
export type Handlers = { readonly [C in ChannelName]: (caller: Caller<C>, input: Input<C>) => Promise<Answer<C>> };
/** Those of one area of the contract. */
export type HandlersOf<Channels> = Pick<Handlers, keyof Channels & ChannelName>;

/**
 * What a person may call who has to choose a new password first.
 * SECURITY: nothing of recovery codes: whoever knows the present password would have a way in that outlasts it.
 */
const whilePasswordIsDue: ReadonlySet<ChannelName> = new Set<ChannelName>(['account.changePassword', 'preferences.set']);

/** Who is calling, as the sessions know it. */
export interface Callers {
  isKnown(sender: Sender): boolean;
  /** Throws notSignedIn. */
  signedIn(sender: Sender): SignedIn;
  /** Throws notSignedIn, vaultLocked. */
  unlocked(sender: Sender): Unlocked;
  /** Throws as unlocked, and denied. Checks that the account's row is as the app wrote it, else dataDamaged. */
  administrator(sender: Sender): Promise<Unlocked>;
}

export interface RouterParts {
  readonly callers: Callers;
  readonly handlers: Handlers;
  /** Throws where this channel doesn't answer in the present phase of the app. */
  readonly gate: (channel: ChannelName) => void;
  readonly log: Log;
}

const isChannel = (channel: string): channel is ChannelName => Object.hasOwn(contract, channel);

/**
 * Takes every message through the same gates: sender, channel, shape, phase, access, handler, shape of the answer.
 * Never throws; a failure that nobody named is `internal`, and only its class is logged.
 */
export async function route(parts: RouterParts, anybody: Anybody, channel: string, payload: unknown): Promise<Result<unknown>> {
  try {
    const { sender } = anybody;
    if (!parts.callers.isKnown(sender)) throw new AppError('unknownSender');
    if (!isChannel(channel)) throw new AppError('unknownChannel');
    return { ok: true, value: await callingClient.run(sender.kind, () => dispatch(parts, anybody, channel, payload)) };
  } catch (error) {
    return { ok: false, error: failureOf(error, channel, parts.log) };
  }
}

async function dispatch(parts: RouterParts, anybody: Anybody, channel: ChannelName, payload: unknown): Promise<unknown> {
  const declaration = contract[channel];
  const input = declaration.input.safeParse(payload);
  if (!input.success) throw new AppError('invalidInput', { what: input.error.issues[0]?.path.join('.').slice(0, 200) ?? '' });
  parts.gate(channel);
  const caller = await callerFor(parts.callers, anybody, channel);
  // The map's type pairs every channel with its own input and caller; a lookup by a variable can't express that pairing.
  const handler = parts.handlers[channel] as (caller: unknown, input: unknown) => Promise<unknown>;
  // SECURITY: the answer is checked too, so that a field which the contract doesn't declare never leaves main.
  return declaration.output.parse(await handler(caller, input.data));
}

/** Reads the table of rights. Throws notSignedIn, denied, vaultLocked, passwordDue, dataDamaged. */
async function callerFor(callers: Callers, anybody: Anybody, channel: ChannelName): Promise<unknown> {
  const { sender } = anybody;
  const { access } = contract[channel];
  const { roles, vault } = rights[access];
  if (roles === null) return anybody;
  const session = callers.signedIn(sender);
  if (!roles.includes(session.role)) throw new AppError('denied');
  if (vault === 'any') return { ...anybody, session };
  const person = callers.unlocked(sender);
  if (person.passwordDue && !whilePasswordIsDue.has(channel)) throw new AppError('passwordDue');
  // SECURITY: an administrator's role is read anew, and its row's code with it, each time.
  return { ...anybody, person: access === 'admin' ? await callers.administrator(sender) : person };
}

function failureOf(error: unknown, channel: string, log: Log): Failure {
  if (error instanceof AppError) return error.toFailure();
  // SECURITY: a foreign error's message may quote a value, so neither log nor answer carries it.
  log('router.internal', { channel: isChannel(channel) ? channel : 'unknown', error: error instanceof Error ? error.name : typeof error });
  return { code: 'internal' };
}
