import { Button, ColorSwatch, Group, Radio, TextInput, UnstyledButton } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import { displayNameSchema, type ProfileColour, profileColours, type SessionState } from '../../../src-shared/models.ts';
import { call, failureOf } from '../../api.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { groundOf } from '../../components/person-avatar.tsx';
import { useAppStore } from '../../stores/app-store.ts';
import { Section } from './section.tsx';

/** How this person shows on the login screen. */
export function ProfileSection({ session }: { readonly session: Extract<SessionState, { status: 'unlocked' }> }) {
  const { t } = useTranslation();
  const setSession = useAppStore((state) => state.setSession);
  const [displayName, setDisplayName] = useState(session.account.displayName);
  const [colour, setColour] = useState<ProfileColour>(session.account.colour);
  const [failure, setFailure] = useState<Failure | null>(null);
  const changed = displayName !== session.account.displayName || colour !== session.account.colour;

  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    try {
      const account = await call('account.updateProfile', { displayName, colour });
      await setSession({ ...session, account });
      setFailure(null);
    } catch (error) {
      setFailure(failureOf(error));
    }
  };

  return (
    <Section title={t('preferences.profile')}>
      <form onSubmit={(event) => void save(event)}>
        <Group align="flex-end" justify="space-between">
          <TextInput
            label={t('account.displayName')}
            value={displayName}
            onChange={(event) => setDisplayName(event.currentTarget.value)}
            w={280}
          />
          <Button type="submit" variant="default" disabled={!changed || !displayNameSchema.safeParse(displayName).success}>
            {t('preferences.saveProfile')}
          </Button>
        </Group>
        <Radio.Group label={t('preferences.colour')} value={colour} mt="md" onChange={(value) => setColour(value)}>
          <Group gap={8} mt={6}>
            {profileColours.map((name) => (
              <UnstyledButton
                key={name}
                role="radio"
                aria-checked={colour === name}
                aria-label={name}
                onClick={() => setColour(name)}
                bdrs="xl"
              >
                <ColorSwatch color={groundOf(name)} size={26} c="#fff" component="span">
                  {colour === name && <IconCheck size={14} />}
                </ColorSwatch>
              </UnstyledButton>
            ))}
          </Group>
        </Radio.Group>
        <FailureNotice failure={failure} />
      </form>
    </Section>
  );
}
