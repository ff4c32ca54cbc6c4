import { ActionIcon, Button, Text, Title, Tooltip } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { call } from '../../api.ts';
import { useAppStore } from '../../stores/app-store.ts';
import { useAnswer, usePeopleVersion } from '../administration/use-answer.ts';
import classes from './onboarding.module.css';
import { PasteFirst } from './paste-first.tsx';

export interface FirstSteps {
  /** Opens the form of an env set with the way in for a whole `.env`, and what was pasted already. */
  readonly onEnvSet: (pasted: string) => void;
  /** To where a recovery code is made. */
  readonly onRecovery: () => void;
  /** To where people are created. */
  readonly onPeople: () => void;
}

interface GettingStartedProps extends FirstSteps {
  /** The vault has something in it. */
  readonly begun: boolean;
  readonly onSaved: (id: string) => void;
}

/** The first steps of a new person, each ticked once it is done; shown until it is put away. */
export function GettingStarted({ begun, onSaved, onEnvSet, onRecovery, onPeople }: GettingStartedProps) {
  const { t } = useTranslation();
  const { session, setPreferences } = useAppStore();
  const unlocked = session?.status === 'unlocked' ? session : null;
  const administers = unlocked?.account.role === 'administrator';
  const hide = (): void => void setPreferences({ gettingStarted: false }).catch(() => undefined);
  return (
    <section className={classes['card']} aria-label={t('onboarding.title')}>
      <header className={classes['head']}>
        <div>
          <Title order={2} fz="var(--sr-text-xl)">
            {t('onboarding.title')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('onboarding.intro')}
          </Text>
        </div>
        <Tooltip label={t('onboarding.hide')} openDelay={400}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('onboarding.hide')} onClick={hide}>
            <IconX size={18} />
          </ActionIcon>
        </Tooltip>
      </header>
      <ol className={classes['steps']}>
        <Step done={begun} title={t('onboarding.firstItem')}>
          {!begun && <PasteFirst onSaved={onSaved} onEnvSet={onEnvSet} />}
        </Step>
        <Step
          done={false}
          optional
          title={t('onboarding.env')}
          text={t('onboarding.envText')}
          action={t('onboarding.envGo')}
          onAction={() => onEnvSet('')}
        />
        <Step
          done={unlocked?.unconfirmedCodes.length === 0}
          title={t('onboarding.code')}
          text={t(unlocked?.unconfirmedCodes.length === 0 ? 'onboarding.codeDone' : 'onboarding.codeText')}
          action={t('onboarding.codeGo')}
          onAction={onRecovery}
        />
        {administers && <SecondAdministrator onPeople={onPeople} />}
      </ol>
    </section>
  );
}

/** The one who forgets everything should not be the only one who can help. */
function SecondAdministrator({ onPeople }: Pick<FirstSteps, 'onPeople'>) {
  const { t } = useTranslation();
  const version = usePeopleVersion();
  const query = { search: '', status: null, role: 'administrator', sort: 'name', offset: 0, limit: 2 } as const;
  const { value } = useAnswer(() => call('people.list', query), 'administrators', version);
  return (
    <Step
      done={(value?.total ?? 0) > 1}
      title={t('onboarding.second')}
      text={t('onboarding.secondText')}
      action={t('onboarding.secondGo')}
      onAction={onPeople}
    />
  );
}

interface StepProps {
  readonly done: boolean;
  /** Nothing is lost where it is left out: no circle waits to be ticked. */
  readonly optional?: boolean;
  readonly title: string;
  readonly text?: string;
  readonly action?: string;
  readonly onAction?: () => void;
  readonly children?: ReactNode;
}

function Step({ done, optional = false, title, text, action, onAction, children }: StepProps) {
  const { t } = useTranslation();
  return (
    <li className={classes['step']} data-done={done || undefined}>
      {done ? (
        <IconCircleCheckFilled size={20} className={classes['tick']} aria-label={t('onboarding.done')} role="img" />
      ) : (
        <IconCircle size={20} className={classes['circle']} aria-hidden="true" data-optional={optional || undefined} />
      )}
      <div className={classes['texts']}>
        <Title order={3} fz="var(--sr-text-md)" fw={600}>
          {title}
        </Title>
        {text !== undefined && (
          <Text size="sm" c="dimmed">
            {text}
          </Text>
        )}
        {children}
      </div>
      {!done && action !== undefined && (
        <Button size="compact-sm" variant="default" flex="none" onClick={onAction}>
          {action}
        </Button>
      )}
    </li>
  );
}
