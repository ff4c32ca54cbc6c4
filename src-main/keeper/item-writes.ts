import { AppError } from '../../src-shared/errors.ts';
import type { ItemDraft, ItemSummary } from '../../src-shared/items.ts';
import { limits } from '../../src-shared/limits.ts';
import { withMark } from '../../src-shared/marks.ts';
import { tagOf } from '../crypto/aead.ts';
import type { Randomness } from '../crypto/primitives.ts';
import { sealPart, type VaultCipher } from '../crypto/vault-keys.ts';
import type { KeeperInput, KeeperOutput, Proposal, SealedItem, SeenItem, StoredSecret } from './keeper-protocol.ts';
import {
  encodeSecret,
  fieldsOf,
  fingerprintsOf,
  holdsOf,
  onlyFields,
  openSecret,
  type SecretContent,
  type SecretField,
  subtitleOf,
  valuesOf,
  withPast,
} from './secret-part.ts';
import { encodeJson, toBase64 } from './sealed-json.ts';
import { entriesVersion, type ItemEntry, sealedSummary } from './vault-index.ts';
import type { VaultState } from './vault-state.ts';

interface Sealed {
  readonly entry: ItemEntry;
  readonly item: SealedItem;
}

/** An item with what lies under its seal. */
export interface WholeItem {
  readonly summary: ItemSummary;
  readonly content: SecretContent;
}

/** Seals both parts of an item under the revision that its summary names. */
export function sealItem(cipher: VaultCipher, { summary, content }: WholeItem, values: ItemEntry['values'], random: Randomness): Sealed {
  const { id, revision, createdAt, updatedAt } = summary;
  const plain = encodeSecret(content);
  const secret = sealPart(cipher, 'secret', id, revision, plain, random);
  plain.fill(0);
  const { fields } = content;
  const entry = {
    summary,
    secretTag: toBase64(tagOf(secret)),
    fingerprints: fingerprintsOf(cipher, fields),
    values,
    holds: holdsOf(fields),
  };
  const shown = encodeJson({ summary: sealedSummary(summary) }, entriesVersion);
  const item = { id, revision, secret, summary: sealPart(cipher, 'summary', id, revision, shown, random), createdAt, updatedAt };
  return { entry, item };
}

/** What a summary says of the content. */
const told = ({ fields, attachments, rotation }: SecretContent) => ({
  subtitle: subtitleOf(fields),
  attachmentCount: attachments.length,
  rotatingSince: rotation?.startedAt ?? null,
});

/** What `change` makes of a stored item, sealed as its next revision. Throws notFound, dataDamaged, and what `change` throws. */
export function sealNext(
  { cipher, index }: VaultState,
  { id, secret, now }: StoredSecret & { readonly now: number },
  change: (before: WholeItem) => WholeItem,
  random: Randomness,
): Sealed {
  const entry = index.get(id);
  const before = openSecret(cipher, entry, secret);
  const { summary, content } = change({ summary: entry.summary, content: before });
  const next = { summary: { ...summary, ...told(content), revision: entry.summary.revision + 1 }, content };
  const { values } = entry;
  return sealItem(
    cipher,
    next,
    valuesOf(content.fields, { fields: before.fields, values, updatedAt: entry.summary.updatedAt }, now),
    random,
  );
}

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

/** Proposes one sealed item; the answer is its summary. */
export const proposalOf = (state: VaultState, sealed: Sealed): Proposal<ItemSummary> => ({
  commit: commitOf(state, [sealed]),
  result: sealed.entry.summary,
});

/** Proposes what `change` makes of the item, over the revision that the person saw. Throws conflict where another one is stored, and as sealNext. */
export function changeSeen(
  state: VaultState,
  seen: SeenItem,
  change: (before: WholeItem) => WholeItem,
  random: Randomness,
): Proposal<ItemSummary> {
  if (state.index.get(seen.id).summary.revision !== seen.revision) throw new AppError('conflict', { what: 'item' });
  return proposalOf(state, sealNext(state, seen, change, random));
}

