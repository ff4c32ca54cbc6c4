import { Button, Center, Paper, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconShieldCheck } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { type Finding, findingKinds } from '../../../src-shared/health.ts';
import { call } from '../../api.ts';
import { useTell } from '../../components/use-tell.ts';
import { Chip } from '../../components/chip.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { FindingRow } from './finding-row.tsx';
import classes from './health.module.css';
import { type FindingFilter, useFindings } from './use-findings.ts';
import type { Report } from './use-health.ts';

interface FindingsProps {
  readonly report: Report;
  readonly version: number;
  readonly onChanged: () => Promise<unknown>;
}

/** What is worth mending, by kind; what somebody knows of stands apart. */
export function Findings({ report, version, onChanged }: FindingsProps) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<FindingFilter>({ kind: null, accepted: false });
  const { findings, fieldNames, total, failure, showMore } = useFindings(filter, version);
  const accept = useAccept(onChanged);
  const list = useRef<HTMLUListElement>(null);
  const heading = useRef<HTMLDivElement>(null);
  /** Where the row stood whose button had the focus. */
  const gap = useRef<number | null>(null);
  useEffect(() => {
    if (gap.current === null) return;
    const buttons = list.current?.querySelectorAll<HTMLElement>('[data-accept]') ?? [];
    (buttons[Math.min(gap.current, buttons.length - 1)] ?? heading.current)?.focus();
    gap.current = null;
  }, [findings]);
  const open = Object.values(report.counts).reduce((sum, count) => sum + count, 0);
  const chip = (label: string, count: number, to: FindingFilter) => (
    <Chip key={label} pressed={filter.kind === to.kind && filter.accepted === to.accepted} onPress={() => setFilter(to)}>
      {label} <span className={classes['count']}>{count}</span>
    </Chip>
  );
  return (
    <section aria-label={t('health.title')}>
      <div className={classes['chips']} role="group" aria-label={t('health.filter')} ref={heading} tabIndex={-1}>
        {chip(t('health.all'), open, { kind: null, accepted: false })}
        {findingKinds
          .filter((kind) => report.counts[kind] > 0 || filter.kind === kind)
          .map((kind) => chip(t(`health.kind.${kind}`), report.counts[kind], { kind, accepted: false }))}
        {(report.accepted > 0 || filter.accepted) && chip(t('health.accepted'), report.accepted, { kind: null, accepted: true })}
      </div>
      <FailureNotice failure={failure} />
      {findings?.length === 0 && <Nothing filter={filter} well={open === 0} waiting={report.score === null} />}
      {findings !== null && findings.length > 0 && (
        <Paper withBorder radius="md" bg="var(--sr-panel)" component="ul" className={classes['findings'] ?? ''} ref={list}>
          {findings.map((finding, at) => (
            <FindingRow
              key={finding.key}
              {...{ finding, fieldNames }}
              onAccept={() => {
                gap.current = at;
                void accept(finding, !finding.accepted);
              }}
            />
          ))}
        </Paper>
      )}
      {findings !== null && findings.length < total && (
        <Center py="sm">
          <Button variant="subtle" size="compact-sm" onClick={showMore}>
            {t('health.more')}
          </Button>
        </Center>
      )}
    </section>
  );
}

function Nothing({ filter, well, waiting }: { readonly filter: FindingFilter; readonly well: boolean; readonly waiting: boolean }) {
  const { t } = useTranslation();
  if (filter.accepted || filter.kind !== null || !well)
    return (
      <Text c="dimmed" size="sm" py="md">
        {t(filter.accepted ? 'health.noneAccepted' : 'health.noneOfKind')}
      </Text>
    );
  if (waiting) return null;
  return (
    <div className={classes['well']}>
      <IconShieldCheck size={34} stroke={1.4} aria-hidden="true" />
      <Text fw={600}>{t('health.allWell')}</Text>
      <Text size="sm" c="dimmed">
        {t('health.allWellText')}
      </Text>
    </div>
  );
}

/** Accepts or takes back, says so, and offers the way back. */
function useAccept(onChanged: () => Promise<unknown>): (finding: Finding, accepted: boolean) => Promise<void> {
  const { t } = useTranslation();
  const { tellFailure } = useTell();
  const closeButtonProps = { 'aria-label': t('action.close') };
  const accept = async ({ key }: Pick<Finding, 'key'>, accepted: boolean): Promise<void> => {
    try {
      await call('health.accept', { keys: [key], accepted });
      await onChanged();
      notifications.hide('accepted');
      if (!accepted) return;
      const undo = (
        <Button size="compact-xs" variant="light" onClick={() => void accept({ key }, false)}>
          {t('health.undo')}
        </Button>
      );
      notifications.show({
        id: 'accepted',
        color: 'teal',
        message: (
          <>
            {t('health.acceptedTold')} {undo}
          </>
        ),
        closeButtonProps,
      });
    } catch (error) {
      tellFailure(error);
    }
  };
  return accept;
}
