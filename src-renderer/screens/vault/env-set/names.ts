import { isVariableName } from '../../../../src-shared/env-file.ts';

interface Named {
  readonly name: string;
}

export type NameProblem = 'missing' | 'notAName' | 'twice';

/** What keeps a variable from being saved. */
export function nameProblem(fields: readonly Named[], field: Named): NameProblem | null {
  const name = field.name.trim();
  if (name === '') return 'missing';
  if (!isVariableName(name)) return 'notAName';
  return fields.some((other) => other !== field && other.name.trim() === name) ? 'twice' : null;
}
