import { Button } from '@mantine/core';
import {
  IconActivity,
  IconChartBar,
  IconDevices,
  IconHandStop,
  IconHome2,
  IconServer,
  IconShieldHalf,
  IconUserQuestion,
  IconUsers,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Output } from '../../../src-shared/contract/index.ts';
import { defaultPolicy, type PolicyView } from '../../../src-shared/policy.ts';
import { call } from '../../api.ts';
import { type AdministrationPage, administrationPages, useAdministrationStore } from '../../stores/administration-store.ts';
import { PageRail } from '../../components/page-rail.tsx';
import classes from './administration.module.css';
import { AnalyticsScreen } from './analytics-screen.tsx';
import { Mark } from './frame.tsx';
import { HereScreen } from './here-screen.tsx';
import { LiftKillSwitch } from './kill-switch.tsx';
import { LogScreen } from './log-screen.tsx';
import { PeopleScreen } from './people-screen.tsx';
import { PolicyScreen } from './policy-screen.tsx';
import { RequestsScreen } from './requests-screen.tsx';
import { SessionsScreen } from './sessions-screen.tsx';
import { SystemScreen } from './system-screen.tsx';
import { type Answer, useAnswer, usePeopleVersion } from './use-answer.ts';
import { useTexts } from './use-texts.ts';

const icons: Readonly<Record<AdministrationPage, typeof IconUsers>> = {
  here: IconHome2,
  people: IconUsers,
  requests: IconUserQuestion,
  sessions: IconDevices,
  policy: IconShieldHalf,
  activity: IconActivity,
  analytics: IconChartBar,
  system: IconServer,
};

/** Everything that administrators do; no value of a vault is ever here. */
export function AdministrationScreen({ meId }: { readonly meId: string }) {
  const { t } = useTranslation();
  const version = usePeopleVersion();
  const policy = useAnswer(() => call('policy.get'), 'policy', version);
  const requests = useAnswer(() => call('requests.list'), 'requests', version);
  const { page, person, go } = useAdministrationStore();
  const requested = requests.value?.length ?? 0;
  const pages = administrationPages
    .filter((name) => name !== 'requests' || policy.value?.policy.twoAdministrators === true || requested > 0 || page === 'requests')
    .map((name) => ({
      name,
      label: t(`administration.pages.${name}`),
      icon: icons[name],
      mark: name === 'requests' && requested > 0 && <Waiting count={requested} />,
    }));
  return (
    <PageRail title={t('administration.title')} pages={pages} page={page} onPage={go}>
      <div className={classes['content']}>
        <Banner view={policy.value} onLifted={policy.retry} />
        <Page key={`${page} ${person?.id ?? ''}`} {...{ meId, version, policy, requests }} />
      </div>
    </PageRail>
  );
}

function Waiting({ count }: { readonly count: number }) {
  return (
    <span className={classes['waiting']}>
      <Mark tone="warn">{count}</Mark>
    </span>
  );
}

interface PageProps {
  readonly meId: string;
  readonly version: number;
  readonly policy: Answer<PolicyView>;
  readonly requests: Answer<Output<'requests.list'>>;
}

function Page({ meId, version, policy, requests }: PageProps) {
  const { page, person } = useAdministrationStore();
  switch (page) {
    case 'here':
      return <HereScreen meId={meId} version={version} />;
    case 'people':
      return <PeopleScreen meId={meId} version={version} policy={policy.value} />;
    case 'requests':
      return <RequestsScreen requests={requests} graceDays={(policy.value?.policy ?? defaultPolicy).deletionGraceDays} />;
    case 'sessions':
      return <SessionsScreen version={version} person={person} />;
    case 'policy':
      return <PolicyScreen policy={policy} />;
    case 'activity':
      return <LogScreen person={person} />;
    case 'analytics':
      return <AnalyticsScreen />;
    case 'system':
      return <SystemScreen version={version} policy={policy} />;
  }
}

/** While the kill switch is on, every page says so. */
function Banner({ view, onLifted }: { readonly view: PolicyView | null; readonly onLifted: () => void }) {
  const { t } = useTranslation();
  const texts = useTexts();
  const [asking, setAsking] = useState(false);
  const killSwitch = view?.killSwitch ?? null;
  return (
    <div role="status">
      {killSwitch !== null && (
        <div className={classes['banner']}>
          <IconHandStop size={20} aria-hidden="true" />
          <span className={classes['bannerText']}>
            <strong>{t('oversight.killSwitch.on')}</strong>
            {'. '}
            {t('oversight.killSwitch.onSince', { time: texts.time(killSwitch.at) })}
          </span>
          <Button size="compact-sm" variant="white" color="red.9" onClick={() => setAsking(true)}>
            {t('oversight.killSwitch.lift')}
          </Button>
        </div>
      )}
      {asking && (
        <LiftKillSwitch
          onStay={() => setAsking(false)}
          onLifted={() => {
            setAsking(false);
            onLifted();
          }}
        />
      )}
    </div>
  );
}
