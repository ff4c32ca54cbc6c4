import { itemKinds, type ItemKind, type ItemSummary, type ItemView } from '../../src-shared/items.ts';
import { limits } from '../../src-shared/limits.ts';
import { assertNever } from '../../src-shared/assert-never.ts';
import { type ParsedSearch, searchable, type SearchFlag, type SearchHolding, type SearchTerm } from '../../src-shared/search.ts';
import { type Examined, isReused, isWeak } from './health.ts';
import type { ItemEntry } from './vault-index.ts';

/** An item of the index, ready to be searched. */
export interface Row {
  readonly entry: ItemEntry;
  readonly summary: ItemSummary;
  /** Name, subtitle and tags, ready to be searched. */
  readonly haystack: string;
  readonly tags: readonly string[];
}

/** What a search needs to know beside the item itself. */
export interface Surroundings {
  /** Epoch milliseconds. */
  readonly now: number;
  /** Fingerprints that more than one item has. */
  readonly reused: () => ReadonlySet<string>;
  /** Whether it may be said of this item's values that they are weak or reused. */
  readonly mayJudge: (summary: ItemSummary) => boolean;
  /** What was found of values, by fingerprint, that the index doesn't hold. */
  readonly verdicts: Examined['verdicts'];
}

export const dayMilliseconds = 86_400_000;

export function rowOf(entry: ItemEntry): Row {
  const { summary } = entry;
  const tags = summary.tags.map(searchable);
  return { entry, summary, tags, haystack: searchable([summary.name, summary.subtitle, ...summary.tags].join('\n')) };
}

const kindCodes = new Map<ItemKind, string>(itemKinds.map((kind) => [kind, kind.toLowerCase()]));

/** Whether a row fits every term. */
export function fitsSearch({ terms }: ParsedSearch, around: Surroundings): (row: Row) => boolean {
  return (row) => terms.every((term) => fitsTerm(row, term, around) !== term.not);
}

function fitsTerm(row: Row, term: SearchTerm, around: Surroundings): boolean {
  switch (term.type) {
    case 'word':
      return row.haystack.includes(term.text);
    case 'tag':
      return row.tags.some((tag) => tag.startsWith(term.text));
    case 'kind':
      return kindCodes.get(row.summary.kind)?.startsWith(term.text) === true;
    case 'is':
      return isSo(row, term.flag, around);
    case 'has':
      return holds(row, term.holding);
    case 'never':
      return row.summary.expiresAt === null;
    case 'time':
      return inTime(row.summary, term, around.now);
    default:
      return assertNever(term);
  }
}

function isSo({ entry, summary }: Row, flag: SearchFlag, { now, reused, mayJudge, verdicts }: Surroundings): boolean {
  switch (flag) {
    case 'favourite':
      return summary.favourite;
    case 'expiring':
      return isExpiring(summary, now);
    case 'expired':
      return summary.expiresAt !== null && summary.expiresAt < now;
    case 'weak':
      return mayJudge(summary) && isWeak(entry, verdicts);
    case 'reused':
      return mayJudge(summary) && isReused(entry, reused());
    case 'rotating':
      return summary.rotatingSince !== null;
    case 'trashed':
      return summary.trashedAt !== null;
    default:
      return assertNever(flag);
  }
}

function holds({ entry, summary }: Row, holding: SearchHolding): boolean {
  switch (holding) {
    case 'attachment':
      return summary.attachmentCount > 0;
    case 'expiry':
      return summary.expiresAt !== null;
    case 'totp':
    case 'note':
      return entry.holds?.includes(holding) ?? false;
    default:
      return assertNever(holding);
  }
}

/** What expires lies ahead, what was changed or created behind: "less than 30 days" means near in both. */
function inTime(summary: ItemSummary, { of, than, bound }: Extract<SearchTerm, { type: 'time' }>, now: number): boolean {
  const at = { expires: summary.expiresAt, changed: summary.updatedAt, created: summary.createdAt }[of];
  if (at === null) return false;
  if ('at' in bound) return than === '<' ? at < bound.at : at >= bound.at;
  const away = of === 'expires' ? at - now : now - at;
  return than === '<' ? away < bound.span : away > bound.span;
}

const isExpiring = ({ expiresAt }: ItemSummary, now: number): boolean =>
  expiresAt !== null && expiresAt < now + limits.expiringWithinDays * dayMilliseconds;

/** `thrown`: what lies in the trash is asked for by the search, whatever the view. */
export function inView(summary: ItemSummary, view: ItemView, now: number, thrown = false): boolean {
  if (view.type === 'trash') return summary.trashedAt !== null;
  if (summary.trashedAt !== null && !thrown) return false;
  switch (view.type) {
    case 'all':
    case 'recent':
      return true;
    case 'favourites':
      return summary.favourite;
    case 'expiring':
      return isExpiring(summary, now);
    case 'kind':
      return summary.kind === view.kind;
    case 'tag':
      return summary.tags.includes(view.tag);
    default:
      return assertNever(view);
  }
}

/** How well a row fits what was typed, the best first: 0 its name begins so, 1 a word of it does, 2 the name has it, 3 the rest. */
export function rankOf({ summary }: Row, first: string): number {
  const name = searchable(summary.name);
  let rank = 3;
  for (let at = name.indexOf(first); at >= 0 && rank > 1; at = name.indexOf(first, at + 1)) {
    if (at === 0) return 0;
    rank = /[\p{L}\p{N}]/u.test(name.charAt(at - 1)) ? 2 : 1;
  }
  return rank;
}
