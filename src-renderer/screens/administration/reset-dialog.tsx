import { Stack, Text } from '@mantine/core';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Activation, Person } from '../../../src-shared/people.ts';
import { call } from '../../api.ts';
import { SecondNeeded } from './act-dialog.tsx';
import { Confirm } from './confirm.tsx';

interface ResetDialogProps {
  readonly person: Person;
  readonly twoAdministrators: boolean;
  /** Null: a second administrator has to confirm first. */
  readonly onReset: (activation: Activation | null) => void;
  readonly onStay: () => void;
}

/** Begins an empty vault for somebody who can't open the present one; asked for by typing the username. */
export function ResetDialog({ person, twoAdministrators, onReset, onStay }: ResetDialogProps) {
  const { t } = useTranslation();
  return (
    <Confirm
      title={t('administration.reset.title', { name: person.displayName })}
      go={t('administration.reset.go')}
      danger
      typed={{ label: t('administration.reset.typed', { word: person.username }), word: person.username }}
      onGo={async () => onReset(await call('people.reset', { id: person.id, name: person.username }))}
      onStay={onStay}
    >
      <Stack gap="sm">
        <Text size="sm">{t('administration.reset.text')}</Text>
        <Text size="sm">{t('administration.reset.vault')}</Text>
        <Text size="sm" fw={600}>
          {t('administration.reset.lost')}
        </Text>
        <Text size="sm">{t('administration.reset.until')}</Text>
        {twoAdministrators && <SecondNeeded />}
      </Stack>
    </Confirm>
  );
}
