import { type ItemCounts, type ItemKind, itemKinds } from '../../../src-shared/items.ts';
import { searchFlags, searchHoldings, type SearchOperator, searchOperators } from '../../../src-shared/search.ts';
import type { TextKey } from '../../i18n/use-translation.ts';

export interface Suggestion {
  /** The whole search with the suggestion taken. */
  readonly value: string;
  readonly token: string;
  /** What it stands for. */
  readonly text?: TextKey;
}

const mostSuggestions = 8;

const past = [
  ['<7d', 'changed<7d'],
  ['<30d', 'changed<30d'],
  ['>1y', 'changed>1y'],
] as const;

/** Dates are typed as spans; these are the ones that people mean most. */
const spans = {
  expires: [
    ['<30d', '<30d'],
    ['<1y', '<1y'],
    ['>1y', '>1y'],
    ['never', 'never'],
  ],
  changed: past,
  created: past,
} as const;

/** What an empty search can begin with: the operators that can find something here. */
export function operatorsFor(counts: ItemCounts | null): readonly Suggestion[] {
  if (counts === null || counts.all + counts.trash === 0) return [];
  const useless = (operator: SearchOperator): boolean =>
    (operator === 'tag' && counts.tags.length === 0) || (operator === 'kind' && Object.keys(counts.kinds).length === 0);
  return searchOperators
    .filter((operator) => !useless(operator) && operator !== 'created')
    .map((operator) => ({ value: `${operator}:`, token: `${operator}:`, text: `searching.operator.${operator}` }));
}

/** How the operator that is being typed at the end of a search can go on. */
export function suggestionsFor(search: string, counts: ItemCounts | null): readonly Suggestion[] {
  const [, before = '', typed, started = ''] = /^((?:.*\s)?-?)(tag|kind|is|has|expires|changed|created):(\S*)$/i.exec(search) ?? [];
  const operator = searchOperators.find((known) => known === typed?.toLowerCase());
  if (operator === undefined || counts === null) return [];
  return valuesOf(operator, counts)
    .filter(({ value }) => value.toLowerCase().startsWith(started.toLowerCase()) && value !== started)
    .slice(0, mostSuggestions)
    .map(({ value, text }) => ({
      ...{ value: `${before}${operator}:${value} `, token: `${operator}:${value}` },
      ...(text === undefined ? {} : { text }),
    }));
}

interface Value {
  readonly value: string;
  readonly text?: TextKey;
}

function valuesOf(operator: SearchOperator, counts: ItemCounts): readonly Value[] {
  switch (operator) {
    case 'tag':
      return counts.tags.map(({ tag }) => ({ value: tag }));
    case 'kind':
      return itemKinds
        .filter((kind) => (counts.kinds[kind] ?? 0) > 0)
        .map((kind) => ({ value: kind, text: `vault.kinds.${kind satisfies ItemKind}` }));
    case 'is':
      return searchFlags.map((value) => ({ value, text: `searching.value.${value}` }));
    case 'has':
      return searchHoldings.map((value) => ({ value, text: `searching.value.${value}` }));
    case 'expires':
    case 'changed':
    case 'created': {
      return spans[operator].map(([value, text]) => ({ value, text: `searching.value.${text}` }));
    }
  }
}
