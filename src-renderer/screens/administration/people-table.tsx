import { Checkbox, Table, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type KeyboardEvent, memo, type MouseEvent } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Person } from '../../../src-shared/people.ts';
import { PersonAvatar } from '../../components/person-avatar.tsx';
import type { Selection } from './use-selection.ts';
import { StatusMark, UnlockedMark, WarningSigns } from './person-marks.tsx';
import type { PeopleFilter } from './use-people.ts';
import { useTexts } from './use-texts.ts';
import classes from './people.module.css';

interface PeopleTableProps {
  readonly people: readonly Person[];
  readonly meId: string;
  readonly openId: string | null;
  readonly sort: PeopleFilter['sort'];
  readonly selection: Selection;
  readonly onOpen: (person: Person) => void;
  readonly onSort: (sort: PeopleFilter['sort']) => void;
}

/** Up and down go from name to name. */
function stepThroughNames(event: KeyboardEvent<HTMLTableSectionElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || !(event.target instanceof HTMLButtonElement)) return;
  const names = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button[data-name]')];
  const next = names[names.indexOf(event.target) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

/** One page of people; a name opens the details. Drawn anew only when something of it changes, so that typing stays quick. */
export const PeopleTable = memo(function PeopleTable({ people, meId, openId, sort, selection, onOpen, onSort }: PeopleTableProps) {
  const { t } = useTranslation();
  const chosenHere = people.filter(({ id }) => selection.people.has(id)).length;
  return (
    <Table className={classes['table'] ?? ''} stickyHeader verticalSpacing={6} fz="sm" aria-label={t('administration.people.label')}>
      <Table.Thead className={classes['thead'] ?? ''}>
        <Table.Tr>
          <Table.Th w={40}>
            <Checkbox
              aria-label={t('administration.people.selectPage')}
              checked={people.length > 0 && chosenHere === people.length}
              indeterminate={chosenHere > 0 && chosenHere < people.length}
              onChange={(event) => selection.set(people, event.currentTarget.checked)}
            />
          </Table.Th>
          <SortHead by="name" direction="ascending" sort={sort} onSort={onSort}>
            {t('administration.people.columns.person')}
          </SortHead>
          <Table.Th w={116}>{t('administration.people.columns.role')}</Table.Th>
          <Table.Th w={148}>{t('administration.people.columns.status')}</Table.Th>
          <SortHead by="lastLogin" direction="descending" sort={sort} onSort={onSort} width={142}>
            {t('administration.people.columns.lastLogin')}
          </SortHead>
          <Table.Th w={172} data-less data-sessions>
            {t('administration.people.columns.sessions')}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody onKeyDown={stepThroughNames}>
        {people.map((person) => (
          <Row
            key={person.id}
            person={person}
            me={person.id === meId}
            open={person.id === openId}
            chosen={selection.people.has(person.id)}
            onChoose={(chosen) => selection.set([person], chosen)}
            onOpen={() => onOpen(person)}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
});

interface SortHeadProps {
  readonly by: PeopleFilter['sort'];
  readonly direction: 'ascending' | 'descending';
  readonly sort: PeopleFilter['sort'];
  readonly width?: number;
  readonly onSort: (sort: PeopleFilter['sort']) => void;
  readonly children: string;
}

/** The head of a column by which the list can be ordered. */
function SortHead({ by, direction, sort, width, onSort, children }: SortHeadProps) {
  const Icon = direction === 'ascending' ? IconArrowUp : IconArrowDown;
  return (
    <Table.Th {...(width === undefined ? {} : { w: width, 'data-less': true })} aria-sort={sort === by ? direction : 'none'}>
      <button type="button" className={classes['sort']} onClick={() => onSort(by)}>
        {children}
        {sort === by && <Icon size={13} aria-hidden="true" />}
      </button>
    </Table.Th>
  );
}

interface RowProps {
  readonly person: Person;
  readonly me: boolean;
  readonly open: boolean;
  readonly chosen: boolean;
  readonly onChoose: (chosen: boolean) => void;
  readonly onOpen: () => void;
}

function Row({ person, me, open, chosen, onChoose, onOpen }: RowProps) {
  const { t } = useTranslation();
  const texts = useTexts();
  /** For the mouse the whole row opens; keyboard and screen reader have the name. */
  const onClick = (event: MouseEvent): void => {
    if (event.target instanceof Element && event.target.closest('input, button, label') === null) onOpen();
  };
  return (
    <Table.Tr
      className={classes['row'] ?? ''}
      data-person={person.id}
      data-open={open || undefined}
      data-chosen={chosen || undefined}
      onClick={onClick}
    >
      <Table.Td>
        <Checkbox
          aria-label={t('administration.people.select', { name: person.displayName })}
          checked={chosen}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        />
      </Table.Td>
      <Table.Td>
        <div className={classes['person']}>
          <PersonAvatar person={person} size={32} />
          <div className={classes['names']}>
            <button type="button" className={classes['name']} data-name aria-current={open ? 'true' : undefined} onClick={onOpen}>
              {person.displayName}
            </button>
            <span className={classes['username']}>
              {person.username}
              {me && ` · ${t('administration.you')}`}
            </span>
          </div>
          <span className={classes['signs']}>
            <WarningSigns person={person} />
          </span>
        </div>
      </Table.Td>
      <Table.Td>{t(`role.${person.role}`)}</Table.Td>
      <Table.Td>
        <StatusMark status={person.status} />
      </Table.Td>
      <Table.Td data-less>
        {person.lastLogin === null ? (
          <span className={classes['username']}>{t('administration.never')}</span>
        ) : (
          <span title={texts.time(person.lastLogin)}>{texts.ago(person.lastLogin)}</span>
        )}
      </Table.Td>
      <Table.Td data-less data-sessions>
        <span className={classes['sessions']}>
          <span className={classes['count']}>
            {person.liveSessions === 0 ? <VisuallyHidden>0</VisuallyHidden> : texts.number(person.liveSessions)}
          </span>
          {person.unlocked && <UnlockedMark />}
        </span>
      </Table.Td>
    </Table.Tr>
  );
}
