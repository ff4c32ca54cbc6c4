import { standsForValue } from '../references.ts';
import { usageError } from '../failure.ts';

/** One variable for the child: its value, or the reference that it is behind. `from` is for --dry-run. */
export interface Variable {
  readonly name: string;
  readonly from: string;
  readonly value?: string;
  readonly reference?: string;
}

/** What is ours alone: no child gets to speak for the program that started it. */
const own = ['STRONGROOM_TOKEN'];
const plain =
  /^(?:PATH|HOME|USER|LOGNAME|SHELL|TERM|COLORTERM|TZ|TMPDIR|LANG|LANGUAGE|LC_\w+|SYSTEMROOT|COMSPEC|PATHEXT|TEMP|TMP|USERPROFILE)$/i;

export interface Sources {
  readonly inherited: NodeJS.ProcessEnv;
  /** Of env files, env sets and --file; a later one of the same name wins. */
  readonly added: readonly Variable[];
  readonly only: readonly string[];
  readonly clean: boolean;
}

/** What the child gets: the inherited as it is, and the variables that were added or stand for a value. Throws usage. */
export function planEnvironment({ inherited, added, only, clean }: Sources): { base: Record<string, string>; variables: Variable[] } {
  const base: Record<string, string> = {};
  const chosen = new Map<string, Variable>();
  const isChosen = (name: string): boolean => only.length === 0 || only.includes(name);
  for (const [name, value = ''] of Object.entries(inherited)) {
    // SECURITY: with it the child could ask in our name.
    if (own.includes(name)) continue;
    if (standsForValue(value) && isChosen(name)) chosen.set(name, { name, from: 'environment', reference: value });
    else if (!clean || plain.test(name)) base[name] = value;
  }
  for (const variable of added) {
    if (!isChosen(variable.name)) continue;
    chosen.set(variable.name, variable);
    delete base[variable.name];
  }
  const missing = only.find((name) => !chosen.has(name));
  if (missing !== undefined) throw usageError(`--only names ${missing}, which none of the sources has.`);
  return { base, variables: [...chosen.values()] };
}
