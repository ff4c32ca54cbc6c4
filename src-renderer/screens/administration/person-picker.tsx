import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { limits } from '../../../src-shared/limits.ts';
import { call } from '../../api.ts';
import type { ChosenPerson } from '../../stores/administration-store.ts';
import { useAnswer } from './use-answer.ts';

/** Few enough to be seen without scrolling; whoever is looked for further is found by typing. */
const offered = 7;

interface PersonPickerProps {
  readonly label: string;
  readonly person: ChosenPerson | null;
  readonly onPerson: (person: ChosenPerson | null) => void;
}

/** One person out of thousands: main finds them while a name is typed. */
export function PersonPicker({ label, person, onPerson }: PersonPickerProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(person?.name ?? '');
  const [settled] = useDebouncedValue(typed, 150);
  const search = settled === person?.name ? '' : settled;
  const query = { search, status: null, role: null, sort: 'name', offset: 0, limit: offered } as const;
  const { value } = useAnswer(() => call('people.list', query), search, 0);
  const found = (value?.people ?? []).map(({ id, displayName, username }) => ({ id, name: displayName, username }));
  const options = found.map(({ id, name, username }) => ({ value: id, label: name === username ? name : `${name} (${username})` }));
  const data =
    person === null || found.some(({ id }) => id === person.id) ? options : [{ value: person.id, label: person.name }, ...options];
  return (
    <Select
      label={label}
      placeholder={t('administration.anyone')}
      searchable
      // Whoever comes here by the focus alone has asked for nobody yet.
      openOnFocus={false}
      clearable
      clearButtonProps={{ 'aria-label': t('administration.anyone') }}
      nothingFoundMessage={t('administration.personNone')}
      data={data}
      filter={({ options: all }) => all}
      value={person?.id ?? null}
      onSearchChange={(text) => setTyped(text.slice(0, limits.searchMaxCharacters))}
      onChange={(id) => {
        const chosen = found.find((one) => one.id === id);
        onPerson(chosen === undefined ? null : { id: chosen.id, name: chosen.name });
      }}
      maxDropdownHeight={400}
      w={168}
    />
  );
}
