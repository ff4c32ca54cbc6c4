import type { KeyboardEvent, RefObject } from 'react';
import { searchable } from '../../../src-shared/search.ts';

/** How far two tiles' tops may lie apart and still be in one row, in pixels. */
const sameRow = 8;

/** Which tile an arrow key leads to, as they stand on the screen; the ends of a row go on to the next one. */
function stepFrom(key: string, at: number, tiles: readonly HTMLElement[]): number | null {
  const total = tiles.length;
  if (key === 'ArrowRight') return (at + 1) % total;
  if (key === 'ArrowLeft') return (at - 1 + total) % total;
  if (key === 'Home') return 0;
  if (key === 'End') return total - 1;
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return null;
  const here = tiles[at]?.getBoundingClientRect();
  if (here === undefined) return null;
  const down = key === 'ArrowDown';
  const beyond = tiles
    .map((tile, index) => ({ index, box: tile.getBoundingClientRect() }))
    .filter(({ box }) => (down ? box.top > here.top + sameRow : box.top < here.top - sameRow));
  // Without another row, up and down go on as left and right do.
  if (beyond.length === 0) return (at + (down ? 1 : -1) + total) % total;
  const next = down ? Math.min(...beyond.map(({ box }) => box.top)) : Math.max(...beyond.map(({ box }) => box.top));
  const row = beyond.filter(({ box }) => Math.abs(box.top - next) <= sameRow);
  const far = (box: DOMRect): number => Math.abs(box.left - here.left);
  return row.toSorted((a, b) => far(a.box) - far(b.box))[0]?.index ?? null;
}

/** Arrow keys go from tile to tile, a letter to the next name that begins with it. `names` in the order of the tiles. */
export function useTileKeys(
  group: RefObject<HTMLElement | null>,
  names: readonly string[],
  /** Where there are more than fit, letters search among all of them. */
  onLetter: ((letter: string) => void) | null,
): (event: KeyboardEvent) => void {
  return (event) => {
    const tiles = [...(group.current?.querySelectorAll('button') ?? [])];
    const at = tiles.findIndex((tile) => tile === document.activeElement);
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const types = /^[\p{L}\p{N}]$/u.test(event.key);
    if (types && onLetter !== null) {
      event.preventDefault();
      onLetter(event.key);
      return;
    }
    const begins = (index: number): boolean => searchable(names[index] ?? '').startsWith(searchable(event.key));
    const after = tiles.map((_tile, step) => (at + step + 1) % tiles.length);
    const to = types ? (after.find(begins) ?? null) : stepFrom(event.key, at, tiles);
    if (to === null) return;
    event.preventDefault();
    tiles[to]?.focus();
  };
}
