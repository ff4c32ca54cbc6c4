import { itemKinds } from './item-kinds.ts';

/** What can stand before a colon in a search. */
export const searchOperators = ['tag', 'kind', 'is', 'has', 'expires', 'changed', 'created'] as const;
export type SearchOperator = (typeof searchOperators)[number];
export const searchFlags = ['favourite', 'expiring', 'expired', 'weak', 'reused', 'rotating', 'trashed'] as const;
export type SearchFlag = (typeof searchFlags)[number];
export const searchHoldings = ['attachment', 'totp', 'note', 'expiry'] as const;
export type SearchHolding = (typeof searchHoldings)[number];

/** So far from now in milliseconds, or one moment (epoch milliseconds). */
type Bound = { readonly span: number } | { readonly at: number };

/** `not`: only what it does not fit. */
export type SearchTerm = { readonly not: boolean } & (
  | { readonly type: 'word' | 'tag' | 'kind'; readonly text: string }
  | { readonly type: 'is'; readonly flag: SearchFlag }
  | { readonly type: 'has'; readonly holding: SearchHolding }
  | { readonly type: 'never' }
  | { readonly type: 'time'; readonly of: 'expires' | 'changed' | 'created'; readonly than: '<' | '>'; readonly bound: Bound }
);

/** What was not understood: an operator that there isn't, which is searched as a word, or a value that this operator doesn't have. */
export interface SearchHint {
  readonly token: string;
  readonly operator: SearchOperator | null;
}

export interface ParsedSearch {
  readonly terms: readonly SearchTerm[];
  readonly hints: readonly SearchHint[];
}

/** Lower case without accents, so that "cafe" finds "Café". */
export const searchable = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

const dayMilliseconds = 86_400_000;
const unitDays: Readonly<Record<string, number>> = { d: 1, w: 7, m: 30, y: 365 };
const isOperator = (name: string): name is SearchOperator => searchOperators.some((known) => known === name);

/** A minus sign, then "words in quotes", operator:"value", or anything up to the next space. */
const tokens = /(-?)(?:"([^"]*)"?|([a-z]+):"([^"]*)"?|(\S+))/gu;

/**
 * Words, "words in quotes", operators with a value, and -any of them. Never fails: what is still being typed narrows nothing,
 * and what isn't understood is named among the hints.
 */
export function parseSearch(search: string): ParsedSearch {
  const terms: SearchTerm[] = [];
  const hints: SearchHint[] = [];
  for (const [token, minus, words, quotedFor, quoted, bare = ''] of searchable(search).matchAll(tokens)) {
    const not = minus === '-';
    const [, name, value] =
      words !== undefined ? [] : quotedFor !== undefined ? ['', quotedFor, quoted] : (/^([a-z]+):(.*)$/u.exec(bare) ?? []);
    if (name === undefined || value === undefined || !isOperator(name)) {
      const text = words ?? (quotedFor === undefined ? bare : `${quotedFor}:${quoted ?? ''}`);
      if (text !== '' && !(text === '-' && words === undefined)) terms.push({ type: 'word', text, not });
      // An address has a colon too, and times have: those are meant as they stand.
      if (name !== undefined && value !== undefined && /^[a-z]/u.test(value)) hints.push({ token, operator: null });
      continue;
    }
    if (value === '') continue;
    const term = termOf(name, value, not);
    if (term === 'wrong') hints.push({ token, operator: name });
    else if (term !== null) terms.push(term);
    if (term !== null && term !== 'wrong' && term.type === 'kind' && !itemKinds.some((kind) => kind.toLowerCase().startsWith(value)))
      hints.push({ token, operator: name });
  }
  return { terms, hints };
}

/** Null while the value may still become one. */
function termOf(operator: SearchOperator, value: string, not: boolean): SearchTerm | 'wrong' | null {
  switch (operator) {
    case 'tag':
    case 'kind':
      return { type: operator, text: value, not };
    case 'is': {
      const flag = oneOf(searchFlags, value.replace(/^favor/u, 'favour'));
      return flag === null || flag === 'wrong' ? flag : { type: 'is', flag, not };
    }
    case 'has': {
      const holding = oneOf(searchHoldings, value);
      return holding === null || holding === 'wrong' ? holding : { type: 'has', holding, not };
    }
    case 'expires':
      if (value === 'never') return { type: 'never', not };
      return 'never'.startsWith(value) ? null : timeTerm(operator, value, not);
    case 'changed':
    case 'created':
      return timeTerm(operator, value, not);
  }
}

/** The one that begins so; null where several do. */
function oneOf<T extends string>(known: readonly T[], begin: string): T | 'wrong' | null {
  const fitting = known.filter((each) => each.startsWith(begin));
  return fitting.find((each) => each === begin) ?? (fitting.length > 1 ? null : (fitting[0] ?? 'wrong'));
}

/** <30d, >1y, 7 (days, and less than is meant), <2027-01-31. */
function timeTerm(of: 'expires' | 'changed' | 'created', value: string, not: boolean): SearchTerm | 'wrong' | null {
  const [, sign = '', rest = ''] = /^([<>]?)=?(.*)$/u.exec(value) ?? [];
  if (rest === '') return null;
  const than = sign === '>' ? '>' : '<';
  const span = /^(\d{1,5})([dwmy]?)$/u.exec(rest);
  if (span !== null) {
    const days = Number(span[1]) * (unitDays[span[2] ?? ''] ?? 1);
    return { type: 'time', of, than, bound: { span: days * dayMilliseconds }, not };
  }
  if (/^\d{4}-\d{2}-\d{2}$/u.test(rest)) {
    const at = Date.parse(rest);
    return Number.isNaN(at) ? 'wrong' : { type: 'time', of, than, bound: { at }, not };
  }
  return /^\d{4}-(?:\d(?:\d(?:-\d?)?)?)?$/u.test(rest) ? null : 'wrong';
}
