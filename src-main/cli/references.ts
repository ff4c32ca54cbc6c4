import { formatReference, parseReference, type Reference } from '../../src-shared/agent/references.ts';
import type { Config } from './config.ts';
import { CliFailure, usageError } from './failure.ts';

const own = 'strongroom://';
const foreign = 'op://';

/** Whether a value stands for another one. */
export const standsForValue = (text: string): boolean => text.startsWith(own) || text.startsWith(foreign);

/**
 * The reference as the agent takes it, that of another vault by way of the aliases. `where` says for a failure what it stood in.
 * Throws usage for what is none, notFound for one of another vault that nothing was set for.
 */
export function resolveReference(text: string, { aliases }: Pick<Config, 'aliases'>, where: string): string {
  const ours = text.startsWith(foreign) ? throughAlias(text, aliases) : text;
  const reference = parseReference(ours);
  if (reference === null) throw usageError(`${where}: ${own}item/field was expected, with names percent-encoded where they hold a slash.`);
  return formatReference(reference.item, reference.field);
}

/** An alias of `op://vault/item` serves each of its fields too. */
function throughAlias(text: string, aliases: Config['aliases']): string {
  const exact = aliases[text];
  if (exact !== undefined) return exact;
  const cut = text.lastIndexOf('/');
  const target = parseReference(aliases[text.slice(0, cut)] ?? '');
  if (target !== null && target.field === null) return withField(target, text.slice(cut + 1));
  throw new CliFailure('notFound', `Nothing is set for ${text}: strongroom config alias set '${text}' 'strongroom://item/field'.`);
}

const withField = ({ item }: Reference, field: string): string => formatReference(item, field);
