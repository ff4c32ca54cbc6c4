import { ActionIcon, Button, Code, List, ScrollArea, Table, Text } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import type { System } from '../../../src-shared/system.ts';
import { call } from '../../api.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useAppStore } from '../../stores/app-store.ts';
import classes from './administration.module.css';
import { Card, Mark } from './frame.tsx';
import { Facts } from './facts.tsx';
import { browserOf } from './support-report.ts';
import { useTell } from '../../components/use-tell.ts';
import { useTexts } from './use-texts.ts';

const lowBytes = 1_000_000_000;

export function InstallationCard({ system }: { readonly system: System }) {
  const { t } = useTranslation();
  const texts = useTexts();
  const low = system.diskFreeBytes < lowBytes;
  return (
    <Card title={t('oversight.system.installation')}>
      <Facts
        facts={[
          [t('oversight.system.database'), texts.bytes(system.databaseBytes)],
          [
            t('oversight.system.disk'),
            <span key="free">
              {texts.bytes(system.diskFreeBytes)} {low && <Mark tone="warn">{t('oversight.system.diskLow')}</Mark>}
            </span>,
          ],
          [t('installation.schema'), <Migrations key="steps" migrations={system.migrations} />],
        ]}
      />
    </Card>
  );
}

function Migrations({ migrations }: Pick<System, 'migrations'>) {
  const { t } = useTranslation();
  const texts = useTexts();
  const [open, setOpen] = useState(false);
  return (
    <>
      {t('oversight.system.migrations', { count: migrations.length })}{' '}
      <Button size="compact-xs" variant="subtle" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(open ? 'oversight.system.hideSteps' : 'oversight.system.showSteps')}
      </Button>
      {open && (
        <List size="sm" mt={4}>
          {migrations.map(({ name, at }) => (
            <List.Item key={name}>
              <span className={classes['mono']}>{name}</span>{' '}
              <span className={classes['aside']}>{at === null ? t('installation.unknownTime') : texts.time(at)}</span>
            </List.Item>
          ))}
        </List>
      )}
    </>
  );
}

export function VersionsCard({ system: { version, versions, platform, migrations } }: { readonly system: System }) {
  const { t } = useTranslation();
  const browser = browserOf(navigator.userAgent) ?? t('installation.headless');
  return (
    <Card title={t('installation.versions')}>
      <Facts
        facts={[
          ['Strongroom', version],
          [t('installation.browser'), versions.electron === null ? browser : `Electron ${versions.electron}, ${browser}`],
          ['Node', versions.node],
          [t('installation.sqlite'), versions.sqlite],
          [t('installation.schema'), String(migrations.length)],
          [t('installation.platform'), platform],
        ]}
      />
    </Card>
  );
}

export function FoldersCard({ system }: { readonly system: System }) {
  const { t } = useTranslation();
  const { tell, tellFailure } = useTell();
  const copy = (text: string): void => void call('system.copy', { text }).then(() => tell(t('installation.copied')), tellFailure);
  const folders = [
    ['data', system.dataDirectory],
    ['logs', system.logDirectory],
    ['exports', system.exportsDirectory],
    ['backups', system.backupsDirectory],
  ] as const;
  return (
    <Card title={t('installation.folders')}>
      <Facts
        facts={folders.map(([name, path]) => [
          t(`installation.folder.${name}`),
          <span key={name} className={classes['path']}>
            <Code>{path}</Code>
            <ActionIcon
              variant="subtle"
              aria-label={t('installation.copyPath', { name: t(`installation.folder.${name}`) })}
              onClick={() => copy(path)}
            >
              <IconCopy size={16} />
            </ActionIcon>
          </span>,
        ])}
      />
    </Card>
  );
}

export function KeychainCard() {
  const { t } = useTranslation();
  const keychain = useAppStore((state) => state.status?.keychain ?? null);
  if (keychain === null) return null;
  const good = keychain.state === 'available';
  const next = keychain.state === 'available' ? keychain.kind : keychain.state;
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
      <Text size="sm" mt="xs">
        {t(`installation.keychainNext.${next}`)}
      </Text>
    </Card>
  );
}

export function CopiesCard({ backups }: Pick<System, 'backups'>) {
  const { t } = useTranslation();
  const texts = useTexts();
  const [newest] = backups;
  if (newest === undefined)
    return (
      <Card title={t('oversight.system.copies')}>
        <Text size="sm" c="dimmed">
          {t('oversight.system.copiesNone')}
        </Text>
      </Card>
    );
  const size = texts.bytes(backups.reduce((sum, { bytes }) => sum + bytes, 0));
  return (
    <Card title={t('oversight.system.copies')}>
      <Text size="sm" c="dimmed" mb={6}>
        {t('installation.copiesAge', { time: texts.ago(newest.at), size })}
      </Text>
      <ScrollArea.Autosize mah={260} viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': t('oversight.system.copies') }}>
        <Table fz="sm" stickyHeader aria-label={t('oversight.system.copies')}>
          <Table.Thead className={classes['thead'] ?? ''}>
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
                <Table.Td className={classes['nowrap'] ?? ''} title={texts.time(at)}>
                  {texts.ago(at)}
                </Table.Td>
                <Table.Td className={classes['number'] ?? ''}>{texts.bytes(bytes)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
    </Card>
  );
}
