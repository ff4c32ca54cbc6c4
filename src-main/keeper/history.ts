import { AppError } from '../../src-shared/errors.ts';
import type { VersionField, VersionView } from '../../src-shared/history.ts';
import { concealedTypes } from '../../src-shared/items.ts';
import type { Randomness } from '../crypto/primitives.ts';
import type { HistoryCalls } from './history-protocol.ts';
import { changeSeen, pastWith, proposalOf, sealNext } from './item-writes.ts';
import { openSecret, type PastVersion, type SecretField, viewsOf } from './secret-part.ts';
import type { VaultState } from './vault-state.ts';

type Input<C extends keyof HistoryCalls> = HistoryCalls[C]['input'];

/**
 * Every earlier state beside the present one. SECURITY: a field that is concealed in any of them is so in all: a value that was shown
 * before it was made a secret is one since, and a shown type that somebody gives the field now changes nothing about that.
 */
export function listVersions({ cipher, index }: VaultState, { id, secret }: Input<'listVersions'>): VersionView[] {
  const { past, fields: present } = openSecret(cipher, index.get(id), secret);
  const all = [...past.flatMap((version) => version.fields), ...present];
  const concealed = new Map(all.flatMap(({ id, type }) => (concealedTypes.has(type) ? [[id, { type, value: null }]] : [])));
  return past.map(({ revision, at, name, fields }) => ({
    ...{ revision, at, name },
    fields: viewsOf(fields).map((view, place) => ({
      ...view,
      ...concealed.get(view.id),
      difference: differenceOf(fields[place], present),
    })),
    absent: present.filter((field) => !fields.some((earlier) => earlier.id === field.id)).map((field) => field.name),
  }));
}

function differenceOf(earlier: SecretField | undefined, present: readonly SecretField[]): VersionField['difference'] {
  const now = present.find(({ id }) => id === earlier?.id);
  if (now === undefined) return 'missing';
  if (now.value !== earlier?.value) return 'value';
  return now.name === earlier.name && now.type === earlier.type ? 'same' : 'name';
}

const versionOf = (past: readonly PastVersion[], version: number): PastVersion => {
  const found = past.find(({ revision }) => revision === version);
  if (found === undefined) throw new AppError('notFound', { what: 'version' });
  return found;
};

export function revealVersion({ cipher, index }: VaultState, { id, secret, version, fieldId }: Input<'revealVersion'>): string {
  const { fields } = versionOf(openSecret(cipher, index.get(id), secret).past, version);
  const field = fields.find((candidate) => candidate.id === fieldId);
  if (field === undefined) throw new AppError('notFound', { what: 'field' });
  return field.value;
}

/** A value that is being renewed stays in rotation only where its field is there afterwards. */
export function restoreVersion(
  state: VaultState,
  input: Input<'restoreVersion'>,
  random: Randomness,
): HistoryCalls['restoreVersion']['output'] {
  return changeSeen(
    state,
    input,
    ({ summary, content }) => {
      const { name, fields } = versionOf(content.past, input.version);
      const rotation = fields.some(({ id }) => id === content.rotation?.fieldId) ? content.rotation : null;
      return {
        summary: { ...summary, name, updatedAt: input.now },
        content: { ...content, fields, rotation, past: pastWith({ summary, content }, input.now) },
      };
    },
    random,
  );
}

export function clearHistory(state: VaultState, input: Input<'clearHistory'>, random: Randomness): HistoryCalls['clearHistory']['output'] {
  return proposalOf(
    state,
    sealNext(state, input, ({ summary, content }) => ({ summary, content: { ...content, past: [] } }), random),
  );
}
