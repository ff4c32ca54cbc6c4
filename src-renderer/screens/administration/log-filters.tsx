import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from '../../i18n/use-translation.ts';
import { type AuditFilter, auditOutcomes, everything } from '../../../src-shared/audit.ts';
import type { ChosenPerson } from '../../stores/administration-store.ts';
import { knownActions, useActionText } from '../activity/use-action-text.ts';
import { dayOf, endOfDay } from '../vault/times.ts';
import classes from './administration.module.css';
import { PersonPicker } from './person-picker.tsx';

interface LogFiltersProps {
  readonly filter: AuditFilter;
  readonly person: ChosenPerson | null;
  readonly onFilter: (filter: AuditFilter) => void;
  readonly onPerson: (person: ChosenPerson | null) => void;
}

/** The first millisecond of a local day, or null where there is none. */
function startOfDay(day: string): number | null {
  const end = endOfDay(day);
  return end === null ? null : new Date(end).setHours(0, 0, 0, 0);
}

/** Whose rows, which, and from when to when. */
export function LogFilters({ filter, person, onFilter, onPerson }: LogFiltersProps) {
  const { t, i18n } = useTranslation();
  const actionText = useActionText();
  const actions = knownActions
    .map((action) => ({ value: action, label: actionText(action) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, i18n.language));
  const set = (changes: Partial<AuditFilter>): void => onFilter({ ...filter, ...changes });
  const filtered = person !== null || JSON.stringify({ ...filter, personId: null }) !== JSON.stringify(everything);
  return (
    <div className={classes['filters']}>
      <PersonPicker label={t('oversight.log.person')} person={person} onPerson={onPerson} />
      <NativeSelect
        label={t('oversight.log.action')}
        w={220}
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
      <TextInput
        type="date"
        label={t('oversight.log.from')}
        value={dayOf(filter.from)}
        max={dayOf(filter.to)}
        onChange={(event) => set({ from: startOfDay(event.currentTarget.value) })}
      />
      <TextInput
        type="date"
        label={t('oversight.log.to')}
        value={dayOf(filter.to)}
        min={dayOf(filter.from)}
        onChange={(event) => set({ to: endOfDay(event.currentTarget.value) })}
      />
      {filtered && (
        <Button
          variant="subtle"
          onClick={() => {
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
