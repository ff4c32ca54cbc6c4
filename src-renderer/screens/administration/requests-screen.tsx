import { Button, Group, Stack, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconUserQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { AdminRequest } from '../../../src-shared/people.ts';
import { call } from '../../api.ts';
import { Erasure } from './act-dialog.tsx';
import classes from './administration.module.css';
import { Confirm } from './confirm.tsx';
import { Failed, Loading, Nothing } from '../../components/answer-frame.tsx';
import { Head } from './frame.tsx';
import { type Slip, SlipDialog } from './slip.tsx';
import type { Answer } from './use-answer.ts';
import { useTell } from '../../components/use-tell.ts';
import { useTexts } from './use-texts.ts';

interface RequestsScreenProps {
  readonly requests: Answer<readonly AdminRequest[]>;
  /** How long a deleted account can be restored, in days. */
  readonly graceDays: number;
}

/** What waits for a second administrator. */
export function RequestsScreen({ requests, graceDays }: RequestsScreenProps) {
  const { t } = useTranslation();
  const { tell, tellFailure } = useTell();
  const [asking, setAsking] = useState<AdminRequest | null>(null);
  const [slip, setSlip] = useState<Slip | null>(null);
  const { value, failure, retry } = requests;

  const confirm = async (request: AdminRequest): Promise<void> => {
    const { activation } = await call('requests.confirm', { id: request.id });
    setAsking(null);
    if (activation === null) {
      tell(t(`oversight.requests.confirmed.${request.act}`, { name: request.targetName }));
    } else setSlip({ activation, displayName: request.targetName });
    retry();
  };
  const decline = ({ id }: AdminRequest): void => {
    call('requests.decline', { id })
      .then(() => tell(t('oversight.requests.declined')), tellFailure)
      .finally(retry);
  };

  return (
    <div className={classes['page']}>
      <div className={classes['narrow']}>
        <Head title={t('administration.pages.requests')} intro={t('oversight.requests.intro')} />
        {failure !== null ? (
          <Failed failure={failure} onRetry={retry} />
        ) : value === null ? (
          <Loading />
        ) : value.length === 0 ? (
          <Nothing
            icon={<IconUserQuestion size={40} stroke={1.4} />}
            title={t('oversight.requests.none')}
            text={t('oversight.requests.noneText')}
          />
        ) : (
          <RequestsTable requests={value} onConfirm={setAsking} onDecline={decline} />
        )}
      </div>
      {asking !== null && (
        <ConfirmRequest request={asking} graceDays={graceDays} onGo={() => confirm(asking)} onStay={() => setAsking(null)} />
      )}
      {slip !== null && <SlipDialog slips={[slip]} onDone={() => setSlip(null)} />}
    </div>
  );
}

interface RequestsTableProps {
  readonly requests: readonly AdminRequest[];
  readonly onConfirm: (request: AdminRequest) => void;
  readonly onDecline: (request: AdminRequest) => void;
}

function RequestsTable({ requests, onConfirm, onDecline }: RequestsTableProps) {
  const { t } = useTranslation();
  const texts = useTexts();
  return (
    <div className={classes['sheet']}>
      <Table fz="sm" verticalSpacing={8} aria-label={t('administration.pages.requests')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('oversight.requests.what')}</Table.Th>
            <Table.Th>{t('oversight.requests.who')}</Table.Th>
            <Table.Th>{t('oversight.requests.when')}</Table.Th>
            <Table.Th>{t('oversight.requests.until')}</Table.Th>
            <Table.Th>
              <VisuallyHidden>{t('administration.person.acts')}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {requests.map((request) => (
            <Table.Tr key={request.id}>
              <Table.Td fw={550}>{t(`oversight.requests.act.${request.act}`, { name: request.targetName })}</Table.Td>
              <Table.Td>
                {request.requestedByName}
                {request.mine && ` · ${t('administration.you')}`}
              </Table.Td>
              <Table.Td>
                <span title={texts.time(request.requestedAt)}>{texts.ago(request.requestedAt)}</span>
              </Table.Td>
              <Table.Td className={classes['nowrap'] ?? ''}>{texts.time(request.expiresAt)}</Table.Td>
              <Table.Td>
                <Group gap="xs" justify="flex-end" wrap="nowrap">
                  {!request.mine && (
                    <Button size="compact-sm" onClick={() => onConfirm(request)}>
                      {t('oversight.requests.confirm')}
                    </Button>
                  )}
                  <Button size="compact-sm" variant="default" onClick={() => onDecline(request)}>
                    {t(request.mine ? 'oversight.requests.takeBack' : 'oversight.requests.decline')}
                  </Button>
                </Group>
                {request.mine && (
                  <Text size="xs" c="dimmed" ta="right" mt={4}>
                    {t('oversight.requests.yours')}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

interface ConfirmRequestProps {
  readonly request: AdminRequest;
  readonly graceDays: number;
  readonly onGo: () => Promise<void>;
  readonly onStay: () => void;
}

function ConfirmRequest({ request, graceDays, onGo, onStay }: ConfirmRequestProps) {
  const { t } = useTranslation();
  const texts = {
    delete: t('administration.confirm.delete.text', { days: t('administration.confirm.delete.days', { count: graceDays }) }),
    reset: t('oversight.requests.resetText'),
    makeAdministrator: t('oversight.requests.makeText'),
    liftTwoAdministrators: t('oversight.requests.liftText'),
    renewInstallationCode: t('oversight.requests.renewText', { name: request.targetName }),
  };
  return (
    <Confirm
      title={t(`oversight.requests.confirmTitle.${request.act}`, { name: request.targetName })}
      go={t('oversight.requests.confirm')}
      danger
      onGo={onGo}
      onStay={onStay}
    >
      <Stack gap="sm">
        <Text size="sm">{texts[request.act]}</Text>
        {request.act === 'delete' && <Erasure graceDays={graceDays} />}
      </Stack>
    </Confirm>
  );
}
