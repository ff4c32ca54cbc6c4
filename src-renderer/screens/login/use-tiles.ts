import { useDebouncedValue } from '@mantine/hooks';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Output } from '../../../src-shared/contract/index.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import type { Tile } from '../../../src-shared/models.ts';
import { call, failureOf } from '../../api.ts';

const settleMilliseconds = 150;

/** The tiles that match what is typed, and how to fetch them anew. */
export interface TileSearch {
  /** Null until the first answer. */
  readonly tiles: readonly Tile[] | null;
  /** There have been more than fit: a search makes sense. */
  readonly many: boolean;
  readonly more: boolean;
  readonly search: string;
  readonly failure: Failure | null;
  readonly setSearch: (search: string) => void;
  /** Everybody again; answers with the tiles, or with none where they can't be had. */
  readonly reload: () => Promise<readonly Tile[]>;
}

export function useTiles(): TileSearch {
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search, settleMilliseconds);
  const [found, setFound] = useState<Output<'accounts.tiles'> | null>(null);
  const [many, setMany] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const asked = useRef(0);
  const shown = useRef('');

  const load = useCallback(async (text: string): Promise<readonly Tile[]> => {
    asked.current += 1;
    const mine = asked.current;
    shown.current = text;
    try {
      const answer = await call('accounts.tiles', { search: text });
      // A later question counts, whichever is answered first.
      if (mine !== asked.current) return answer.tiles;
      setFound(answer);
      setFailure(null);
      if (answer.more) setMany(true);
      return answer.tiles;
    } catch (error) {
      setFailure(failureOf(error));
      setFound((before) => before ?? { tiles: [], more: false });
      return [];
    }
  }, []);
  useEffect(() => {
    if (settled !== shown.current) void load(settled);
  }, [settled, load]);

  const reload = useCallback((): Promise<readonly Tile[]> => {
    setSearch('');
    return load('');
  }, [load]);
  return { tiles: found?.tiles ?? null, many, more: found?.more ?? false, search, failure, setSearch, reload };
}
