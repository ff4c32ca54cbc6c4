import { searchable } from '../../../src-shared/search.ts';
import type { ItemSummary, ItemKind } from '../../../src-shared/items.ts';
import type { Tile } from '../../../src-shared/models.ts';
import type { Combination } from '../../commands/combination.ts';
import type { CommandId } from '../../commands/commands.ts';

export type Mark =
  | { readonly kind: ItemKind }
  | { readonly person: Tile }
  | { readonly command: CommandId }
  | { readonly sign: 'search' | 'settings' | 'copy' | 'code' | 'reference' | 'open' | 'edit' };

/** One line of the palette. */
export interface PaletteEntry {
  readonly id: string;
  readonly title: string;
  readonly detail?: string;
  readonly mark: Mark;
  readonly keys?: Combination | undefined;
  /** The item that it stands for, whose actions can be had. */
  readonly item?: ItemSummary;
  readonly run: () => unknown;
}

export interface PaletteGroup {
  readonly title: string;
  readonly entries: readonly PaletteEntry[];
}

/** 0: the text begins so, 1: a word of it does, 2: it has every word, null: it doesn't. */
function rankOf(text: string, words: readonly string[]): number | null {
  const plain = searchable(text);
  if (!words.every((word) => plain.includes(word))) return null;
  const [first = ''] = words;
  return plain.startsWith(first) ? 0 : plain.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(first)) ? 1 : 2;
}

const wordsOf = (query: string): readonly string[] =>
  searchable(query)
    .split(/\s+/u)
    .filter((word) => word !== '');

/** The entries that have every word, the best first. */
export function matching(entries: readonly PaletteEntry[], query: string): readonly PaletteEntry[] {
  const words = wordsOf(query);
  const ranked = entries.flatMap((entry) => {
    const rank = rankOf(`${entry.title} ${entry.detail ?? ''}`, words);
    return rank === null ? [] : [{ entry, rank }];
  });
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ entry }) => entry);
}

/** A group whose first entry begins with what is typed goes before those that only have it somewhere. */
export function ordered(groups: readonly PaletteGroup[], query: string): readonly PaletteGroup[] {
  const words = wordsOf(query);
  const filled = groups.filter(({ entries }) => entries.length > 0);
  if (words.length === 0) return filled;
  const best = ({ entries }: PaletteGroup): number => Math.min(...entries.map(({ title }) => rankOf(title, words) ?? 3));
  return filled.toSorted((a, b) => best(a) - best(b));
}
