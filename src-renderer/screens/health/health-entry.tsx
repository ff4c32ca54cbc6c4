import { IconHeartbeat } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { call } from '../../api.ts';
import { usePageStore } from '../../stores/page-store.ts';
import sidebar from '../vault/sidebar.module.css';
import classes from './health.module.css';
import { toneOf } from './score-card.tsx';

/** Somebody who is still saving one thing after the other is not held up by it. */
const afterMilliseconds = 1500;

/** The score in the sidebar of the vault; it leads to Health. The last one that was noted where values wait to be looked at. */
export function HealthEntry({ version }: { readonly version: number }) {
  const { t } = useTranslation();
  const [score, setScore] = useState<number | null>(null);
  useEffect(() => {
    let current = true;
    const timer = setTimeout(
      () => {
        call('health.report').then(
          (report) => current && setScore(report.items === 0 ? null : (report.score ?? report.history.at(-1)?.score ?? null)),
          () => undefined,
        );
      },
      version === 0 ? 300 : afterMilliseconds,
    );
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [version]);
  return (
    <ul className={sidebar['group']}>
      <li>
        <button
          type="button"
          className={sidebar['entry']}
          title={score === null ? t('health.entry') : t('health.entryScore', { score })}
          onClick={() => usePageStore.getState().go('health')}
        >
          <IconHeartbeat size={18} stroke={1.6} aria-hidden="true" />
          <span className={sidebar['label']}>{t('shell.health')}</span>
          {score !== null && (
            <span className={classes['entryScore']} data-tone={toneOf(score)}>
              {score}
            </span>
          )}
        </button>
      </li>
    </ul>
  );
}
