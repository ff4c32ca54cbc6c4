import { IconClockPlay } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { call } from '../../api.ts';
import { useAnswer, useVersionOf } from '../administration/use-answer.ts';
import { leasesAt } from './leases.ts';
import classes from './programs.module.css';
import { useUntilText } from './use-until-text.ts';

/** Says, as long as it is so, that locking will not stop a program; leads to where it can be stopped. */
export function LeaseChip({ onOpen }: { readonly onOpen: () => void }) {
  const { t } = useTranslation();
  const untilText = useUntilText();
  const version = useVersionOf('programs.changed');
  const { value: grants } = useAnswer(() => call('grants.list'), 'grants', version);
  const [now, setNow] = useState(() => Date.now());
  const leases = leasesAt(grants ?? [], now);
  const until = leases?.until ?? null;
  useEffect(() => setNow(Date.now()), [grants]);
  useEffect(() => {
    if (until === null) return undefined;
    const timer = setTimeout(() => setNow(Date.now()), Math.max(0, until - Date.now()));
    return () => clearTimeout(timer);
  }, [until]);
  if (leases === null) return null;
  const time = untilText(leases.until);
  const text = t('programs.leases', { count: leases.count, name: leases.name, time });
  return (
    <button type="button" className={classes['chip']} title={text} aria-label={text} onClick={onOpen}>
      <IconClockPlay size={15} aria-hidden="true" />
      <span className={classes['long']}>{text}</span>
      <span className={classes['short']}>{t('programs.leaseChip', { time })}</span>
    </button>
  );
}
