import { Button, Code, List, Table, Text } from '@mantine/core';
import { IconAlertTriangle, IconKeyOff } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { System } from '../../../src-shared/audit.ts';
import type { PolicyView } from '../../../src-shared/policy.ts';
import { call } from '../../api.ts';
import { useAdministrationStore } from '../../stores/administration-store.ts';
import { useAppStore } from '../../stores/app-store.ts';
import classes from './administration.module.css';
import { Card, Failed, Head, Loading, Mark, Notice } from './frame.tsx';
import { KillSwitchCard } from './kill-switch.tsx';
import { type Answer, useAnswer } from './use-answer.ts';
import { useTexts } from './use-texts.ts';

const lowBytes = 1_000_000_000;

interface SystemScreenProps {
  readonly version: number;
  readonly policy: Answer<PolicyView>;
}

/** Where everything is and in which state; the kill switch is here even when nothing else answers. */
export function SystemScreen({ version, policy }: SystemScreenProps) {
  const { t } = useTranslation();
  const { value, failure, retry } = useAnswer(() => call('system.read'), 'system', version);
  return (
    <div className={classes['page']}>
      <div className={classes['narrow']}>
        <Head title={t('administration.pages.system')} intro={t('oversight.system.intro')} />
        {failure !== null && <Failed failure={failure} onRetry={retry} />}
        {value === null && failure === null && <Loading />}
        {value !== null && failure === null && (
          <>
            <Alarms system={value} />
            <InstallationCard system={value} />
            <KeychainCard />
            <CopiesCard backups={value.backups} />
          </>
        )}
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

function Facts({ facts }: { readonly facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={classes['facts']}>
      {facts.map(([name, value]) => (
        <div key={name} className={classes['fact']}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function InstallationCard({ system }: { readonly system: System }) {
  const { t } = useTranslation();
  const texts = useTexts();
  const low = system.diskFreeBytes < lowBytes;
  return (
    <Card title={t('oversight.system.installation')}>
      <Facts
        facts={[
          [t('oversight.system.version'), system.version],
          [t('oversight.system.dataDirectory'), <Code key="path">{system.dataDirectory}</Code>],
          [t('oversight.system.database'), texts.bytes(system.databaseBytes)],
          [
            t('oversight.system.disk'),
            <span key="free">
              {texts.bytes(system.diskFreeBytes)} {low && <Mark tone="warn">{t('oversight.system.diskLow')}</Mark>}
            </span>,
          ],
          [t('oversight.system.format'), <Migrations key="steps" migrations={system.migrations} />],
        ]}
      />
    </Card>
  );
}

function Migrations({ migrations }: Pick<System, 'migrations'>) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      {t('oversight.system.migrations', { count: migrations.length })}{' '}
      <Button size="compact-xs" variant="subtle" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(open ? 'oversight.system.hideSteps' : 'oversight.system.showSteps')}
      </Button>
      {open && (
        <List size="sm" mt={4}>
          {migrations.map((name) => (
            <List.Item key={name} className={classes['mono'] ?? ''}>
              {name}
            </List.Item>
          ))}
        </List>
      )}
    </>
  );
}

function KeychainCard() {
  const { t } = useTranslation();
  const keychain = useAppStore((state) => state.status?.keychain ?? null);
  if (keychain === null) return null;
  const good = keychain.state === 'available';
  return (
    <Card
      title={t('oversight.system.keychain')}
      aside={<Mark tone={good ? 'good' : 'warn'}>{t(`oversight.system.state.${keychain.state}`)}</Mark>}
    >
      <Text size="sm" fw={550}>
        {t(`oversight.system.kind.${keychain.kind}`)}
      </Text>
      <Text size="sm" c="dimmed">
        {t(`oversight.system.meaning.${keychain.kind}`)}
      </Text>
    </Card>
  );
}

function CopiesCard({ backups }: Pick<System, 'backups'>) {
  const { t } = useTranslation();
  const texts = useTexts();
  return (
    <Card title={t('oversight.system.copies')}>
      {backups.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('oversight.system.copiesNone')}
        </Text>
      ) : (
        <Table fz="sm" aria-label={t('oversight.system.copies')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('oversight.system.name')}</Table.Th>
              <Table.Th>{t('oversight.system.made')}</Table.Th>
              <Table.Th className={classes['number'] ?? ''}>{t('oversight.system.size')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {backups.map(({ name, bytes, at }) => (
              <Table.Tr key={name}>
                <Table.Td className={classes['wrap'] ?? ''}>{name}</Table.Td>
                <Table.Td className={classes['nowrap'] ?? ''}>{texts.time(at)}</Table.Td>
                <Table.Td className={classes['number'] ?? ''}>{texts.bytes(bytes)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Card>
  );
}
