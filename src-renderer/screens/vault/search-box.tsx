import { Autocomplete, CloseButton, Text } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type RefObject, useRef, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { ItemCounts, ItemKind } from '../../../src-shared/items.ts';
import { limits } from '../../../src-shared/limits.ts';
import classes from './list.module.css';
import { operatorsFor, suggestionsFor } from './search-suggestions.ts';

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

/** Finds as you type; empty it offers tag: and kind:, behind them what there is. */
export function SearchBox({ counts, inputRef, search, onSearch, onFirst, onLeave }: SearchBoxProps) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  /** An operator alone was chosen: what it finds is offered next. */
  const goesOn = useRef(false);
  const suggestions = suggestionsFor(search, counts);
  const offered = search === '' ? operatorsFor(counts) : suggestions;
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
      data={offered.map(({ value }) => value)}
      dropdownOpened={opened}
      onDropdownOpen={() => setOpened(true)}
      onDropdownClose={() => {
        setOpened(goesOn.current);
        goesOn.current = false;
      }}
      onOptionSubmit={(value) => {
        goesOn.current = value.endsWith(':');
      }}
      filter={({ options }) => options}
      maxLength={limits.searchMaxCharacters}
      spellCheck={false}
      comboboxProps={{ shadow: 'md' }}
      renderOption={({ option }) => {
        const suggestion = offered.find(({ value }) => value === option.value);
        return (
          <Text size="sm" truncate>
            {suggestion?.token}{' '}
            <Text span size="xs" c="dimmed">
              {suggestion?.kind !== undefined && t(`vault.kinds.${suggestion.kind satisfies ItemKind}`)}
              {suggestion?.operator !== undefined && t(`vault.list.operator.${suggestion.operator}`)}
            </Text>
          </Text>
        );
      }}
    />
  );
}
