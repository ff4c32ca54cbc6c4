import { Button, Text } from '@mantine/core';
import { IconClockPlay, IconPlugConnected, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { call } from '../../api.ts';
import { useNow } from '../../components/use-now.ts';
import { AnswerFrame, ListHead, Nothing } from '../../components/answer-frame.tsx';
import { Notice } from '../administration/frame.tsx';
import { useAnswer, useVersionOf } from '../administration/use-answer.ts';
import { useTell } from '../../components/use-tell.ts';
import { Section } from '../preferences/section.tsx';
import { ConnectDialog } from './connect-dialog.tsx';
import { type Leases, leasesAt } from './leases.ts';
import { ProgramCard } from './program-card.tsx';
import classes from './programs.module.css';
import { withGrants } from './program-grants.ts';
import { useUntilText } from './use-until-text.ts';

const ask = async () => {
  const [programs, grants] = await Promise.all([call('programs.list'), call('grants.list')]);
  return { programs, grants };
};

/** Which programs this person has let in, what each may, and the end of it. */
export function ProgramsSection() {
  const { t } = useTranslation();
  const version = useVersionOf('programs.changed');
  const answer = useAnswer(ask, 'programs', version);
  const { retry } = answer;
  const now = useNow();
  const [connecting, setConnecting] = useState(false);
  return (
    <Section title={t('programs.title')}>
      <ListHead text={t('programs.intro')}>
        <Button size="xs" leftSection={<IconPlus size={16} />} onClick={() => setConnecting(true)}>
          {t('programs.connect')}
        </Button>
      </ListHead>
      <AnswerFrame
        answer={answer}
        rows={3}
        isEmpty={({ programs, grants }) => programs.length === 0 && grants.length === 0}
        nothing={<Nothing icon={<IconPlugConnected size={34} stroke={1.4} />} title={t('programs.empty')} text={t('programs.emptyText')} />}
      >
        {(value) => (
          <>
            <LeaseNotice leases={leasesAt(value.grants, now)} onDone={retry} />
            {withGrants(value.programs, value.grants, now).map(({ program, grants }) => (
              <ProgramCard key={program.key} program={program} grants={grants} onDone={retry} />
            ))}
          </>
        )}
      </AnswerFrame>
      {connecting && (
        <ConnectDialog
          onClose={() => {
            setConnecting(false);
            retry();
          }}
        />
      )}
    </Section>
  );
}

function LeaseNotice({ leases, onDone }: { readonly leases: Leases | null; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const { tell, tellFailure } = useTell();
  const untilText = useUntilText();
  if (leases === null) return null;
  const end = async (): Promise<void> => {
    try {
      await call('leases.end');
      tell(t('programs.leasesEnded'));
    } catch (error) {
      tellFailure(error);
    }
    onDone();
  };
  return (
    <div className={classes['notice']}>
      <Notice
        tone="warn"
        icon={<IconClockPlay size={20} />}
        title={t('programs.leases', { count: leases.count, name: leases.name, time: untilText(leases.until) })}
      >
        <Text size="sm" c="dimmed">
          {t('programs.leasesText', { count: leases.count })}
        </Text>
        <Button size="xs" variant="default" mt={8} onClick={() => void end()}>
          {t('programs.endLeases')}
        </Button>
      </Notice>
    </div>
  );
}
