import { Text } from '@mantine/core';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useCountdown } from '../../components/use-countdown.ts';
import classes from './totp.module.css';
import { groupedCode, useTotp } from './use-totp.ts';

interface TotpValueProps {
  readonly id: string;
  readonly fieldId: string;
  readonly revision: number;
}

const nextWithinSeconds = 5;
const radius = 9;
const around = 2 * Math.PI * radius;

/** The present code, how long it counts, and towards the end the one after it. Nothing is read out by itself: a screen reader finds it here. */
export function TotpValue({ id, fieldId, revision }: TotpValueProps) {
  const { t } = useTranslation();
  const { code, failure } = useTotp(id, fieldId, revision);
  const seconds = useCountdown(code?.validUntil ?? null);
  if (failure !== null) {
    return (
      <Text size="sm" c="dimmed">
        {t(failure.code === 'invalidInput' ? 'totp.bad' : 'totp.failed')}
      </Text>
    );
  }
  if (code === null) return <div className={classes['code']}>{'\u00a0'}</div>;
  const ending = seconds <= nextWithinSeconds;
  return (
    <div className={classes['line']} data-ending={ending || undefined}>
      <span className={classes['code']} role="img" aria-label={t('totp.code', { code: [...code.code].join(' ') })}>
        {groupedCode(code.code)}
      </span>
      <span className={classes['left']} role="timer" aria-live="off" aria-label={t('totp.seconds', { seconds })}>
        <svg className={classes['ring']} viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
          <circle cx="12" cy="12" r={radius} className={classes['track']} />
          <circle
            cx="12"
            cy="12"
            r={radius}
            className={classes['rest']}
            strokeDasharray={around}
            strokeDashoffset={around * (1 - Math.min(1, seconds / code.period))}
          />
        </svg>
        {t('totp.seconds', { seconds })}
      </span>
      {ending && <span className={classes['next']}>{t('totp.next', { code: groupedCode(code.next) })}</span>}
    </div>
  );
}
