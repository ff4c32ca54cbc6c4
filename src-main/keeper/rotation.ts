import { AppError } from '../../src-shared/errors.ts';
import type { Randomness } from '../crypto/primitives.ts';
import { changeSeen, pastWith } from './item-writes.ts';
import type { KeeperInput, KeeperOutput } from './keeper-protocol.ts';
import { openSecret, type SecretContent } from './secret-part.ts';
import type { VaultState } from './vault-state.ts';

const withValue = (fields: SecretContent['fields'], fieldId: string, value: string): SecretContent['fields'] =>
  fields.map((field) => (field.id === fieldId ? { ...field, value } : field));

/**
 * Gives a hidden field a new value and keeps the one before until it is confirmed or taken back. Throws notFound (no such filled, hidden
 * field), conflict (another revision; `rotation` where one is under way), invalidInput (the value is the stored one).
 */
export function startRotation(state: VaultState, input: KeeperInput<'startRotation'>, random: Randomness): KeeperOutput<'startRotation'> {
  const { fieldId, value, now } = input;
  return changeSeen(
    state,
    input,
    ({ summary, content }) => {
      if (content.rotation !== null) throw new AppError('conflict', { what: 'rotation' });
      const field = content.fields.find(({ id, type, value: stored }) => id === fieldId && type === 'hidden' && stored !== '');
      if (field === undefined) throw new AppError('notFound', { what: 'field' });
      if (field.value === value) throw new AppError('invalidInput', { what: 'value', reason: 'same' });
      return {
        summary: { ...summary, updatedAt: now },
        content: {
          ...content,
          fields: withValue(content.fields, fieldId, value),
          rotation: { fieldId, previous: field.value, startedAt: now },
        },
      };
    },
    random,
  );
}

/** The item while a value is renewed. Throws notFound where none is. */
const rotationOf = ({ rotation }: SecretContent): NonNullable<SecretContent['rotation']> => {
  if (rotation === null) throw new AppError('notFound', { what: 'rotation' });
  return rotation;
};

/** SECURITY: the value before was hidden and stays so, whatever type its field was given meanwhile: nobody may see it without a reveal. */
const withPrevious = (fields: SecretContent['fields'], { fieldId, previous }: NonNullable<SecretContent['rotation']>) =>
  withValue(fields, fieldId, previous).map((field) => (field.id === fieldId ? { ...field, type: 'hidden' as const } : field));

/** Gives the value before up: it goes into the history. `expiresAt` left out stays as it is. Throws notFound, conflict. */
export function confirmRotation(
  state: VaultState,
  input: KeeperInput<'confirmRotation'>,
  random: Randomness,
): KeeperOutput<'confirmRotation'> {
  return changeSeen(
    state,
    input,
    ({ summary, content }) => {
      const before = { summary, content: { ...content, fields: withPrevious(content.fields, rotationOf(content)) } };
      const { expiresAt = summary.expiresAt, now } = input;
      return {
        summary: { ...summary, expiresAt, updatedAt: now },
        content: { ...content, past: pastWith(before, now), rotation: null },
      };
    },
    random,
  );
}

/** Puts the value before back; the new one goes into the history, in case the issuer knows it already. Throws notFound, conflict. */
export function takeBackRotation(
  state: VaultState,
  input: KeeperInput<'takeBackRotation'>,
  random: Randomness,
): KeeperOutput<'takeBackRotation'> {
  return changeSeen(
    state,
    input,
    ({ summary, content }) => ({
      summary: { ...summary, updatedAt: input.now },
      content: {
        ...content,
        fields: withPrevious(content.fields, rotationOf(content)),
        past: pastWith({ summary, content }, input.now),
        rotation: null,
      },
    }),
    random,
  );
}

/** The value that a running renewal keeps. Throws notFound, dataDamaged. */
export const previousOf = ({ cipher, index }: VaultState, { id, secret }: KeeperInput<'revealPrevious'>): string =>
  rotationOf(openSecret(cipher, index.get(id), secret)).previous;