export function createItem(state: VaultState, { id, draft, now }: KeeperInput<'create'>, random: Randomness): KeeperOutput<'create'> {
  requireRoom(state, id);
  const content = { ...onlyFields(fieldsOf(draft, [])), playbook: draft.playbook ?? null };
  const { kind, name, favourite, expiresAt, askBeforeUse = false, service = null, links = [] } = draft;
  const chosen = { kind, name, favourite, expiresAt, askBeforeUse, service, links: linksTo(links, id), tags: [...new Set(draft.tags)] };
  const summary = { id, revision: 1, ...chosen, ...told(content), trashedAt: null, createdAt: now, updatedAt: now };
  return proposalOf(state, sealItem(state.cipher, { summary, content }, valuesOf(content.fields, null, now), random));
}

/** Each once, and never the item itself. */
const linksTo = (links: readonly string[], id: string): string[] => [...new Set(links)].filter((link) => link !== id);

export function updateItem(state: VaultState, input: KeeperInput<'update'>, random: Randomness): KeeperOutput<'update'> {
  return changeSeen(state, input, (before) => edited(before, input.draft, input.now), random);
}

function edited({ summary, content }: WholeItem, draft: ItemDraft, now: number): WholeItem {
  const fields = fieldsOf(draft, content.fields);
  const { kind, name, favourite, expiresAt, askBeforeUse = summary.askBeforeUse, service = summary.service } = draft;
  const links = linksTo(draft.links ?? summary.links, summary.id);
  const kept = fields.some(({ id }) => id === content.rotation?.fieldId);
  return {
    summary: {
      ...summary,
      ...{ kind, name, favourite, expiresAt, askBeforeUse, service, links, tags: [...new Set(draft.tags)], updatedAt: now },
    },
    content: {
      ...content,
      fields,
      past: sameFields(content.fields, fields) && name === summary.name ? content.past : pastWith({ summary, content }, now),
      rotation: kept ? content.rotation : null,
      playbook: draft.playbook === undefined ? content.playbook : draft.playbook,
    },
  };
}

const sameFields = (a: readonly SecretField[], b: readonly SecretField[]): boolean =>
  a.length === b.length &&
  a.every(
    (field, at) => field.id === b[at]?.id && field.name === b[at]?.name && field.type === b[at]?.type && field.value === b[at]?.value,
  );

/** The history once this state of the item has been replaced. */
export const pastWith = ({ summary: { revision, name }, content: { past, fields } }: WholeItem, now: number): SecretContent['past'] =>
  withPast(past, { revision, at: now, name, fields });

/** A copy begins anew: without history, rotation and files. */
export function duplicateItem(
  state: VaultState,
  { id, newId, secret, now }: KeeperInput<'duplicate'>,
  random: Randomness,
): KeeperOutput<'duplicate'> {
  requireRoom(state, newId);
  const entry = state.index.get(id);
  const { fields, playbook } = openSecret(state.cipher, entry, secret);
  const content = { ...onlyFields(fields), playbook };
  const name = state.search.freeName(entry.summary.name);
  const fresh = { revision: 1, name, favourite: false, trashedAt: null, createdAt: now, updatedAt: now };
  const summary = { ...entry.summary, ...told(content), ...fresh, id: newId };
  return proposalOf(state, sealItem(state.cipher, { summary, content }, valuesOf(fields, null, now), random));
}

/** Both parts are bound to the revision, so a mark seals the secret anew as well. */
export function markItems(state: VaultState, { items, mark, now }: KeeperInput<'mark'>, random: Randomness): KeeperOutput<'mark'> {
  const marked = (summary: ItemSummary): ItemSummary =>
    'trashed' in mark ? { ...summary, trashedAt: mark.trashed ? now : null } : withMark(summary, mark);
  const sealed = items.map(({ id, secret }) =>
    sealNext(state, { id, secret, now }, ({ summary, content }) => ({ summary: marked(summary), content }), random),
  );
  return { commit: commitOf(state, sealed), result: sealed.map(({ entry }) => entry.summary) };
}

export function purgeItems(state: VaultState, { ids }: KeeperInput<'purge'>): KeeperOutput<'purge'> {
  if (ids.some((id) => state.index.get(id).summary.trashedAt === null)) throw new AppError('notFound', { what: 'trash' });
  return { commit: state.proposeChange({ upserts: [], removals: ids }, []), result: undefined };
}
