import { Button } from '@mantine/core';
import {
  IconActivity,
  IconChartBar,
  IconDevices,
  IconHandStop,
  IconServer,
  IconShieldHalf,
  IconUserQuestion,
  IconUsers,
} from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Output } from '../../../src-shared/contract/index.ts';
import { defaultPolicy, type PolicyView } from '../../../src-shared/policy.ts';
import { call } from '../../api.ts';
import { type AdministrationPage, administrationPages, useAdministrationStore } from '../../stores/administration-store.ts';
import classes from './administration.module.css';
import { AnalyticsScreen } from './analytics-screen.tsx';
import { LiftKillSwitch } from './kill-switch.tsx';
import { LogScreen } from './log-screen.tsx';
import { PeopleScreen } from './people-screen.tsx';
import { PolicyScreen } from './policy-screen.tsx';
import { RequestsScreen } from './requests-screen.tsx';
import { SessionsScreen } from './sessions-screen.tsx';
import { SystemScreen } from './system-screen.tsx';
import { type Answer, useAnswer, usePeopleVersion } from './use-answer.ts';
import { useTexts } from './use-texts.ts';

const icon = { size: 18, stroke: 1.6, 'aria-hidden': true } as const;
const icons: Readonly<Record<AdministrationPage, typeof IconUsers>> = {
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
  const version = usePeopleVersion();
  const policy = useAnswer(() => call('policy.get'), 'policy', version);
  const requests = useAnswer(() => call('requests.list'), 'requests', version);
  const { page, person } = useAdministrationStore();
  return (
    <div className={classes['screen']}>
      <Rail page={page} requests={requests.value?.length ?? 0} twoAdministrators={policy.value?.policy.twoAdministrators ?? false} />
      <div className={classes['content']}>
        <Banner view={policy.value} onLifted={policy.retry} />
        <Page key={`${page} ${person?.id ?? ''}`} {...{ meId, version, policy, requests }} />
      </div>
    </div>
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

interface RailProps {
  readonly page: AdministrationPage;
  readonly requests: number;
  readonly twoAdministrators: boolean;
}

function Rail({ page, requests, twoAdministrators }: RailProps) {
  const { t } = useTranslation();
  const go = useAdministrationStore((state) => state.go);
  const shown = administrationPages.filter((name) => name !== 'requests' || twoAdministrators || requests > 0 || page === 'requests');
  return (
    <nav className={classes['rail']} aria-label={t('administration.title')}>
      <ul className={classes['pages']} onKeyDown={stepThroughEntries}>
        {shown.map((name) => {
          const Icon = icons[name];
          return (
            <li key={name}>
              <button type="button" className={classes['entry']} aria-current={page === name ? 'page' : undefined} onClick={() => go(name)}>
                <Icon {...icon} />
                <span className={classes['entryName']}>{t(`administration.pages.${name}`)}</span>
                {name === 'requests' && requests > 0 && (
                  <span className={classes['mark']} data-tone="warn">
                    {requests}
                  </span>
                )}
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** Up and down go from page to page, as in the list of the vault. */
function stepThroughEntries(event: KeyboardEvent<HTMLUListElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || !(event.target instanceof HTMLButtonElement)) return;
  const entries = [...event.currentTarget.querySelectorAll('button')];
  const next = entries[entries.indexOf(event.target) + step];
  event.preventDefault();
  next?.focus();
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
