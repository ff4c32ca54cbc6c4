import { Avatar } from '@mantine/core';
import type { AccountView, ProfileColour } from '../../src-shared/models.ts';

const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The first letters of the first and last word. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const firstOf = (word: string | undefined): string => [...segments.segment(word ?? '')][0]?.segment ?? '';
  return (firstOf(words[0]) + (words.length > 1 ? firstOf(words.at(-1)) : '')).toLocaleUpperCase();
}

/** What a person's initials stand on: dark enough for white letters in each colour, and the same by day and night. */
export const groundOf = (colour: ProfileColour): string => `color-mix(in srgb, var(--mantine-color-${colour}-9) 88%, black)`;

interface PersonAvatarProps {
  readonly person: Pick<AccountView, 'displayName' | 'colour'> & { readonly picture?: string | null };
  readonly size?: number;
}

/** A person's picture, or the initials on the person's colour; the name stands beside it, so it says nothing to a screen reader. */
export function PersonAvatar({ person, size = 36 }: PersonAvatarProps) {
  return (
    <Avatar
      src={person.picture ?? null}
      alt=""
      size={size}
      radius="50%"
      variant="filled"
      vars={() => ({ root: { '--avatar-bg': groundOf(person.colour), '--avatar-color': 'var(--sr-on-accent)' } })}
      aria-hidden="true"
    >
      {initialsOf(person.displayName)}
    </Avatar>
  );
}
