import { ActionIcon, Group } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import classes from './people.module.css';
import { pageRows } from './use-people.ts';
import { useTexts } from './use-texts.ts';

interface PagerProps {
  /** From 0. */
  readonly page: number;
  /** How many are on this page. */
  readonly rows: number;
  /** Null where nobody has counted. */
  readonly total: number | null;
  readonly more: boolean;
  readonly onPage: (page: number) => void;
}

/** Which rows are in sight, and the way to the next. */
export function Pager({ page, rows, total, more, onPage }: PagerProps) {
  const { t } = useTranslation();
  const texts = useTexts();
  // A page can lose its last row while it is looked at.
  useEffect(() => {
    if (rows === 0 && page > 0) onPage(page - 1);
  }, [rows, page, onPage]);
  const range = { from: texts.number(page * pageRows + 1), to: texts.number(page * pageRows + rows) };
  return (
    <div className={classes['pager']}>
      <span role="status">
        {total === null
          ? t('administration.people.rangeOpen', range)
          : t('administration.people.range', { ...range, total: texts.number(total) })}
      </span>
      {(page > 0 || more) && (
        <Group gap={6}>
          <ActionIcon
            variant="default"
            size={32}
            aria-label={t('administration.people.previous')}
            disabled={page === 0}
            onClick={() => onPage(page - 1)}
          >
            <IconChevronLeft size={17} />
          </ActionIcon>
          <ActionIcon
            variant="default"
            size={32}
            aria-label={t('administration.people.next')}
            disabled={!more}
            onClick={() => onPage(page + 1)}
          >
            <IconChevronRight size={17} />
          </ActionIcon>
        </Group>
      )}
    </div>
  );
}
