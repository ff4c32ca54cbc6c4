import { checkTarget, writeAtomically } from '../out-file.ts';
import { resolveReference } from '../references.ts';
import { readValues, valueOf } from '../secrets.ts';
import { type Outcome, type Task, withAgent } from '../task.ts';

export async function read(task: Task): Promise<Outcome> {
  const { given, config } = task;
  const file = given.text('out');
  if (file !== null) checkTarget(file);
  const references = given.positionals.map((text) => resolveReference(text, config, text));
  const found = await withAgent(task, (agent) => readValues(agent, task, references, 'reveal'));
  const values = references.map((reference) => valueOf(found, reference));
  if (file === null) return { data: { values }, out: inLines(values, !given.has('no-newline')) };
  // One value is the file's content, to the byte.
  writeAtomically(file, inLines(values, !given.has('no-newline') && values.length > 1));
  return { data: { file }, note: `Written to ${file}, for you alone.` };
}

function inLines(values: readonly string[], ended: boolean): string {
  const text = values.join('\n');
  return ended && !text.endsWith('\n') ? `${text}\n` : text;
}
