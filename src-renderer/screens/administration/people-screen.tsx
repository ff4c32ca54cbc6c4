import { Button } from '@mantine/core';
import { IconFileImport, IconUserPlus, IconUserSearch, IconUsersPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Person } from '../../../src-shared/people.ts';
import { defaultPolicy, type PolicyView } from '../../../src-shared/policy.ts';
import adminClasses from './administration.module.css';
import { CreateDialog } from './create-dialog.tsx';
import { Failed, Loading, Nothing } from '../../components/answer-frame.tsx';
import { Head } from './frame.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { Pager } from './pager.tsx';
import { PeopleBar } from './people-bar.tsx';
import { PeopleTable } from './people-table.tsx';
import { PersonPanel } from './person-panel.tsx';
import classes from './people.module.css';
import { useQuickPeople } from './quick-filters.ts';
import { SavedFilters } from './saved-filters.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { type Acting, useActs } from './use-acts.tsx';
import { isPlain, noFilter, pageRows, type PeopleList, useFreshPerson, usePeople } from './use-people.ts';
import { type Selection, useSelection } from './use-selection.ts';
import { useTexts } from './use-texts.ts';

interface PeopleScreenProps {
  readonly meId: string;
  readonly version: number;
  readonly policy: PolicyView | null;
}

/** Every account of the machine. */
export function PeopleScreen({ meId, version, policy }: PeopleScreenProps) {
  const [openPerson, setOpenPerson] = useState<Person | null>(null);
  const [dialog, setDialog] = useState<'create' | 'import' | null>(null);
  const list = usePeople(version);
  const selection = useSelection();
  const quick = useQuickPeople();
  const acting = useActs(policy?.policy ?? defaultPolicy, () => {
    selection.clear();
    list.answer.retry();
  });
  const people = list.answer.value?.people ?? [];
  const close = (): void => {
    const id = openPerson?.id;
    setOpenPerson(null);
    // The focus goes back to where the details were opened.
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-person="${id}"] button[data-name]`)?.focus());
  };
  return (
    <div className={classes['layout']} data-open={openPerson !== null || undefined}>
      <div className={classes['list']}>
        <PeopleHead list={list} onCreate={() => setDialog('create')} onImport={() => setDialog('import')} />
        <SavedFilters
          page="people"
          present={{ page: 'people', ...list.filter }}
          plain={isPlain(list.filter)}
          quick={quick}
          onUse={({ search, status, role, sort }) => list.setFilter({ search, status, role, sort })}
        />
        <PeopleBar filter={list.filter} counts={list.answer.value?.counts} onFilter={list.setFilter} />
        {selection.people.size > 0 && <SelectionBar {...{ meId, list, selection, acting }} />}
        <PeopleRows
          {...{ meId, list, selection }}
          openId={openPerson?.id ?? null}
          onOpen={setOpenPerson}
          onCreate={() => setDialog('create')}
        />
      </div>
      {openPerson !== null && (
        <OpenPerson key={openPerson.id} known={openPerson} inSight={people} {...{ meId, version, acting }} onClose={close} />
      )}
      {dialog === 'create' && (
        <CreateDialog
          onStay={() => setDialog(null)}
          onCreated={(slip) => {
            setDialog(null);
            acting.hand([slip]);
            list.answer.retry();
          }}
        />
      )}
      {dialog === 'import' && <ImportDialog onImported={list.answer.retry} onClose={() => setDialog(null)} />}
      {acting.dialogs}
    </div>
  );
}

interface PeopleHeadProps {
  readonly list: PeopleList;
  readonly onCreate: () => void;
  readonly onImport: () => void;
}

function PeopleHead({ list, onCreate, onImport }: PeopleHeadProps) {
  const { t } = useTranslation();
  const texts = useTexts();
  const total = list.answer.value?.total;
  return (
    <Head
      title={t('administration.pages.people')}
      intro={total === undefined ? undefined : t('administration.people.count', { count: total, number: texts.number(total) })}
    >
      <Button variant="default" leftSection={<IconFileImport size={17} />} onClick={onImport}>
        {t('administration.people.import')}
      </Button>
      <Button leftSection={<IconUserPlus size={17} />} onClick={onCreate}>
        {t('administration.people.create')}
      </Button>
    </Head>
  );
}

interface PeopleRowsProps {
  readonly meId: string;
  readonly list: PeopleList;
  readonly selection: Selection;
  readonly openId: string | null;
  readonly onOpen: (person: Person) => void;
  readonly onCreate: () => void;
}

function PeopleRows({ meId, list, selection, openId, onOpen, onCreate }: PeopleRowsProps) {
  const { t } = useTranslation();
  const { value, failure, retry, waiting } = list.answer;
  if (failure !== null) return <Failed failure={failure} onRetry={retry} />;
  if (value === null) return <Loading rows={8} />;
  const unfiltered = isPlain(list.filter);
  if (value.total === 0) {
    return (
      <Nothing
        icon={<IconUserSearch size={40} stroke={1.4} />}
        title={t('administration.people.noMatch')}
        text={t('administration.people.noMatchText')}
      >
        <Button variant="default" mt="sm" onClick={() => list.setFilter(noFilter)}>
          {t('administration.people.showAll')}
        </Button>
      </Nothing>
    );
  }
  return (
    <>
      <div className={classes['scroller']} role="group" aria-label={t('administration.people.label')} aria-busy={waiting} tabIndex={-1}>
        <PeopleTable
          people={value.people}
          {...{ meId, openId, selection, onOpen }}
          sort={list.filter.sort}
          onSort={(sort) => list.setFilter({ sort })}
        />
        {unfiltered && value.total === 1 && (
          <Nothing
            icon={<IconUsersPlus size={40} stroke={1.4} />}
            title={t('administration.people.onlyYou')}
            text={t('administration.people.onlyYouText')}
          >
            <Button mt="sm" className={adminClasses['nowrap'] ?? ''} onClick={onCreate}>
              {t('administration.people.create')}
            </Button>
          </Nothing>
        )}
      </div>
      <Pager
        page={list.page}
        rows={value.people.length}
        total={value.total}
        more={(list.page + 1) * pageRows < value.total}
        onPage={list.setPage}
      />
    </>
  );
}

interface OpenPersonProps {
  readonly known: Person;
  readonly inSight: readonly Person[];
  readonly meId: string;
  readonly version: number;
  readonly acting: Acting;
  readonly onClose: () => void;
}

function OpenPerson({ known, inSight, meId, version, acting, onClose }: OpenPersonProps) {
  const person = useFreshPerson(known, inSight, version);
  return <PersonPanel person={person} meId={meId} onAct={(act) => acting.begin(act, [person])} onClose={onClose} />;
}
