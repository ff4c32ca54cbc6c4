import { exitCodes, exitOf } from './exit-codes.ts';
import { explain } from './explain.ts';
import { CliFailure } from './failure.ts';

/** Says what went wrong and answers with the exit code; a failure of `run` itself has one number for all. */
export function report(error: unknown, { json, isRun }: { readonly json: boolean; readonly isRun: boolean }): number {
  // SECURITY: of an error that nobody expected only its name, since its message could hold anything.
  const failure = error instanceof CliFailure ? error : new CliFailure('internal', '', { reason: nameOf(error) });
  const exit = isRun && failure.code !== 'interrupted' ? exitCodes.runFailed : exitOf(failure.code);
  const { code, detail } = failure;
  const message = failure.message || explain(code, detail);
  if (json) process.stdout.write(`${JSON.stringify({ ok: false, error: { code, message, exit, ...(detail ? { detail } : {}) } })}\n`);
  else process.stderr.write(`strongroom: ${message}\n`);
  return exit;
}

const nameOf = (error: unknown): string =>
  error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.name).slice(0, 200) : typeof error;
