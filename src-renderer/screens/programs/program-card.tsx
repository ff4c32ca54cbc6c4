import { Button, Group, Text, Title } from '@mantine/core';
import { IconAppWindow, IconPlugConnected } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { GrantView, ProgramView } from '../../../src-shared/agent/programs.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { call } from '../../api.ts';
import { Confirm } from '../administration/confirm.tsx';
import { Mark } from '../administration/frame.tsx';
import { useTell } from '../../components/use-tell.ts';
import { useTexts } from '../administration/use-texts.ts';
import { GrantRow } from './grant-row.tsx';
import classes from './programs.module.css';

interface ProgramCardProps {
  readonly program: ProgramView;
  readonly grants: readonly GrantView[];
  /** Something about it has changed. */
  readonly onDone: () => void;
}

/** One program: what it is, how often it has asked, and what it may. */
export function ProgramCard({ program, grants, onDone }: ProgramCardProps) {
  const { t } = useTranslation();
  const { tell, tellFailure } = useTell();
  const [asking, setAsking] = useState<'remove' | 'revokeAll' | null>(null);
  const { key, name, registered } = program;
  const stay = (): void => setAsking(null);

  const revoke = async (revoked: readonly GrantView[]): Promise<void> => {
    await call('grants.revoke', { ids: revoked.map(({ id }) => id) });
    setAsking(null);
    tell(t('programs.revoked', { name }));
    onDone();
  };
  const remove = async (): Promise<void> => {
    await call('programs.remove', { key });
    setAsking(null);
    tell(t('programs.removed', { name }));
    onDone();
  };

  return (
    <article className={classes['card']} aria-label={name}>
      <ProgramHead program={program}>
        {grants.length > 1 && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t('programs.revokeAllOf', { name })}
            onClick={() => setAsking('revokeAll')}
          >
            {t('programs.revokeAll')}
          </Button>
        )}
        <Button
          size="compact-xs"
          variant="default"
          classNames={{ label: classes['danger'] ?? '' }}
          aria-label={t('programs.removeOf', { name })}
          onClick={() => setAsking('remove')}
        >
          {t('programs.remove')}
        </Button>
      </ProgramHead>
      {grants.length === 0 ? (
        <Text size="sm" c="dimmed" className={classes['none'] ?? ''}>
          {t('programs.nothing')}
        </Text>
      ) : (
        <ul className={classes['grants']} aria-label={t('programs.may', { name })}>
          {grants.map((grant) => (
            <GrantRow key={grant.id} grant={grant} onRevoke={() => void revoke([grant]).catch(tellFailure)} />
          ))}
        </ul>
      )}
      {asking === 'remove' && (
        <Confirm title={t('programs.removeTitle', { name })} go={t('programs.remove')} danger onGo={remove} onStay={stay}>
          <Text size="sm">{t(registered ? 'programs.removeText' : 'programs.forgetText')}</Text>
        </Confirm>
      )}
      {asking === 'revokeAll' && (
        <Confirm title={t('programs.revokeAllTitle', { name })} go={t('programs.revokeAll')} onGo={() => revoke(grants)} onStay={stay}>
          <Text size="sm">{t('programs.revokeAllText', { count: grants.length })}</Text>
        </Confirm>
      )}
    </article>
  );
}

function ProgramHead({ program, children }: { readonly program: ProgramView; readonly children: ReactNode }) {
  const { t } = useTranslation();
  const { name, path, registered, origin } = program;
  return (
    <div className={classes['head']}>
      <span className={classes['icon']} data-registered={registered || undefined} aria-hidden="true">
        {registered ? <IconPlugConnected size={20} stroke={1.7} /> : <IconAppWindow size={20} stroke={1.7} />}
      </span>
      <div className={classes['texts']}>
        <div className={classes['nameLine']}>
          <Title order={3} fz="var(--sr-text-lg)" className={classes['name'] ?? ''}>
            <bdi>{name}</bdi>
          </Title>
          {registered ? <Mark tone="good">{t('programs.connected')}</Mark> : <Mark tone="quiet">{t('programs.notConnected')}</Mark>}
          <Group gap={6} className={classes['acts'] ?? ''}>
            {children}
          </Group>
        </div>
        {path !== null && <bdi className={classes['path']}>{path}</bdi>}
        <Asked program={program} />
        {origin !== null && (
          <Text size="xs" c="dimmed" className={classes['wrap'] ?? ''}>
            {t('programs.origin', { origin })}
          </Text>
        )}
      </div>
    </div>
  );
}

function Asked({ program: { asked, refused, lastAskedAt } }: { readonly program: ProgramView }) {
  const { t } = useTranslation();
  const texts = useTexts();
  const parts = [
    asked === 0 ? t('programs.neverAsked') : t('programs.asked', { count: asked, number: texts.number(asked) }),
    ...(lastAskedAt === null ? [] : [t('programs.lastAsked', { time: texts.ago(lastAskedAt) })]),
    ...(refused === 0 ? [] : [t('programs.refused', { count: refused, number: texts.number(refused) })]),
  ];
  return (
    <Text size="xs" c="dimmed" title={lastAskedAt === null ? undefined : texts.time(lastAskedAt)}>
      {parts.join(' · ')}
    </Text>
  );
}
