import { clientText } from '../../components/client-text.ts';
import { Button, Group, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconDeviceDesktop, IconPlugConnected, IconTerminal2 } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { SessionView } from '../../../src-shared/people.ts';
import { Mark } from '../administration/frame.tsx';
import { useTexts } from '../administration/use-texts.ts';
import classes from './preferences.module.css';

const icons = { desktop: IconDeviceDesktop, cli: IconTerminal2, program: IconPlugConnected } as const;

interface OwnSessionsProps {
  readonly sessions: readonly SessionView[];
  readonly onEnd: (session: SessionView) => void;
}

/** A person's sessions; the present window's can't be ended here, signing out does that. */
export function OwnSessions({ sessions, onEnd }: OwnSessionsProps) {
  const { t } = useTranslation();
  return (
    <Table fz="sm" verticalSpacing={8} aria-label={t('preferences.pages.sessions')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th pl={0}>{t('oversight.sessions.kind')}</Table.Th>
          <Table.Th>{t('oversight.sessions.began')}</Table.Th>
          <Table.Th>{t('oversight.sessions.active')}</Table.Th>
          <Table.Th>{t('oversight.sessions.ends')}</Table.Th>
          <Table.Th pr={0}>
            <VisuallyHidden>{t('oversight.sessions.end')}</VisuallyHidden>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {sessions.map((session) => (
          <OwnSession key={session.id} session={session} onEnd={() => onEnd(session)} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function OwnSession({ session, onEnd }: { readonly session: SessionView; readonly onEnd: () => void }) {
  const { t } = useTranslation();
  const texts = useTexts();
  const { kind, createdAt, lastActivityAt, expiresAt, current } = session;
  const client = clientText(t, session.client);
  const Icon = icons[kind];
  return (
    <Table.Tr>
      <Table.Td pl={0}>
        <Group gap={10} wrap="nowrap" align="flex-start">
          <Icon size={18} stroke={1.6} aria-hidden="true" className={classes['icon']} />
          <div>
            <Text size="sm" fw={550}>
              {t(`oversight.sessions.kinds.${kind}`)}
            </Text>
            <Text size="xs" c="dimmed">
              {client}
            </Text>
          </div>
        </Group>
      </Table.Td>
      <Table.Td title={texts.time(createdAt)} className={classes['nowrap'] ?? ''}>
        {texts.ago(createdAt)}
      </Table.Td>
      <Table.Td title={texts.time(lastActivityAt)} className={classes['nowrap'] ?? ''}>
        {texts.ago(lastActivityAt)}
      </Table.Td>
      <Table.Td title={texts.time(expiresAt)} className={classes['nowrap'] ?? ''}>
        {texts.ago(expiresAt)}
      </Table.Td>
      <Table.Td ta="right" pr={0}>
        {current ? (
          <Mark tone="good">{t('preferences.sessions.thisWindow')}</Mark>
        ) : (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t('preferences.sessions.endOf', { kind: t(`oversight.sessions.kinds.${kind}`), client })}
            onClick={onEnd}
          >
            {t('oversight.sessions.end')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
