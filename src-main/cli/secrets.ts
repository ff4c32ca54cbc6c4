import type { Use } from '../../src-shared/agent/programs.ts';
import { limits } from '../../src-shared/limits.ts';
import type { Caller } from './connection.ts';
import { CliFailure } from './failure.ts';
import { accountOf, patienceOf, type Task } from './task.ts';

const patienceMilliseconds = 1500;

/** The values behind references, which have to be resolved already. Throws what `secrets.read` does. */
export async function readValues(
  agent: Caller,
  task: Task,
  references: readonly string[],
  use: Use,
  whereOf: (reference: string) => string = (reference) => reference,
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(references)];
  const values = new Map<string, string>();
  const request = { use, account: accountOf(task), ...patienceOf(task) };
  const calmed = tellOfWaiting();
  try {
    for (let from = 0; from < wanted.length; from += limits.referencesMax) {
      const part = wanted.slice(from, from + limits.referencesMax);
      const answer = await agent
        .call('secrets.read', { ...request, references: part })
        .catch((error) => explained(error, task, part, whereOf));
      if (answer.values.length !== part.length) throw new CliFailure('internal');
      for (const [at, reference] of part.entries()) values.set(reference, String(answer.values[at]));
    }
  } finally {
    calmed();
  }
  return values;
}

/** What a program meets that nobody knows, or any more. */
const unknownProgram: ReadonlySet<string> = new Set(['denied', 'timedOut', 'notSignedIn']);
const tokenHint = 'Where STRONGROOM_TOKEN is of a program that was removed, connect it anew: strongroom grant program add.';

/** Of several references, which one it was. */
async function explained(error: unknown, { env }: Task, part: readonly string[], whereOf: (reference: string) => string): Promise<never> {
  const detail = error instanceof CliFailure ? error.detail : undefined;
  const reference = part.length === 1 ? part[0] : part[Number(detail?.reason ?? Number.NaN)];
  const isOfOne = detail?.what === 'item' || detail?.what === 'field';
  if (!(error instanceof CliFailure)) throw error;
  const { explain } = await import('./explain.ts');
  if (env['STRONGROOM_TOKEN'] && unknownProgram.has(error.code))
    throw new CliFailure(error.code, `${explain(error.code, detail)} ${tokenHint}`, detail);
  if (!isOfOne || reference === undefined) throw error;
  throw new CliFailure(error.code, `${whereOf(reference)}: ${explain(error.code, detail)}`, detail);
}

/** Says at a terminal what takes so long: nobody else would know that a window waits for them. */
export function tellOfWaiting(): () => void {
  const timer = setTimeout(() => {
    if (process.getBuiltinModule('node:tty').isatty(2))
      process.stderr.write('Waiting for you in Strongroom: unlock the vault, or answer (strongroom unlock, strongroom approve) …\n');
  }, patienceMilliseconds);
  timer.unref();
  return () => clearTimeout(timer);
}

/** Value of a reference that was read. */
export function valueOf(values: ReadonlyMap<string, string>, reference: string): string {
  const value = values.get(reference);
  if (value === undefined) throw new CliFailure('internal');
  return value;
}
