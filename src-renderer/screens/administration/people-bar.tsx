import { CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { limits } from '../../../src-shared/limits.ts';
import { type Role, roles } from '../../../src-shared/models.ts';
import { type AccountStatus, accountStatuses } from '../../../src-shared/people.ts';
import type { PeopleFilter } from './use-people.ts';
import { useTexts } from './use-texts.ts';
import classes from './people.module.css';

interface PeopleBarProps {
  readonly filter: PeopleFilter;
  readonly counts: Readonly<Record<AccountStatus, number>> | undefined;
  readonly onFilter: (changes: Partial<PeopleFilter>) => void;
}

const sorts = ['name', 'created', 'lastLogin'] as const;

/** The value of a select that is one of the known, or null for the empty one. */
const oneOf = <T extends string>(known: readonly T[], value: string): T | null => known.find((one) => one === value) ?? null;

/** Search, filters and order of the list. */
export function PeopleBar({ filter, counts, onFilter }: PeopleBarProps) {
  const { t } = useTranslation();
  const texts = useTexts();
  const statusLabel = (status: AccountStatus): string =>
    counts === undefined
      ? t(`administration.status.${status}`)
      : `${t(`administration.status.${status}`)} (${texts.number(counts[status])})`;
  return (
    <div className={classes['bar']} role="search">
      <TextInput
        className={classes['search']}
        aria-label={t('administration.people.search')}
        placeholder={t('administration.people.searchHint')}
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        rightSection={
          filter.search !== '' && <CloseButton size="sm" aria-label={t('vault.list.clear')} onClick={() => onFilter({ search: '' })} />
        }
        value={filter.search}
        maxLength={limits.searchMaxCharacters}
        spellCheck={false}
        onChange={(event) => onFilter({ search: event.currentTarget.value })}
      />
      <NativeSelect
        aria-label={t('administration.people.status')}
        value={filter.status ?? ''}
        onChange={(event) => onFilter({ status: oneOf(accountStatuses, event.currentTarget.value) })}
        data={[
          { value: '', label: t('administration.people.anyStatus') },
          ...accountStatuses.map((status) => ({ value: status, label: statusLabel(status) })),
        ]}
      />
      <NativeSelect
        aria-label={t('administration.people.role')}
        value={filter.role ?? ''}
        onChange={(event) => onFilter({ role: oneOf<Role>(roles, event.currentTarget.value) })}
        data={[
          { value: '', label: t('administration.people.anyRole') },
          ...roles.map((role) => ({ value: role, label: t(`role.${role}`) })),
        ]}
      />
      <NativeSelect
        aria-label={t('administration.people.sort')}
        value={filter.sort}
        onChange={(event) => onFilter({ sort: oneOf(sorts, event.currentTarget.value) ?? 'name' })}
        data={sorts.map((sort) => ({ value: sort, label: t(`administration.people.sorts.${sort}`) }))}
      />
    </div>
  );
}
