import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import { displayNameSchema, type SessionState } from '../../../src-shared/models.ts';
import { call, failureOf } from '../../api.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useAppStore } from '../../stores/app-store.ts';
import { useTell } from '../../components/use-tell.ts';
import { ColourChoice } from './colour-choice.tsx';
import { PictureField } from './picture-field.tsx';
import { Section } from './section.tsx';

/** How this person shows on the login screen and to administrators. */
export function ProfileSection({ session }: { readonly session: Extract<SessionState, { status: 'unlocked' }> }) {
  const { t } = useTranslation();
  const { tell } = useTell();
  const setSession = useAppStore((state) => state.setSession);
  const { account } = session;
  const [profile, setProfile] = useState({ displayName: account.displayName, colour: account.colour, picture: account.picture });
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const change = (changes: Partial<typeof profile>): void => setProfile((before) => ({ ...before, ...changes }));
  const changed = profile.displayName !== account.displayName || profile.colour !== account.colour || profile.picture !== account.picture;
  const named = displayNameSchema.safeParse(profile.displayName).success;

  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!changed || !named || busy) return;
    setBusy(true);
    setFailure(null);
    try {
      const stored = await call('account.updateProfile', profile);
      await setSession({ ...session, account: stored });
      change({ displayName: stored.displayName });
      tell(t('preferences.saved'));
    } catch (error) {
      setFailure(failureOf(error));
    }
    setBusy(false);
  };

  return (
    <Section title={t('preferences.profile')}>
      <form onSubmit={(event) => void save(event)}>
        <Stack gap="lg">
          <Text size="sm" c="dimmed">
            {t('preferences.profileText')}
          </Text>
          <PictureField person={profile} onPicture={(picture) => change({ picture })} />
          <TextInput
            label={t('account.displayName')}
            value={profile.displayName}
            onChange={(event) => change({ displayName: event.currentTarget.value })}
            maw={320}
          />
          <ColourChoice colour={profile.colour} onColour={(colour) => change({ colour })} />
          <FailureNotice failure={failure} />
          <Group justify="flex-end">
            <Button type="submit" disabled={!changed || !named} loading={busy}>
              {t('preferences.saveProfile')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
