import { AppError } from '../../src-shared/errors.ts';
import type { ItemDraft, ItemSummary } from '../../src-shared/items.ts';
import { limits } from '../../src-shared/limits.ts';
import { tagOf } from '../crypto/aead.ts';
import type { Randomness } from '../crypto/primitives.ts';
import { sealPart, type VaultCipher } from '../crypto/vault-keys.ts';
import type { KeeperInput, KeeperOutput, SealedItem } from './keeper-protocol.ts';
import { fieldsOf, fingerprintsOf, openSecret, type SecretField, subtitleOf } from './secret-part.ts';
import { encodeJson, toBase64 } from './sealed-json.ts';
import { type ItemEntry, sealedSummary, versionOf } from './vault-index.ts';
import type { VaultState } from './vault-state.ts';

interface Sealed {
  readonly entry: ItemEntry;
  readonly item: SealedItem;
}

/** Seals both parts of an item under the revision that its summary names. */
export function sealItem(cipher: VaultCipher, summary: ItemSummary, fields: readonly SecretField[], random: Randomness): Sealed {
  const { id, revision, createdAt, updatedAt } = summary;
  const plain = encodeJson({ fields });
  const secret = sealPart(cipher, 'secret', id, revision, plain, random);
  plain.fill(0);
  const entry = { summary, secretTag: toBase64(tagOf(secret)), fingerprints: fingerprintsOf(cipher, fields) };
  const shown = encodeJson({ summary: sealedSummary(summary) }, versionOf([entry]));
  const item = { id, revision, secret, summary: sealPart(cipher, 'summary', id, revision, shown, random), createdAt, updatedAt };
  return { entry, item };
}

const fromDraft = (
  { kind, name, tags, favourite, askBeforeUse, expiresAt }: ItemDraft,
  fields: readonly SecretField[],
  asked: boolean,
) => ({
  ...{ kind, name, favourite, askBeforeUse: askBeforeUse ?? asked, expiresAt },
  tags: [...new Set(tags)],
  subtitle: subtitleOf(fields),
});

/** Throws conflict where an item or record has or had this id, limitReached where the vault is full. */
export function requireRoom(state: VaultState, newId: string): void {
  if (state.index.knows(newId)) throw new AppError('conflict', { what: 'item' });
  if (state.index.size >= limits.vaultMaxItems) throw new AppError('limitReached', { what: 'items' });
}

const commitOf = (state: VaultState, sealed: readonly Sealed[]) =>
  state.proposeChange(
    { upserts: sealed.map(({ entry }) => entry), removals: [] },
    sealed.map(({ item }) => item),
  );

export function createItem(state: VaultState, { id, draft, now }: KeeperInput<'create'>, random: Randomness): KeeperOutput<'create'> {
  requireRoom(state, id);
  const fields = fieldsOf(draft, []);
  const summary = { id, revision: 1, ...fromDraft(draft, fields, false), trashedAt: null, createdAt: now, updatedAt: now };
  return { commit: commitOf(state, [sealItem(state.cipher, summary, fields, random)]), result: summary };
}

export function updateItem(state: VaultState, input: KeeperInput<'update'>, random: Randomness): KeeperOutput<'update'> {
  const entry = state.index.get(input.id);
  if (entry.summary.revision !== input.revision) throw new AppError('conflict', { what: 'item' });
  const fields = fieldsOf(input.draft, openSecret(state.cipher, entry, input.secret));
  const { id, revision, trashedAt, createdAt, askBeforeUse } = entry.summary;
  const summary = {
    id,
    revision: revision + 1,
    ...fromDraft(input.draft, fields, askBeforeUse),
    trashedAt,
    createdAt,
    updatedAt: input.now,
  };
  return { commit: commitOf(state, [sealItem(state.cipher, summary, fields, random)]), result: summary };
}

export function duplicateItem(
  state: VaultState,
  { id, newId, secret, now }: KeeperInput<'duplicate'>,
  random: Randomness,
): KeeperOutput<'duplicate'> {
  requireRoom(state, newId);
  const entry = state.index.get(id);
  const fields = openSecret(state.cipher, entry, secret);
  const name = state.search.freeName(entry.summary.name);
  const summary = { ...entry.summary, id: newId, revision: 1, name, favourite: false, trashedAt: null, createdAt: now, updatedAt: now };
  return { commit: commitOf(state, [sealItem(state.cipher, summary, fields, random)]), result: summary };
}

/** Both parts are bound to the revision, so a mark seals the secret anew as well. */
export function markItems(state: VaultState, { items, mark, now }: KeeperInput<'mark'>, random: Randomness): KeeperOutput<'mark'> {
  const sealed = items.map(({ id, secret }) => {
    const entry = state.index.get(id);
    const fields = openSecret(state.cipher, entry, secret);
    const revision = entry.summary.revision + 1;
    const marked =
      'favourite' in mark
        ? { ...entry.summary, revision, favourite: mark.favourite }
        : { ...entry.summary, revision, trashedAt: mark.trashed ? now : null };
    return sealItem(state.cipher, marked, fields, random);
  });
  return { commit: commitOf(state, sealed), result: sealed.map(({ entry }) => entry.summary) };
}

export function purgeItems(state: VaultState, { ids }: KeeperInput<'purge'>): KeeperOutput<'purge'> {
  if (ids.some((id) => state.index.get(id).summary.trashedAt === null)) throw new AppError('notFound', { what: 'trash' });
  return { commit: state.proposeChange({ upserts: [], removals: ids }, []), result: undefined };
}
