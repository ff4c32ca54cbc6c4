import { isReference } from '../../../../src-shared/agent/references.ts';
import { type EnvFileProblem, isShellName, isVariableName, readEnvLines } from '../../../../src-shared/env-file.ts';
import { limits } from '../../../../src-shared/limits.ts';
import { type Draft, type DraftField, withField } from '../draft.ts';

/** A name that `strongroom run` takes and a shell can't say: `$my-name` is something else there. */
export const isOnlyForRun = (name: string): boolean => isVariableName(name.trim()) && !isShellName(name.trim());

/** Whether the variable stands for a value elsewhere; such a value is no secret and shows. */
export const isForReference = ({ type, value }: DraftField): boolean => type === 'text' && value !== null && isReference(value);

/** A value that was typed: a reference shows, everything else is hidden. */
export const withTyped = (field: DraftField, value: string): DraftField => ({
  ...field,
  type: isReference(value.trim()) ? 'text' : 'hidden',
  value: isReference(value.trim()) ? value.trim() : value,
});

export type LineState = 'new' | 'replaces' | 'same' | 'refused';
export interface PreviewLine {
  readonly line: number;
  /** Null where no name could be read. Values are in no preview. */
  readonly name: string | null;
  readonly state: LineState;
  readonly problem: EnvFileProblem | 'overruled' | 'tooLong' | 'tooMany' | null;
}

export interface Preview {
  readonly lines: readonly PreviewLine[];
  /** What the set would be. */
  readonly draft: Draft;
  /** How many variables are new or get another value. */
  readonly changes: number;
}

/** What taking over an env file would do to a set: a name that is there gets the file's value, the others come to the end. */
export function previewOf(text: string, before: Draft): Preview {
  const { entries, refused } = readEnvLines(text);
  const lines: PreviewLine[] = refused.map(({ line, problem }) => ({ line, problem, name: null, state: 'refused' }));
  let draft = withoutEmpty(before);
  for (const [at, { name, value, line }] of entries.entries()) {
    const said = (state: LineState, problem: PreviewLine['problem'] = null): void => void lines.push({ line, name, state, problem });
    const there = draft.fields.find((field) => field.name.trim() === name);
    if (entries.slice(at + 1).some((later) => later.name === name)) said('refused', 'overruled');
    else if (value.length > limits.fieldValueMaxCharacters || name.length > limits.fieldNameMaxCharacters) said('refused', 'tooLong');
    else if (there?.value === value) said('same');
    else if (there !== undefined) {
      draft = { ...draft, fields: draft.fields.map((field) => (field === there ? withTyped(field, value) : field)) };
      said('replaces');
    } else if (draft.fields.length >= limits.itemMaxFields) said('refused', 'tooMany');
    else {
      const more = withField(draft, 'hidden');
      draft = { ...more, fields: [...draft.fields, withTyped({ ...more.fields.at(-1)!, name }, value)] };
      said('new');
    }
  }
  const changes = lines.filter(({ state }) => state === 'new' || state === 'replaces').length;
  return { lines: lines.toSorted((a, b) => a.line - b.line), draft, changes };
}

/** A row that nothing was put into makes way. */
const withoutEmpty = (draft: Draft): Draft => ({
  ...draft,
  fields: draft.fields.filter(({ name, value }) => name.trim() !== '' || (value !== '' && value !== null)),
});

/** Whether a pasted text is a `.env`, not a name. */
export const looksLikeEnvFile = (text: string): boolean => /^\s*(?:export\s+)?[A-Za-z_][\w.-]*\s*=/m.test(text);
