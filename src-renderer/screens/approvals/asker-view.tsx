import { Text } from '@mantine/core';
import { IconAppWindow, IconChevronRight, IconPlugConnected } from '@tabler/icons-react';
import type { Approval } from '../../../src-shared/agent/programs.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Mark } from '../administration/frame.tsx';
import classes from './approvals.module.css';

/** Which program it is, as far as anybody can tell. */
export function AskerView({ approval: { asker, askedBefore } }: { readonly approval: Approval }) {
  const { t } = useTranslation();
  const { name, path, parents, registered } = asker;
  return (
    <section className={classes['asker']} aria-label={t('approvals.program')}>
      <span className={classes['askerIcon']} data-registered={registered || undefined} aria-hidden="true">
        {registered ? <IconPlugConnected size={22} stroke={1.7} /> : <IconAppWindow size={22} stroke={1.7} />}
      </span>
      <div className={classes['askerTexts']}>
        <div className={classes['askerHead']}>
          <bdi className={classes['name']}>{name}</bdi>
          {registered ? <Mark tone="good">{t('programs.connected')}</Mark> : <Mark tone="warn">{t('programs.notConnected')}</Mark>}
        </div>
        <bdi className={classes['path']}>{path ?? t('programs.noPath')}</bdi>
        {parents.length > 0 && (
          <div className={classes['chain']}>
            <span>{t('approvals.startedThrough')}</span>
            <ol>
              {parents.toReversed().map((parent, at) => (
                <li key={`${at}-${parent}`}>
                  <bdi>{parent}</bdi>
                  <IconChevronRight size={13} aria-hidden="true" />
                </li>
              ))}
              <li>
                <bdi>{name}</bdi>
              </li>
            </ol>
          </div>
        )}
        <Text size="xs" c="dimmed">
          {askedBefore === 0 ? t('approvals.firstTime') : t('approvals.askedBefore', { count: askedBefore })}
        </Text>
        {!registered && (
          <Text size="xs" c="dimmed" mt={4}>
            {t('approvals.hints')}
          </Text>
        )}
      </div>
    </section>
  );
}
