import { Autocomplete, CloseButton, Text } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { KeyboardEvent, RefObject } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { ItemCounts, ItemKind } from '../../../src-shared/items.ts';
import { limits } from '../../../src-shared/limits.ts';
import classes from './list.module.css';
import { suggestionsFor } from './search-suggestions.ts';

interface SearchBoxProps {
  readonly counts: ItemCounts | null;
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly search: string;
  readonly onSearch: (search: string) => void;
  /** Goes on to the first hit. */
  readonly onFirst: () => void;
  /** Leaves the box for the list. */
  readonly onLeave: () => void;
}

/** Finds as you type; behind tag: and kind: it offers what there is. */
export function SearchBox({ counts, inputRef, search, onSearch, onFirst, onLeave }: SearchBoxProps) {
  const { t } = useTranslation();
  const suggestions = suggestionsFor(search, counts);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.preventDefault();
      if (search === '') onLeave();
      onSearch('');
    } else if (suggestions.length === 0 && (event.key === 'ArrowDown' || event.key === 'Enter')) {
      event.preventDefault();
      onFirst();
    }
  };
  return (
    <Autocomplete
      ref={inputRef}
      className={classes['search']}
      aria-label={t('vault.list.search')}
      placeholder={t('vault.list.searchHint')}
      leftSection={<IconSearch size={16} aria-hidden="true" />}
      rightSectionWidth={search === '' ? 8 : 34}
      rightSection={search !== '' && <CloseButton size="sm" aria-label={t('vault.list.clear')} onClick={() => onSearch('')} />}
      value={search}
      onChange={onSearch}
      onKeyDown={onKeyDown}
      data={suggestions.map(({ value }) => value)}
      filter={({ options }) => options}
      maxLength={limits.searchMaxCharacters}
      spellCheck={false}
      comboboxProps={{ shadow: 'md' }}
      renderOption={({ option }) => {
        const suggestion = suggestions.find(({ value }) => value === option.value);
        return (
          <Text size="sm" truncate>
            {suggestion?.token}{' '}
            <Text span size="xs" c="dimmed">
              {suggestion?.kind !== undefined && t(`vault.kinds.${suggestion.kind satisfies ItemKind}`)}
            </Text>
          </Text>
        );
      }}
    />
  );
}
