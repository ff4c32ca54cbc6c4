import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { CliFailure } from '../failure.ts';
import { builtEntry } from '../local-app.ts';
import { openAgent, type Outcome, type Task } from '../task.ts';

/** Becomes the headless app: same process where the system can, so that whoever supervises it sees it directly. */
export async function agent(task: Task): Promise<Outcome> {
  const { given, env } = task;
  if (!given.has('demo')) await refuseSecond(task);
  const entry = fileURLToPath(builtEntry('headless'));
  if (!existsSync(entry)) throw new CliFailure('internal', 'Strongroom isn’t installed as a whole: run "npm run build" in its folder.');
  const args = [entry, ...(given.has('demo') ? ['--demo'] : [])];
  if (process.execve !== undefined && process.platform !== 'win32') process.execve(process.execPath, [process.execPath, ...args], env);
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ silent: true, exit: signal === null ? (code ?? 1) : 128 + constants.signals[signal] }));
  });
}

/** Throws databaseInUse where one answers already. */
async function refuseSecond(task: Task): Promise<void> {
  let running: ReturnType<typeof openAgent> | null = null;
  try {
    running = openAgent(task);
    await running.welcome;
  } catch (error) {
    if (error instanceof CliFailure) return;
    throw error;
  } finally {
    running?.close();
  }
  const next = 'every command and program can use that one; end it first to run it here';
  throw new CliFailure('databaseInUse', `A Strongroom with this data runs already: ${next}.`);
}
