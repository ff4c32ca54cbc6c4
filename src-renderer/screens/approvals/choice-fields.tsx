import { Checkbox, NativeSelect, SegmentedControl, Text } from '@mantine/core';
import { useId } from 'react';
import type { Approval } from '../../../src-shared/agent/programs.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { call } from '../../api.ts';
import { useAnswer } from '../administration/use-answer.ts';
import { useTexts } from '../administration/use-texts.ts';
import { useUntilText } from '../programs/use-until-text.ts';
import classes from './approvals.module.css';
import { type Choice, durationsFor, leaseChoices, mayBeForTag, mayOutlastLock, sharedTags } from './choices.ts';

interface ChoiceFieldsProps {
  readonly approval: Approval;
  readonly choice: Choice;
  readonly onChoice: (choice: Choice) => void;
}

/** How much is allowed, where there is a choice. */
export function ChoiceFields({ approval, choice, onChoice }: ChoiceFieldsProps) {
  const { t } = useTranslation();
  const labelId = useId();
  const tagId = useId();
  const durations = durationsFor(approval);
  const tags = sharedTags(approval);
  if (durations.length === 1) {
    return (
      <Text size="sm" c="dimmed">
        {t('approvals.onlyOnce')}
      </Text>
    );
  }
  const change = (changes: Partial<Choice>): void => onChoice({ ...choice, ...changes });
  return (
    <section className={classes['choices']} aria-labelledby={labelId}>
      <Text size="sm" fw={500} id={labelId}>
        {t('approvals.howLong')}
      </Text>
      <SegmentedControl
        fullWidth
        size="sm"
        aria-labelledby={labelId}
        value={choice.duration}
        onChange={(duration) => change({ duration })}
        data={durations.map((value) => ({ value, label: t(`approvals.duration.${value}`) }))}
      />
      {!approval.asker.registered && (
        <Text size="xs" c="dimmed">
          {t('approvals.alwaysNeedsConnection')}
        </Text>
      )}
      {approval.items.length > 0 && choice.duration !== 'once' && (
        <Text size="xs" c="dimmed">
          {t('approvals.wholeItems', { count: approval.items.length })}
        </Text>
      )}
      {tags.length > 0 && mayBeForTag(choice.duration) && (
        <div className={classes['choice']}>
          <Text size="sm" component="label" htmlFor={tagId}>
            {t('approvals.forWhat')}
          </Text>
          <NativeSelect
            id={tagId}
            value={choice.tag ?? ''}
            onChange={({ currentTarget: { value } }) => change({ tag: value === '' ? null : value })}
            data={[
              { value: '', label: t('approvals.theseItems', { count: approval.items.length }) },
              ...tags.map((tag) => ({ value: tag, label: t('approvals.allTagged', { tag }) })),
            ]}
          />
        </div>
      )}
      {approval.asker.registered && mayOutlastLock(choice.duration) && (
        <LeaseField minutes={choice.leaseMinutes} onMinutes={(leaseMinutes) => change({ leaseMinutes })} />
      )}
    </section>
  );
}

const usualMinutes = 480;

/** Whether the program may go on after the lock, within what the policy allows; nothing where it allows none. */
function LeaseField({ minutes, onMinutes }: { readonly minutes: number; readonly onMinutes: (minutes: number) => void }) {
  const { t } = useTranslation();
  const texts = useTexts();
  const untilText = useUntilText();
  const { value } = useAnswer(() => call('preferences.limits'), 'limits', 0);
  const choices = leaseChoices(value?.leaseMaxMinutes ?? 0);
  const most = choices.at(-1);
  if (most === undefined) return null;
  return (
    <div className={classes['choice']}>
      <Checkbox
        label={t('approvals.lease')}
        checked={minutes > 0}
        onChange={(event) => onMinutes(event.currentTarget.checked ? Math.min(usualMinutes, most) : 0)}
      />
      {minutes > 0 && (
        <NativeSelect
          aria-label={t('approvals.leaseFor')}
          value={String(minutes)}
          onChange={(event) => onMinutes(Number(event.currentTarget.value))}
          data={choices.map((choice) => ({
            value: String(choice),
            label: t('approvals.leaseChoice', { time: texts.minutes(choice), until: untilText(Date.now() + choice * 60_000) }),
          }))}
        />
      )}
    </div>
  );
}
