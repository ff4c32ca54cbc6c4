import { Button, Group, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import type { Policy, PolicyKey, PolicyView } from '../../../src-shared/policy.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { markedEntry } from './marked-entry.ts';
import classes from './policy.module.css';
import { useValueText } from './use-value-text.ts';

interface PolicyBarProps {
  readonly view: PolicyView;
  readonly wanted: Policy;
  readonly keys: readonly PolicyKey[];
  readonly valid: boolean;
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}

function showMarked(): void {
  const entry = markedEntry();
  entry?.scrollIntoView({ block: 'nearest' });
  entry?.querySelector<HTMLElement>('input')?.focus();
}

/** What is not saved yet, before and after. */
export function PolicyBar({ view, wanted, keys, valid, busy, failure, onSave, onDiscard }: PolicyBarProps) {
  const { t } = useTranslation();
  const valueText = useValueText();
  const title = keys.length === 0 ? t('oversight.policy.saveAnewHint') : t('oversight.policy.changes', { count: keys.length });
  return (
    <section className={classes['bar']} aria-label={title}>
      <div className={classes['barTexts']}>
        <strong role="status">{title}</strong>
        <ul className={classes['changes']}>
          {keys.map((key) => (
            <li key={key}>
              {t(`oversight.policy.label.${key}`)}: {valueText(key, view.policy)}{' '}
              <IconArrowRight size={13} className={classes['arrow'] ?? ''} aria-label="→" /> <b>{valueText(key, wanted)}</b>
            </li>
          ))}
        </ul>
        {!valid && (
          <Group gap="xs" className={classes['invalid'] ?? ''}>
            <Text size="sm" role="status">
              {t('oversight.policy.invalid')}
            </Text>
            <Button size="compact-xs" variant="default" onClick={showMarked}>
              {t('oversight.policy.showMarked')}
            </Button>
          </Group>
        )}
        <FailureNotice failure={failure} />
      </div>
      <Group gap="xs" wrap="nowrap">
        {keys.length > 0 && (
          <Button variant="default" disabled={busy} onClick={onDiscard}>
            {t('oversight.policy.discard')}
          </Button>
        )}
        <Button disabled={!valid} loading={busy} onClick={onSave}>
          {keys.length > 0 ? t('review.open') : t('oversight.policy.saveAnew')}
        </Button>
      </Group>
    </section>
  );
}
