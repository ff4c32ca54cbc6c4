import { type Combination, refusalOf } from './combination.ts';
import { type CommandId, commandIds, commandOf } from './commands.ts';

/** Command → combination in place of its own; '' for none. As the preferences keep it. */
export type Shortcuts = Readonly<Record<string, string>>;

/** The combinations of a command as a person has them, the chosen one first. */
export function combinationsOf(id: CommandId, shortcuts: Shortcuts): readonly Combination[] {
  const { keys, fixed } = commandOf(id);
  const chosen = fixed === true ? undefined : shortcuts[id];
  if (chosen === undefined) return keys.filter((key) => !takenBy(key, id, shortcuts));
  return chosen === '' ? [] : [chosen];
}

/** Whether another command was given what would be this one's by default. */
const takenBy = (key: Combination, id: CommandId, shortcuts: Shortcuts): boolean =>
  commandIds.some((other) => other !== id && commandOf(other).fixed !== true && shortcuts[other] === key);

/** Every combination and what it asks for. What people kept that isn't allowed any more, or is nobody's, asks for nothing. */
export function bindingsOf(shortcuts: Shortcuts): ReadonlyMap<Combination, CommandId> {
  const bindings = new Map<Combination, CommandId>();
  for (const id of commandIds) {
    for (const combination of combinationsOf(id, shortcuts)) {
      const ours = commandOf(id).keys.includes(combination);
      if ((ours || refusalOf(combination) === null) && !bindings.has(combination)) bindings.set(combination, id);
    }
  }
  return bindings;
}

/** The command that has this combination now, beside `but`. */
export function ownerOf(combination: Combination, but: CommandId, shortcuts: Shortcuts): CommandId | null {
  return commandIds.find((id) => id !== but && combinationsOf(id, shortcuts).includes(combination)) ?? null;
}

/** The shortcuts with a combination given to one command and taken from whichever had it; null gives the command its own back. */
export function rebound(shortcuts: Shortcuts, id: CommandId, combination: Combination | null): Record<string, string> {
  const { [id]: _before, ...others } = shortcuts;
  if (combination === null) return others;
  const loser = combination === '' ? null : ownerOf(combination, id, shortcuts);
  const mine = commandOf(id).keys[0] === combination ? {} : { [id]: combination };
  return { ...others, ...(loser === null ? {} : { [loser]: '' }), ...mine };
}
