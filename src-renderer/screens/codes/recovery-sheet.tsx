import { useTranslation } from '../../i18n/use-translation.ts';
import type { CodeKind } from '../../../src-shared/models.ts';
import { Logo } from '../../components/logo.tsx';
import { useAppStore } from '../../stores/app-store.ts';
import classes from './recovery-sheet.module.css';

/** One page of paper for a drawer: whose code it is, of which machine, how it is used and kept. The screen never shows it. */
export function RecoverySheet({ kind, code }: { readonly kind: CodeKind; readonly code: string }) {
  const { t, i18n } = useTranslation();
  const { session, status } = useAppStore();
  const account = session?.status === 'unlocked' ? session.account : null;
  const date = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'long' }).format(new Date());
  const link = t(kind === 'personal' ? 'login.useCode' : 'restore.link');
  const facts = [
    [t('sheet.machine'), status?.machine ?? ''],
    [t('sheet.person'), account === null ? '' : `${account.displayName} (${account.username})`],
    [t('sheet.date'), date],
  ];
  return (
    <article className={classes['sheet']} aria-hidden="true" data-testid="recovery-sheet">
      <header className={classes['head']}>
        <Logo size={36} />
        <div>
          <p className={classes['app']}>{t('app.name')}</p>
          <p className={classes['title']}>{t(`sheet.title_${kind}`)}</p>
        </div>
      </header>
      <dl className={classes['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ol className={classes['code']} aria-label={t('sheet.code')}>
        {code.split('-').map((group, at) => (
          <li key={`${at}-${group}`}>
            <span>{at + 1}</span>
            {group}
          </li>
        ))}
      </ol>
      <p className={classes['lead']}>{t('sheet.use')}</p>
      <p>{t(`sheet.use_${kind}`, { link })}</p>
      <p className={classes['lead']}>{t('sheet.keep')}</p>
      <p>{t(`sheet.keep_${kind}`)}</p>
      <div className={classes['sign']}>
        <span>{t('sheet.signature')}</span>
      </div>
    </article>
  );
}
