import { Text } from '@mantine/core';
import { IconShieldX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import { type Policy, type PolicyKey, policySchema, type PolicyView } from '../../../src-shared/policy.ts';
import { call, failureOf } from '../../api.ts';
import { useAdministrationStore } from '../../stores/administration-store.ts';
import classes from './administration.module.css';
import { Failed, Loading } from '../../components/answer-frame.tsx';
import { Card, Head, Notice } from './frame.tsx';
import { PolicyBar } from './policy-bar.tsx';
import { changedKeys, policyGroups, problemsOf, warningsOf } from './policy-entries.ts';
import { PolicyReview } from './policy-review.tsx';
import { markedEntry } from './marked-entry.ts';
import { PolicyEntry } from './policy-entry.tsx';
import type { Answer } from './use-answer.ts';
import { useTell } from '../../components/use-tell.ts';
import { useTexts } from './use-texts.ts';

/** What holds for everybody, each entry with what it means; nothing counts before it is saved. */
export function PolicyScreen({ policy: { value, failure, retry } }: { readonly policy: Answer<PolicyView> }) {
  const { t } = useTranslation();
  const texts = useTexts();
  const changedAt = value?.changedAt ?? null;
  const intro = changedAt === null ? '' : ` ${t('oversight.policy.changedAt', { time: texts.time(changedAt) })}.`;
  return (
    <>
      <div className={classes['page']}>
        <div className={classes['narrow']}>
          <Head title={t('administration.pages.policy')} intro={`${t('oversight.policy.intro')}${intro}`} />
          {value === null ? failure === null ? <Loading /> : <Failed failure={failure} onRetry={retry} /> : <PolicyForm view={value} />}
        </div>
      </div>
      {value !== null && <Saving view={value} onSaved={retry} />}
    </>
  );
}

/** The policy as it would be with what was changed here. */
function useWanted({ policy }: PolicyView): Policy {
  const draft = useAdministrationStore((state) => state.draft);
  return { ...policy, ...draft };
}

function PolicyForm({ view }: { readonly view: PolicyView }) {
  const { t } = useTranslation();
  const change = useAdministrationStore((state) => state.change);
  const wanted = useWanted(view);
  const problems = problemsOf(wanted, view);
  const warnings = warningsOf(wanted, view);
  return (
    <form aria-label={t('administration.pages.policy')} onSubmit={(event) => event.preventDefault()}>
      {view.damaged && (
        <Notice tone="bad" icon={<IconShieldX size={20} />} title={t('oversight.policy.damagedTitle')}>
          <Text size="sm">{t('oversight.policy.damagedText')}</Text>
        </Notice>
      )}
      {policyGroups.map(({ name, keys }) => (
        <Card key={name} title={t(`oversight.policy.group.${name}`)}>
          {keys.map((key) => (
            <PolicyEntry
              key={key}
              name={key}
              view={view}
              wanted={wanted}
              changed={wanted[key] !== view.policy[key]}
              problem={problems[key]}
              warning={warnings[key]}
              onChange={change}
            />
          ))}
        </Card>
      ))}
    </form>
  );
}

/** The bar takes room away below: the entry that is being changed, or stands marked, comes back into sight above it. */
function useEntryInSight(changes: number, valid: boolean): void {
  useEffect(() => {
    if (changes === 0) return;
    const present = document.activeElement?.closest('[data-entry]');
    (present ?? (valid ? null : markedEntry()))?.scrollIntoView({ block: 'nearest' });
  }, [changes, valid]);
}

/** Saved or discarded, the bar goes: the keys go on from an entry that was changed. */
function useFocusAfterBar(keys: readonly PolicyKey[]): void {
  const changed = useRef<PolicyKey | null>(null);
  const [first = null] = keys;
  useEffect(() => {
    const last = changed.current;
    changed.current = first;
    if (first === null && last !== null && document.activeElement === document.body)
      document.querySelector<HTMLElement>(`[data-entry="${last}"] input`)?.focus();
  }, [first]);
}

function Saving({ view, onSaved }: { readonly view: PolicyView; readonly onSaved: () => void }) {
  const { t } = useTranslation();
  const { tell } = useTell();
  const discard = useAdministrationStore((state) => state.discard);
  const wanted = useWanted(view);
  const [busy, setBusy] = useState(false);
  const [reviewing, setReviewing] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const keys = changedKeys(view.policy, wanted);
  const valid = policySchema.safeParse(wanted).success && Object.keys(problemsOf(wanted, view)).length === 0;
  useEntryInSight(keys.length, valid);
  useFocusAfterBar(keys);
  if (keys.length === 0 && !view.damaged) return null;

  const save = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      const saved = await call('policy.set', wanted);
      setReviewing(false);
      discard();
      const lifting = saved.policy.twoAdministrators && !wanted.twoAdministrators;
      tell(t(lifting ? 'oversight.policy.lifting' : 'oversight.policy.saved'), lifting ? 'info' : 'good');
      onSaved();
    } catch (error) {
      setFailure(failureOf(error));
    }
    setBusy(false);
  };
  return (
    <>
      <PolicyBar
        {...{ view, wanted, keys, valid, busy, failure }}
        onSave={() => (keys.length > 0 ? setReviewing(true) : void save())}
        onDiscard={discard}
      />
      {reviewing && (
        <PolicyReview {...{ view, wanted, keys, busy, failure }} onSave={() => void save()} onBack={() => setReviewing(false)} />
      )}
    </>
  );
}
