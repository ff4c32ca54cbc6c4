import { Autocomplete, CloseButton, Text } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { ItemCounts } from '../../../src-shared/items.ts';
import { limits } from '../../../src-shared/limits.ts';
import { parseSearch } from '../../../src-shared/search.ts';
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

/** Finds as you type; empty it offers the operators, behind each of them what it can be followed by. */
export function SearchBox({ counts, inputRef, search, onSearch, onFirst, onLeave }: SearchBoxProps) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  /** An operator alone was chosen: what it finds is offered next. */
  const goesOn = useRef(false);
  const suggestions = suggestionsFor(search, counts);
  const offered = search === '' ? operatorsFor(counts) : suggestions;
  const [hint] = parseSearch(search).hints;
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const chooses = opened && event.currentTarget.getAttribute('aria-activedescendant') !== null;
    if (event.key === 'Escape') {
      event.preventDefault();
      if (search === '') onLeave();
      onSearch('');
    } else if ((event.key === 'ArrowDown' && offered.length === 0) || (event.key === 'Enter' && !chooses)) {
      event.preventDefault();
      onFirst();
    }
  };
  // The library goes on naming the option that was active when there is none any more.
  useEffect(() => {
    const active = inputRef.current?.getAttribute('aria-activedescendant');
    if (typeof active === 'string' && document.querySelector(`#${CSS.escape(active)}`) === null)
      inputRef.current?.removeAttribute('aria-activedescendant');
  });
  return (
    <Autocomplete
      ref={inputRef}
      className={classes['search']}
      aria-label={t('vault.list.search')}
      placeholder={t('vault.list.searchHint')}
      leftSection={<IconSearch size={16} aria-hidden="true" />}
      rightSectionWidth={search === '' ? 8 : 34}
      rightSection={search !== '' && <CloseButton size="sm" aria-label={t('vault.list.clear')} onClick={() => onSearch('')} />}
      description={
        <span role="status">{hint === undefined ? '' : t(`searching.hint.${hint.operator ?? 'unknown'}`, { token: hint.token })}</span>
      }
      descriptionProps={{ component: 'div', hidden: hint === undefined, mt: 6 }}
      inputWrapperOrder={['input', 'description']}
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
      comboboxProps={{ shadow: 'md', width: 'max-content', position: 'bottom-start' }}
      renderOption={({ option }) => {
        const suggestion = offered.find(({ value }) => value === option.value);
        return (
          <Text size="sm" truncate>
            {suggestion?.token}{' '}
            <Text span size="xs" className={classes['means'] ?? ''}>
              {suggestion?.text !== undefined && t(suggestion.text)}
            </Text>
          </Text>
        );
      }}
    />
  );
}
