import { Button, Table, VisuallyHidden } from '@mantine/core';
import { IconDeviceDesktop, IconPlugConnected, IconTerminal2 } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { SessionView } from '../../../src-shared/people.ts';
import { clientText } from '../../components/client-text.ts';
import classes from './administration.module.css';
import { Mark } from './frame.tsx';
import { stepThroughButtons } from './step-through-buttons.ts';
import { useTexts } from './use-texts.ts';

const icons = { desktop: IconDeviceDesktop, cli: IconTerminal2, program: IconPlugConnected } as const;

interface SessionsTableProps {
  readonly sessions: readonly SessionView[];
  readonly onEnd: (session: SessionView) => void;
}

export function SessionsTable({ sessions, onEnd }: SessionsTableProps) {
  const { t } = useTranslation();
  return (
    <div className={classes['list']}>
      <Table
        fz="sm"
        verticalSpacing={7}
        stickyHeader
        stickyHeaderOffset={-20}
        aria-label={t('administration.pages.sessions')}
        onKeyDown={stepThroughButtons}
      >
        <Table.Thead className={classes['thead'] ?? ''}>
          <Table.Tr>
            <Table.Th>{t('oversight.sessions.person')}</Table.Th>
            <Table.Th>{t('oversight.sessions.kind')}</Table.Th>
            <Table.Th className={classes['spare'] ?? ''}>{t('oversight.sessions.began')}</Table.Th>
            <Table.Th>{t('oversight.sessions.active')}</Table.Th>
            <Table.Th className={classes['spare'] ?? ''}>{t('oversight.sessions.ends')}</Table.Th>
            <Table.Th>{t('oversight.sessions.state')}</Table.Th>
            <Table.Th>
              <VisuallyHidden>{t('administration.person.acts')}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sessions.map((session) => (
            <SessionRow key={session.id} session={session} onEnd={() => onEnd(session)} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function SessionRow({ session, onEnd }: { readonly session: SessionView; readonly onEnd: () => void }) {
  const { t } = useTranslation();
  const texts = useTexts();
  const Icon = icons[session.kind];
  const { ownerName, endedAt } = session;
  const client = clientText(t, session.client);
  return (
    <Table.Tr>
      <Table.Td fw={550} className={classes['wrap'] ?? ''}>
        {ownerName}
      </Table.Td>
      <Table.Td>
        <span className={classes['kind']}>
          <Icon size={16} aria-hidden="true" />
          <span>
            {t(`oversight.sessions.kinds.${session.kind}`)}
            <span className={classes['second']}>{client}</span>
          </span>
        </span>
      </Table.Td>
      <Table.Td className={`${classes['nowrap']} ${classes['spare']}`} title={texts.time(session.createdAt)}>
        {texts.ago(session.createdAt)}
      </Table.Td>
      <Table.Td className={classes['nowrap'] ?? ''} title={texts.time(session.lastActivityAt)}>
        {texts.ago(session.lastActivityAt)}
      </Table.Td>
      <Table.Td className={`${classes['nowrap']} ${classes['spare']}`} title={texts.time(endedAt ?? session.expiresAt)}>
        {texts.ago(endedAt ?? session.expiresAt)}
      </Table.Td>
      <Table.Td>
        <State session={session} />
      </Table.Td>
      <Table.Td ta="right">
        {endedAt === null && !session.current && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t('oversight.sessions.endOne', { name: ownerName, client })}
            onClick={onEnd}
          >
            {t('oversight.sessions.end')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function State({ session: { endedAt, current, unlocked } }: { readonly session: SessionView }) {
  const { t } = useTranslation();
  const texts = useTexts();
  if (endedAt !== null) return <Mark tone="quiet">{t('oversight.sessions.ended', { time: texts.ago(endedAt) })}</Mark>;
  if (current) return <Mark tone="info">{t('oversight.sessions.current')}</Mark>;
  return unlocked ? (
    <Mark tone="good">{t('oversight.sessions.unlocked')}</Mark>
  ) : (
    <Mark tone="quiet">{t('oversight.sessions.locked')}</Mark>
  );
}
