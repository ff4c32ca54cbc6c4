import { limits } from '../../src-shared/limits.ts';
import { type Given, wholeNumber } from './arguments.ts';
import type { Config } from './config.ts';
import { AgentConnection } from './connection.ts';
import type { Home } from './home.ts';
import { visible } from './text.ts';

/** One command that was called, with all it may need. */
export interface Task {
  readonly given: Given;
  readonly home: Home;
  readonly config: Config;
  readonly version: string;
  readonly env: NodeJS.ProcessEnv;
}

/** What a command answers with; it prints nothing itself but at prompts and what `run` passes on. */
export interface Outcome {
  /** Beside `ok`, with --json. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** To standard output, as it is. */
  readonly out?: string;
  /** To standard error. */
  readonly note?: string;
  readonly exit?: number;
  /** Nothing is printed, with --json either: what was said is another program's. */
  readonly silent?: true;
}

export type Command = (task: Task) => Promise<Outcome>;

const waitDefaultSeconds = 30;

/** Opens the connection; `name` is what the person reads who decides. Throws notRunning. */
export function openAgent({ home, version, env }: Task, name: string | null = null): AgentConnection {
  const programToken = env['STRONGROOM_TOKEN'] || null;
  // A command may hold line breaks, which the agent takes from nobody.
  const shown = name === null ? null : visible(name);
  return AgentConnection.open(home, version, { as: programToken === null ? 'terminal' : 'program', name: shown, programToken });
}

/** Asks the agent and hangs up, whatever comes of it. */
export async function withAgent<T>(task: Task, ask: (agent: AgentConnection) => Promise<T>): Promise<T> {
  const agent = openAgent(task);
  try {
    return await ask(agent);
  } finally {
    agent.close();
  }
}

export const accountOf = ({ given, env, config }: Task): string | null =>
  given.text('account') ?? (env['STRONGROOM_ACCOUNT'] || config.account);

/** How long to wait for an unlock, and for an answer where one is needed: where nothing is said, as long as a question waits. */
export function patienceOf(task: Task): { readonly waitSeconds: number; readonly consentSeconds?: number } {
  const waitSeconds = waitSecondsOf(task);
  const said = task.given.has('no-wait') || task.given.text('wait') !== null || Boolean(task.env['STRONGROOM_WAIT']);
  return { waitSeconds, ...(said ? { consentSeconds: Math.min(waitSeconds, limits.approvalSeconds) } : {}) };
}

function waitSecondsOf({ given, env, config }: Task): number {
  if (given.has('no-wait')) return 0;
  const bounds = { min: 0, max: limits.waitMaxSeconds };
  const fromEnv = env['STRONGROOM_WAIT'];
  return (
    given.whole('wait', bounds) ?? (fromEnv ? wholeNumber('STRONGROOM_WAIT', fromEnv, bounds) : (config.waitSeconds ?? waitDefaultSeconds))
  );
}
