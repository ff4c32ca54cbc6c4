import { readFileSync } from 'node:fs';
import { CliFailure } from '../failure.ts';
import { checkTarget, writeAtomically } from '../out-file.ts';
import { readInput } from '../passwords.ts';
import { resolveReference, standsForValue } from '../references.ts';
import { readValues, valueOf } from '../secrets.ts';
import { type Outcome, type Task, withAgent } from '../task.ts';
import { fillTemplate, parseTemplate, type Piece, TemplateError } from '../template.ts';

/** The result can be read by whoever may read the file, so that a consent for a child's environment alone isn't enough. */
export async function inject(task: Task): Promise<Outcome> {
  const { given, config } = task;
  const file = given.text('out');
  if (file !== null) checkTarget(file);
  const source = given.text('in');
  const name = source ?? 'standard input';
  const pieces = piecesOf(source === null || source === '-' ? readInput() : contentOf(source), name);
  const resolved = new Map<string, string>();
  for (const piece of pieces) {
    if (!('reference' in piece)) continue;
    const where = `${name}, line ${piece.line}, column ${piece.column}`;
    resolved.set(piece.reference, resolveReference(piece.reference, config, where));
  }
  const references = [...resolved.values()];
  const values =
    references.length === 0 ? new Map<string, string>() : await withAgent(task, (agent) => readValues(agent, task, references, 'reveal'));
  const text = fillTemplate(pieces, (reference) => valueOf(values, resolved.get(reference) ?? ''));
  if (file === null) return { data: { text }, out: text };
  writeAtomically(file, text);
  return { data: { file, references: references.length }, note: `Written to ${file}, for you alone.` };
}

function piecesOf(text: string, name: string): Piece[] {
  try {
    return parseTemplate(text, standsForValue);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new CliFailure('usage', `${name}, line ${error.line}, column ${error.column}: ${error.message}.`);
  }
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CliFailure('file', `${file} can’t be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}.`);
  }
}
