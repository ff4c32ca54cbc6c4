import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ItemSummary } from '../../../../src-shared/items.ts';
import { limits } from '../../../../src-shared/limits.ts';
import { call } from '../../../api.ts';
import { useTranslation } from '../../../i18n/use-translation.ts';
import { KindIcon } from '../kinds.tsx';
import classes from './linked.module.css';

const offered = 8;

interface ItemChooserProps {
  readonly label: string;
  /** Items that are no choice, by id. */
  readonly without: readonly string[];
  readonly onChoose: (item: ItemSummary) => void;
}

/** Finds an item by the keeper's search, a few at a time. */
export function ItemChooser({ label, without, onChoose }: ItemChooserProps) {
  const { t } = useTranslation();
  const combobox = useCombobox({ defaultOpened: true });
  const [search, setSearch] = useState('');
  const found = useFound(search, offered + without.length);
  const choices = found?.filter(({ id }) => !without.includes(id)).slice(0, offered);
  const { resetSelectedOption, updateSelectedOptionIndex } = combobox;
  useEffect(() => {
    if (found !== null && search.trim() !== '') updateSelectedOptionIndex();
  }, [found, search, updateSelectedOptionIndex]);
  return (
    <Combobox
      store={combobox}
      withinPortal={false}
      onOptionSubmit={(id) => {
        const item = choices?.find((each) => each.id === id);
        if (item !== undefined) onChoose(item);
        setSearch('');
        resetSelectedOption();
      }}
    >
      <Combobox.EventsTarget>
        <TextInput
          aria-label={label}
          placeholder={label}
          data-autofocus
          spellCheck={false}
          maxLength={limits.searchMaxCharacters}
          leftSection={<IconSearch size={16} aria-hidden="true" />}
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            combobox.openDropdown();
          }}
        />
      </Combobox.EventsTarget>
      <Combobox.Options mt={6} aria-label={label}>
        {choices?.map(({ id, kind, name, subtitle }) => (
          <Combobox.Option key={id} value={id} className={classes['option']}>
            <KindIcon kind={kind} />
            <span className={classes['texts']}>
              {name} <span className={classes['quiet']}>{subtitle}</span>
            </span>
          </Combobox.Option>
        ))}
        {choices?.length === 0 && <Combobox.Empty>{t('items.linked.nothing')}</Combobox.Empty>}
      </Combobox.Options>
    </Combobox>
  );
}

/** Null until the first answer is there; the rows of an older question are dropped. */
function useFound(search: string, limit: number): readonly ItemSummary[] | null {
  const [found, setFound] = useState<readonly ItemSummary[] | null>(null);
  useEffect(() => {
    let current = true;
    call('items.list', { view: { type: 'all' }, search, sort: search === '' ? 'updated' : 'name', offset: 0, limit }).then(
      ({ rows }) => current && setFound(rows),
      () => current && setFound([]),
    );
    return () => {
      current = false;
    };
  }, [search, limit]);
  return found;
}
