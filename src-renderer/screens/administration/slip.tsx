import { Button, Group, Stack, Text } from '@mantine/core';
import { IconCopy, IconPrinter } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Activation } from '../../../src-shared/people.ts';
import { call } from '../../api.ts';
import { Logo } from '../../components/logo.tsx';
import classes from './slip.module.css';
import { useTell } from '../../components/use-tell.ts';
import { useTexts } from './use-texts.ts';
import { Dialog } from '../../components/dialog.tsx';

export interface Slip {
  readonly activation: Activation;
  /** Null where only the user name is at hand. */
  readonly displayName: string | null;
}

/** So many slips are drawn on the screen; printing draws all. */
const shownSlips = 30;

/** Draws all slips, prints them, and goes back to the few that are shown. */
function usePrinting(): { readonly printing: boolean; print(): void } {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    if (!printing) return;
    window.print();
    setPrinting(false);
  }, [printing]);
  return { printing, print: () => setPrinting(true) };
}

/** Activation codes to hand over. They live in this dialog alone, so only its button closes it. */
export function SlipDialog({ slips, onDone }: { readonly slips: readonly Slip[]; readonly onDone: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog
      onClose={onDone}
      title={t('administration.slip.title', { count: slips.length })}
      size={520}
      closeOnClickOutside={false}
      closeOnEscape={false}
      classNames={{
        inner: classes['dialogInner'] ?? '',
        content: classes['dialogContent'] ?? '',
        header: 'no-print',
        overlay: 'no-print',
        title: classes['dialogTitle'] ?? '',
      }}
    >
      <Stack>
        <Slips slips={slips} />
        <Group justify="flex-end" className="no-print">
          <Button data-autofocus onClick={onDone}>
            {t('administration.slip.handed', { count: slips.length })}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

/** The slips themselves with what can be done with them. */
export function Slips({ slips }: { readonly slips: readonly Slip[] }) {
  const { t } = useTranslation();
  const texts = useTexts();
  const { printing, print } = usePrinting();
  const [first] = slips;
  return (
    <Stack gap="sm" data-slips>
      <Text size="sm" className="no-print">
        {t('administration.slip.once', { count: slips.length })}
      </Text>
      <div className={classes['list']} data-many={slips.length > 2 || undefined}>
        {(printing ? slips : slips.slice(0, shownSlips)).map((slip) => (
          <SlipCard key={slip.activation.accountId} slip={slip} />
        ))}
      </div>
      {slips.length > shownSlips && (
        <Text size="xs" c="dimmed" className="no-print">
          {t('administration.slip.shown', { number: texts.number(shownSlips) })}
        </Text>
      )}
      <Group gap="xs" className="no-print">
        <Button variant="default" leftSection={<IconPrinter size={17} />} onClick={print}>
          {t('administration.slip.print', { count: slips.length })}
        </Button>
        {slips.length === 1 && first !== undefined && <CopyButton code={first.activation.code} />}
      </Group>
    </Stack>
  );
}

function SlipCard({ slip: { activation, displayName } }: { readonly slip: Slip }) {
  const { t } = useTranslation();
  const texts = useTexts();
  return (
    <article className={classes['slip']} aria-label={displayName ?? activation.username}>
      <div className={classes['slipHead']}>
        <Logo size={22} />
        <Text fw={650}>{displayName ?? activation.username}</Text>
      </div>
      <dl className={classes['facts']}>
        <dt>{t('administration.slip.name')}</dt>
        <dd>{activation.username}</dd>
        <dt>{t('administration.slip.code')}</dt>
        <dd className={classes['code']} data-testid="activation-code">
          {activation.code.split('-').map((group, at) => (
            <span key={`${at}-${group}`}>{group}</span>
          ))}
        </dd>
      </dl>
      <Text size="xs" c="dimmed" className={classes['how'] ?? ''}>
        {t('administration.slip.expires', { time: texts.time(activation.expiresAt) })}
        {'. '}
        {t('administration.slip.how', { link: t('activation.link') })}
      </Text>
    </article>
  );
}

function CopyButton({ code }: { readonly code: string }) {
  const { t } = useTranslation();
  const { tell, tellFailure } = useTell();
  const copy = async (): Promise<void> => {
    try {
      const { clearsAt } = await call('people.copyCode', { code });
      tell(t('administration.slip.copied', { seconds: Math.round((clearsAt - Date.now()) / 1000) }));
    } catch (error) {
      tellFailure(error);
    }
  };
  return (
    <Button variant="default" leftSection={<IconCopy size={17} />} onClick={() => void copy()}>
      {t('administration.slip.copy')}
    </Button>
  );
}
