import { Button, Center, Code, Menu } from '@mantine/core';
import { IconActivity, IconChevronDown, IconDownload, IconFileCheck, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { type AuditFilter, type AuditReport, everything } from '../../../src-shared/audit.ts';
import type { Output } from '../../../src-shared/contract/index.ts';
import { call } from '../../api.ts';
import type { ChosenPerson } from '../../stores/administration-store.ts';
import classes from './administration.module.css';
import { Failed, Loading, Nothing } from '../../components/answer-frame.tsx';
import { Head, Notice } from './frame.tsx';
import { LogFilters } from './log-filters.tsx';
import { SavedFilters } from './saved-filters.tsx';
import { type ActivityContent, filterNow, useQuickActivity } from './quick-filters.ts';
import { LogTable } from './log-table.tsx';
import { useLog } from './use-log.ts';
import { useTell } from '../../components/use-tell.ts';
import { useTexts } from './use-texts.ts';
import { VerifyReport } from './verify-report.tsx';

/** The log of everybody: found, exported, verified. */
export function LogScreen({ person: first }: { readonly person: ChosenPerson | null }) {
  const { t } = useTranslation();
  const [person, setPerson] = useState(first);
  const [others, setOthers] = useState<AuditFilter>(everything);
  const filter = { ...others, personId: person?.id ?? null };
  const log = useLog(filter);
  const [round, setRound] = useState(0);
  const present: ActivityContent = { page: 'activity', filter, personName: person?.name ?? null, lastDays: null };
  const plain = JSON.stringify(filter) === JSON.stringify(everything);
  const quick = useQuickActivity();
  const use = (content: ActivityContent): void => {
    const { personId } = content.filter;
    setOthers(filterNow(content, Date.now()));
    setPerson(personId === null ? null : { id: personId, name: content.personName ?? '' });
    // The fields of dates keep what was half typed; another filter begins with fresh ones.
    setRound(round + 1);
  };
  return (
    <div className={classes['page']}>
      <div className={classes['wide']}>
        <LogActs filter={filter} />
        <SavedFilters page="activity" present={present} plain={plain} quick={quick} onUse={use} />
        <LogFilters key={round} filter={others} person={person} onFilter={setOthers} onPerson={setPerson} />
        {log.failure !== null ? (
          <Failed failure={log.failure} onRetry={log.retry} />
        ) : log.rows === null ? (
          <Loading />
        ) : log.rows.length === 0 ? (
          <Nothing icon={<IconActivity size={40} stroke={1.4} />} title={t('oversight.log.none')} text={t('oversight.log.noneText')} />
        ) : (
          <LogTable rows={log.rows} />
        )}
        {log.more && (
          <Center mt="sm">
            <Button variant="subtle" loading={log.waiting} onClick={log.older}>
              {t('activity.more')}
            </Button>
          </Center>
        )}
      </div>
    </div>
  );
}

/** The title of the page with verifying and exporting, and what came of them. */
function LogActs({ filter }: { readonly filter: AuditFilter }) {
  const { t } = useTranslation();
  const { tellFailure } = useTell();
  const [report, setReport] = useState<AuditReport | null>(null);
  const [written, setWritten] = useState<Output<'audit.export'> | null>(null);
  const [busy, setBusy] = useState<'verify' | 'export' | null>(null);
  const doing = async (what: 'verify' | 'export', work: () => Promise<void>): Promise<void> => {
    setBusy(what);
    await work().catch(tellFailure);
    setBusy(null);
  };
  const verify = (): Promise<void> => doing('verify', async () => setReport(await call('audit.verify')));
  const write = (format: 'csv' | 'json'): Promise<void> =>
    doing('export', async () => setWritten(await call('audit.export', { filter, format })));
  return (
    <>
      <Head title={t('administration.pages.activity')} intro={t('oversight.log.intro')}>
        <Menu position="bottom-end" shadow="md" withInitialFocusPlaceholder={false}>
          <Menu.Target>
            <Button
              variant="default"
              leftSection={<IconDownload size={17} />}
              rightSection={<IconChevronDown size={14} />}
              loading={busy === 'export'}
            >
              {t('oversight.log.export')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => void write('csv')}>{t('oversight.log.csv')}</Menu.Item>
            <Menu.Item onClick={() => void write('json')}>{t('oversight.log.json')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <Button variant="default" leftSection={<IconShieldCheck size={17} />} loading={busy === 'verify'} onClick={() => void verify()}>
          {t('activity.verify')}
        </Button>
      </Head>
      <div role="status">
        {written !== null && <Written written={written} onClose={() => setWritten(null)} />}
        {report !== null && <VerifyReport report={report} onClose={() => setReport(null)} />}
      </div>
    </>
  );
}

function Written({ written: { path, rows }, onClose }: { readonly written: Output<'audit.export'>; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const texts = useTexts();
  return (
    <Notice
      tone="good"
      icon={<IconFileCheck size={20} />}
      title={t('oversight.log.written', { count: rows, number: texts.number(rows) })}
      onClose={onClose}
    >
      <Code className={classes['wrap'] ?? ''}>{path}</Code>
    </Notice>
  );
}
