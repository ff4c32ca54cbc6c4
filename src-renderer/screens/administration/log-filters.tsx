import { Button, NativeSelect } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { DateField } from '../../components/date-field.tsx';
import { dayOf, endOfDay, startOfDay } from '../../components/days.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { type AuditFilter, auditOutcomes, everything } from '../../../src-shared/audit.ts';
import type { ChosenPerson } from '../../stores/administration-store.ts';
import { knownActions, useActionText } from '../activity/use-action-text.ts';
import classes from './administration.module.css';
import { PersonPicker } from './person-picker.tsx';

interface LogFiltersProps {
  readonly filter: AuditFilter;
  readonly person: ChosenPerson | null;
  readonly onFilter: (filter: AuditFilter) => void;
  readonly onPerson: (person: ChosenPerson | null) => void;
}

/** Whose rows, which, and from when to when. */
export function LogFilters({ filter, person, onFilter, onPerson }: LogFiltersProps) {
  const { t, i18n } = useTranslation();
  const actionText = useActionText();
  const [round, setRound] = useState(0);
  const filters = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What cleared the filters is there for filters alone.
    if (round > 0 && document.activeElement === document.body) filters.current?.querySelector<HTMLElement>('input, select')?.focus();
  }, [round]);
  const actions = knownActions
    .map((action) => ({ value: action, label: actionText(action) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, i18n.language));
  const set = (changes: Partial<AuditFilter>): void => onFilter({ ...filter, ...changes });
  const filtered = person !== null || JSON.stringify({ ...filter, personId: null }) !== JSON.stringify(everything);
  return (
    <div ref={filters} className={classes['filters']}>
      <PersonPicker label={t('oversight.log.person')} person={person} onPerson={onPerson} />
      <NativeSelect
        label={t('oversight.log.action')}
        w={204}
        value={filter.action ?? ''}
        onChange={(event) => set({ action: event.currentTarget.value === '' ? null : event.currentTarget.value })}
        data={[{ value: '', label: t('oversight.log.anyAction') }, ...actions]}
      />
      <NativeSelect
        label={t('oversight.log.outcome')}
        value={filter.outcome ?? ''}
        onChange={(event) => {
          const { value } = event.currentTarget;
          set({ outcome: auditOutcomes.find((outcome) => outcome === value) ?? null });
        }}
        data={[
          { value: '', label: t('oversight.log.anyOutcome') },
          ...auditOutcomes.map((outcome) => ({ value: outcome, label: t(`oversight.log.outcomes.${outcome}`) })),
        ]}
      />
      <DateField
        key={`from ${round}`}
        label={t('oversight.log.from')}
        width={152}
        day={dayOf(filter.from)}
        to={dayOf(filter.to)}
        onDay={(day) => day !== null && set({ from: startOfDay(day) })}
      />
      <DateField
        key={`to ${round}`}
        label={t('oversight.log.to')}
        width={152}
        day={dayOf(filter.to)}
        from={dayOf(filter.from)}
        onDay={(day) => day !== null && set({ to: endOfDay(day) })}
      />
      {filtered && (
        <Button
          variant="subtle"
          mt={25}
          onClick={() => {
            // Half a date goes as well, though no filter holds it.
            setRound(round + 1);
            onFilter(everything);
            onPerson(null);
          }}
        >
          {t('oversight.log.clear')}
        </Button>
      )}
    </div>
  );
}
