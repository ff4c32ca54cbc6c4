import { Button, Text } from '@mantine/core';
import { IconAlertTriangle, IconClipboardText, IconKeyOff } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { PolicyView } from '../../../src-shared/policy.ts';
import type { System } from '../../../src-shared/system.ts';
import { call } from '../../api.ts';
import { AnswerFrame } from '../../components/answer-frame.tsx';
import { useAdministrationStore } from '../../stores/administration-store.ts';
import { useAppStore } from '../../stores/app-store.ts';
import classes from './administration.module.css';
import { Head, Notice } from './frame.tsx';
import { KillSwitchCard } from './kill-switch.tsx';
import { browserOf, supportReport } from './support-report.ts';
import { CopiesCard, FoldersCard, InstallationCard, KeychainCard, VersionsCard } from './system-cards.tsx';
import { SystemCheckCard, useSystemCheck } from './system-check-card.tsx';
import { type Answer, useAnswer } from './use-answer.ts';
import { useTell } from '../../components/use-tell.ts';
import { useTexts } from './use-texts.ts';

interface SystemScreenProps {
  readonly version: number;
  readonly policy: Answer<PolicyView>;
}

/** Where everything is and in which state; the kill switch is here even when nothing else answers. */
export function SystemScreen({ version, policy }: SystemScreenProps) {
  const { t } = useTranslation();
  const { tell, tellFailure } = useTell();
  const answer = useAnswer(() => call('system.read'), 'system', version);
  const checking = useSystemCheck();
  const keychain = useAppStore((state) => state.status?.keychain ?? null);
  const report = (system: System): void => {
    const text = supportReport({ system, check: checking.check, keychain, browser: browserOf(navigator.userAgent) });
    void call('system.copy', { text }).then(() => tell(t('installation.report.copied')), tellFailure);
  };
  const { value } = answer;
  return (
    <div className={classes['page']}>
      <div className={classes['narrow']}>
        <Head title={t('administration.pages.system')} intro={t('oversight.system.intro')}>
          {value !== null && (
            <Button variant="default" leftSection={<IconClipboardText size={17} />} onClick={() => report(value)}>
              {t('installation.report.copy')}
            </Button>
          )}
        </Head>
        <AnswerFrame answer={answer}>
          {(system) => (
            <>
              <Alarms system={system} />
              <InstallationCard system={system} />
              <SystemCheckCard checking={checking} />
              <KeychainCard />
              <CopiesCard backups={system.backups} />
              <FoldersCard system={system} />
              <VersionsCard system={system} />
            </>
          )}
        </AnswerFrame>
        <KillSwitchCard policy={policy} />
      </div>
    </div>
  );
}

function Alarms({ system: { lostKeys, damagedAccounts } }: { readonly system: System }) {
  const { t } = useTranslation();
  const texts = useTexts();
  const go = useAdministrationStore((state) => state.go);
  return (
    <div role="status">
      {damagedAccounts > 0 && (
        <Notice tone="bad" icon={<IconAlertTriangle size={20} />} title={t('oversight.system.damaged', { count: damagedAccounts })}>
          <Text size="sm">{t('oversight.system.damagedText')}</Text>
          <Button size="compact-sm" variant="default" mt="xs" onClick={() => go('people')}>
            {t('oversight.system.toPeople')}
          </Button>
        </Notice>
      )}
      {lostKeys.length > 0 && (
        <Notice tone="warn" icon={<IconKeyOff size={20} />} title={t('oversight.system.lostKeys')}>
          <Text size="sm">{t('oversight.system.lostKeysText', { names: texts.list(lostKeys) })}</Text>
        </Notice>
      )}
    </div>
  );
}
