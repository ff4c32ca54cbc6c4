import { Button, Text } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Approval } from '../../../src-shared/agent/programs.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { minutesAndSeconds, useCountdown } from '../../components/use-countdown.ts';
import { Mark } from '../administration/frame.tsx';
import { AskedFor } from './asked-for.tsx';
import { AskerView } from './asker-view.tsx';
import classes from './approvals.module.css';
import { type Choice, decisionOf, firstChoice } from './choices.ts';
import { ChoiceFields } from './choice-fields.tsx';
import type { Answering } from './use-answering.ts';

interface ApprovalQuestionProps {
  readonly approval: Approval;
  /** How many wait behind it. */
  readonly more: number;
  /** The person has had a moment to see what this is. */
  readonly ready: boolean;
  readonly answering: Answering;
}

/** Who asks, for what, and the answer. Denying is the default. */
export function ApprovalQuestion({ approval, more, ready, answering }: ApprovalQuestionProps) {
  const { t } = useTranslation();
  const { busy, failure, answer, refuseStrangers } = answering;
  const [choice, setChoice] = useState<Choice>(firstChoice);
  const deny = useRef<HTMLButtonElement>(null);
  // The next question takes the place of the one before it in the same dialog, and begins anew.
  useEffect(() => deny.current?.focus(), []);
  const holdKey = (event: KeyboardEvent): void => {
    if ((!ready || event.repeat) && (event.key === 'Enter' || event.key === ' ')) event.preventDefault();
  };
  return (
    <>
      <div className={classes['scroller']}>
        <AskerView approval={approval} />
        <AskedFor approval={approval} />
        <ChoiceFields approval={approval} choice={choice} onChoice={setChoice} />
        {failure !== null && <FailureNotice failure={failure} />}
      </div>
      {!approval.asker.registered && (
        <div className={classes['strangers']}>
          {/* Not guarded against a click, as a no isn't: of questions that come and go, none would wait for it. */}
          <Button variant="subtle" size="compact-xs" onKeyDown={holdKey} onKeyUp={holdKey} onClick={refuseStrangers}>
            {t('approvals.refuseStrangers')}
          </Button>
        </div>
      )}
      <div className={classes['footer']}>
        <div className={classes['waiting']}>
          <Remaining until={approval.expiresAt} />
          {more > 0 && <Mark tone="quiet">{t('approvals.more', { count: more })}</Mark>}
        </div>
        <Button ref={deny} data-autofocus onKeyDown={holdKey} onKeyUp={holdKey} onClick={() => answer({ allow: false })}>
          {t('approvals.deny')}
        </Button>
        <Button variant="default" disabled={!ready} loading={busy} onClick={() => answer(decisionOf(choice))}>
          {t(`approvals.allow.${choice.duration}`)}
        </Button>
      </div>
    </>
  );
}

/** Counts down in digits of one width; nobody is read a number each second. */
function Remaining({ until }: { readonly until: number }) {
  const { t } = useTranslation();
  const seconds = useCountdown(until);
  return (
    <Text size="xs" c="dimmed" component="span" role="timer" aria-live="off" className={classes['digits'] ?? ''}>
      {t('approvals.remaining', { time: minutesAndSeconds(seconds) })}
    </Text>
  );
}
