import { Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { displayNameSchema, emailSchema, usernameSchema } from '../../src-shared/models.ts';

interface PersonFieldsProps {
  /** What the field of the display name is called. */
  readonly nameLabel: string;
  readonly person: PersonTyped;
}

type PersonTyped = ReturnType<typeof usePersonTyped>;

/** A user name that goes with a display name: small letters and dots. */
const usernameFrom = (displayName: string): string =>
  (displayName.trim().split(/\s+/)[0] ?? '')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{Ll}\p{Lo}\p{N}._-]/gu, '');

/** Who somebody new is, as far as it is typed. */
export function usePersonTyped(suggestedEmail = '') {
  const [displayName, setDisplayName] = useState('');
  const [ownUsername, setUsername] = useState<string | null>(null);
  const [email, setEmail] = useState(suggestedEmail);
  const username = ownUsername ?? usernameFrom(displayName);
  const usernameWrong = username !== '' && !usernameSchema.safeParse(username).success;
  const emailWrong = email !== '' && !emailSchema.safeParse(email).success;
  return {
    ...{ displayName, setDisplayName, username, setUsername, email, setEmail, usernameWrong, emailWrong },
    complete: displayNameSchema.safeParse(displayName).success && username !== '' && !usernameWrong && !emailWrong,
    names: { displayName, username, email: email === '' ? null : email },
  };
}

export function PersonFields({ nameLabel, person }: PersonFieldsProps) {
  const { t } = useTranslation();
  const [emailLeft, setEmailLeft] = useState(false);
  return (
    <>
      <Group grow align="flex-start">
        <TextInput
          label={nameLabel}
          required
          data-autofocus
          autoFocus
          value={person.displayName}
          onChange={(event) => person.setDisplayName(event.currentTarget.value)}
        />
        <TextInput
          label={t('account.username')}
          required
          value={person.username}
          onChange={(event) => person.setUsername(event.currentTarget.value)}
          error={person.usernameWrong ? t('account.usernameWrong') : null}
        />
      </Group>
      <TextInput
        label={`${t('account.email')} (${t('account.optional')})`}
        type="email"
        value={person.email}
        onChange={(event) => person.setEmail(event.currentTarget.value)}
        onFocus={() => setEmailLeft(false)}
        onBlur={() => setEmailLeft(true)}
        // Every address is wrong until it is whole: while one types, there is nothing to say.
        error={person.emailWrong && emailLeft ? t('account.emailWrong') : null}
      />
    </>
  );
}
