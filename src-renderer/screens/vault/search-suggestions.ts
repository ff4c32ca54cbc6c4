import { type ItemCounts, type ItemKind, itemKinds } from '../../../src-shared/items.ts';

interface Suggestion {
  /** The whole search with the suggestion taken. */
  readonly value: string;
  readonly token: string;
  readonly kind?: ItemKind;
  /** The operator alone, which the person goes on from. */
  readonly operator?: 'tag' | 'kind';
}

const mostSuggestions = 8;

/** What an empty search can begin with: the operators that find something here. */
export function operatorsFor(counts: ItemCounts | null): readonly Suggestion[] {
  if (counts === null) return [];
  const tag = { value: 'tag:', token: 'tag:', operator: 'tag' } as const;
  const kind = { value: 'kind:', token: 'kind:', operator: 'kind' } as const;
  return [...(counts.tags.length > 0 ? [tag] : []), ...(Object.keys(counts.kinds).length > 0 ? [kind] : [])];
}

/** How the operator that is being typed at the end of a search can go on. */
export function suggestionsFor(search: string, counts: ItemCounts | null): readonly Suggestion[] {
  const [, before = '', operator, started = ''] = /^(.*?)\b(tag|kind):(\S*)$/i.exec(search) ?? [];
  if (operator === undefined || counts === null) return [];
  const begins = (text: string): boolean => text.toLowerCase().startsWith(started.toLowerCase());
  const suggestions: readonly Suggestion[] =
    operator.toLowerCase() === 'tag'
      ? counts.tags.map(({ tag }) => ({ value: `${before}tag:${tag} `, token: `tag:${tag}` }))
      : itemKinds
          .filter((kind) => (counts.kinds[kind] ?? 0) > 0)
          .map((kind) => ({ value: `${before}kind:${kind} `, token: `kind:${kind}`, kind }));
  return suggestions.filter(({ token }) => begins(token.slice(token.indexOf(':') + 1))).slice(0, mostSuggestions);
}
