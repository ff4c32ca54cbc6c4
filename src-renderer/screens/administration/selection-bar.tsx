import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { limits } from '../../../src-shared/limits.ts';
import adminClasses from './administration.module.css';
import { bulkActs, isLosing } from './acts.ts';
import classes from './people.module.css';
import type { Acting } from './use-acts.tsx';
import type { PeopleList } from './use-people.ts';
import type { Selection } from './use-selection.ts';
import { useTell } from '../../components/use-tell.ts';
import { useTexts } from './use-texts.ts';

interface SelectionBarProps {
  readonly meId: string;
  readonly list: PeopleList;
  readonly selection: Selection;
  readonly acting: Acting;
}

/** How many are selected, and what can be done with those whom it fits. */
export function SelectionBar({ meId, list, selection, acting }: SelectionBarProps) {
  const { t } = useTranslation();
  const texts = useTexts();
  const { tellFailure } = useTell();
  const people = [...selection.people.values()];
  const total = list.answer.value?.total ?? 0;
  const most = Math.min(total, limits.selectionMaxItems);
  const possible = bulkActs(people, meId, Date.now());
  const selectAll = (): void => {
    list.all().then((everyone) => selection.set(everyone, true), tellFailure);
  };
  return (
    <section className={classes['selectionBar']} aria-label={t('administration.people.act')}>
      <span className={classes['selectionCount']} role="status">
        {t('administration.people.selected', { count: people.length, number: texts.number(people.length) })}
      </span>
      {people.length < most && (
        <Button size="compact-sm" variant="subtle" onClick={selectAll}>
          {t(total > most ? 'administration.people.selectSome' : 'administration.people.selectAll', { number: texts.number(most) })}
        </Button>
      )}
      <Button size="compact-sm" variant="subtle" onClick={selection.clear}>
        {t('administration.people.clear')}
      </Button>
      <Menu position="bottom-end" shadow="md" withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button size="compact-sm" rightSection={<IconChevronDown size={14} />}>
            {t('administration.people.act')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {possible.length === 0 && <Menu.Item disabled>{t('administration.people.noAct')}</Menu.Item>}
          {possible.map(({ act, people: fitting }) => (
            <Menu.Item
              key={act}
              classNames={isLosing(act) ? { itemLabel: adminClasses['danger'] ?? '' } : {}}
              rightSection={<span className={classes['count']}>{texts.number(fitting.length)}</span>}
              onClick={() => acting.begin(act, fitting)}
            >
              {t(`administration.acts.${act}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </section>
  );
}
