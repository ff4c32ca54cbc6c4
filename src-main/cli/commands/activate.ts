import { readFileSync } from 'node:fs';
import { CliFailure } from '../failure.ts';
import { askNewPassword } from '../new-password.ts';
import { handOver, preparePlace } from '../recovery-codes.ts';
import { type Outcome, type Task, withAgent } from '../task.ts';
import { visible } from '../text.ts';
import { requireTerminal } from '../tty.ts';

/** The way in for somebody who was invited, and after a reset. */
export async function activate(task: Task): Promise<Outcome> {
  const { given } = task;
  preparePlace(given);
  return withAgent(task, async (agent) => {
    await agent.welcome;
    const code = await codeOf(task);
    const { username, displayName, replacesVault } = await agent.call('accounts.checkActivation', { code });
    if (replacesVault) process.stderr.write('The account gets a new vault; the old one is put away, for its own recovery code.\n');
    const { passwordMinCharacters } = await agent.call('accounts.joining', undefined);
    const password = await askNewPassword(agent, given, { names: [username, displayName], minCharacters: passwordMinCharacters });
    const { personal } = await agent.call('accounts.activate', { code, password });
    const kept = await handOver(agent, given, [['personal', personal]]);
    const note = `${kept}Welcome, ${visible(displayName)}: you are signed in at this terminal, as ${visible(username)}.`;
    return { data: { username, codesFile: given.text('codes-file') }, note };
  });
}

async function codeOf({ given }: Task): Promise<string> {
  const file = given.text('code-file');
  if (file !== null) return contentOf(file).trim();
  const person = requireTerminal('use --code-file');
  try {
    return (await person.ask('Activation code: ')).trim();
  } finally {
    person.close();
  }
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CliFailure('file', `${file} can’t be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}.`);
  }
}
