import { Stack, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { limits } from '../../../src-shared/limits.ts';
import type { Tile } from '../../../src-shared/models.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Tiles } from './tiles.tsx';
import type { TileSearch } from './use-tiles.ts';

interface TileChooserProps {
  readonly people: TileSearch;
  /** Whose turn it may be; null: nobody's in particular. */
  readonly offered: string | null;
  readonly onChoose: (tile: Tile) => void;
}

/** The tiles, and a field that narrows them where there are more than fit. */
export function TileChooser({ people, offered, onChoose }: TileChooserProps) {
  const { t } = useTranslation();
  const area = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const tiles = people.tiles ?? [];
  const next = people.search === '' ? (tiles.find(({ id }) => id === offered)?.id ?? null) : null;
  const toSearch = (letter: string): void => {
    people.setSearch(letter);
    search.current?.focus();
  };
  const onKey = (event: KeyboardEvent): void => {
    const [first] = tiles;
    if (event.key === 'Enter' && first !== undefined && people.search.trim() !== '') onChoose(first);
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    area.current?.querySelector('button')?.focus();
  };
  return (
    <Stack gap="sm" ref={area}>
      {people.many && (
        <TextInput
          ref={search}
          aria-label={t('login.search')}
          placeholder={t('login.search')}
          description={t('login.more')}
          inputWrapperOrder={['input', 'description']}
          leftSection={<IconSearch size={16} aria-hidden="true" />}
          value={people.search}
          maxLength={limits.searchMaxCharacters}
          spellCheck={false}
          autoComplete="off"
          autoFocus={next === null}
          onChange={(event) => people.setSearch(event.currentTarget.value)}
          onKeyDown={onKey}
        />
      )}
      {people.failure !== null && <FailureNotice failure={people.failure} />}
      {tiles.length > 0 ? (
        <Tiles
          tiles={tiles}
          focusId={next ?? (people.many ? null : (tiles[0]?.id ?? null))}
          onLetter={people.many ? toSearch : null}
          onChoose={onChoose}
        />
      ) : (
        <Text size="sm" c="dimmed" ta="center" py="xl" role="status">
          {people.failure === null ? t('login.nobody') : ''}
        </Text>
      )}
    </Stack>
  );
}
