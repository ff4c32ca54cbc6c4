import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { OldVault } from '../../../src-shared/people.ts';
import { call } from '../../api.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Confirm } from '../administration/confirm.tsx';
import { useAnswer } from '../administration/use-answer.ts';
import { useTell } from '../../components/use-tell.ts';
import { useTexts } from '../administration/use-texts.ts';
import { Section } from './section.tsx';

/** Vaults that a reset put away, until their person discards them; nothing where there are none. */
export function OldVaultsSection({ username }: { readonly username: string }) {
  const { t } = useTranslation();
  const { tell } = useTell();
  const texts = useTexts();
  const { value, failure, retry } = useAnswer(() => call('account.oldVaults'), 'oldVaults', 0);
  const [asking, setAsking] = useState<OldVault | null>(null);
  if (failure === null && (value === null || value.length === 0)) return null;

  const discard = async ({ id }: OldVault): Promise<void> => {
    await call('account.discardOldVault', { id });
    setAsking(null);
    tell(t('preferences.oldVaults.discarded'));
    retry();
  };
  return (
    <Section title={t('preferences.oldVaults.title')}>
      <Text size="sm" c="dimmed">
        {t('preferences.oldVaults.text')}
      </Text>
      <FailureNotice failure={failure} />
      {value?.map((vault) => {
        const date = texts.date(vault.putAwayAt);
        return (
          <Group key={vault.id} justify="space-between" wrap="nowrap">
            <div>
              <Text size="sm">{t('preferences.oldVaults.putAway', { date })}</Text>
              <Text size="xs" c="dimmed">
                {t('vault.list.count', { count: vault.items })}
              </Text>
            </div>
            <Button
              variant="default"
              size="xs"
              aria-label={t('preferences.oldVaults.discardOf', { date })}
              onClick={() => setAsking(vault)}
            >
              {t('preferences.oldVaults.discard')}
            </Button>
          </Group>
        );
      })}
      {asking !== null && (
        <Confirm
          title={t('preferences.oldVaults.question', { date: texts.date(asking.putAwayAt) })}
          go={t('preferences.oldVaults.discard')}
          danger
          typed={{ label: t('preferences.typeUsername', { name: username }), word: username }}
          onGo={() => discard(asking)}
          onStay={() => setAsking(null)}
        >
          <Text size="sm">{t('preferences.oldVaults.lost', { count: asking.items })}</Text>
        </Confirm>
      )}
    </Section>
  );
}
