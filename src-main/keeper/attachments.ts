import { AppError } from '../../src-shared/errors.ts';
import { limits } from '../../src-shared/limits.ts';
import { aeadKey, keyBytes, type Randomness } from '../crypto/primitives.ts';
import { chunksOf, openChunks, sealChunks } from '../crypto/sealed-file.ts';
import type { AttachmentCalls } from './attachments-protocol.ts';
import { proposalOf, sealNext } from './item-writes.ts';
import { openSecret, type SecretContent } from './secret-part.ts';
import { fromBase64, toBase64 } from './sealed-json.ts';
import type { VaultState } from './vault-state.ts';

type Input<C extends keyof AttachmentCalls> = AttachmentCalls[C]['input'];
type Output<C extends keyof AttachmentCalls> = AttachmentCalls[C]['output'];

interface Growing {
  readonly key: Uint8Array;
  /** The number of the next chunk. */
  next: number;
  ended: boolean;
}

const missing = (): AppError => new AppError('notFound', { what: 'attachment' });

/** The files that are being sealed, and what they come to in their items. */
export class Attachments {
  readonly #random: Randomness;
  readonly #growing = new Map<string, Growing>();

  constructor(random: Randomness) {
    this.#random = random;
  }

  begin({ fileId }: Input<'beginFile'>): undefined {
    if (this.#growing.has(fileId)) throw new AppError('conflict', { what: 'attachment' });
    this.#growing.set(fileId, { key: this.#random(keyBytes), next: 0, ended: false });
  }

  seal({ cipher }: VaultState, { fileId, plain, ends }: Input<'sealFile'>): Uint8Array {
    const growing = this.#growing.get(fileId);
    // SECURITY: after its end nothing more is sealed, or a nonce would meet its key a second time.
    if (growing === undefined || growing.ended) throw missing();
    const first = growing.next;
    growing.next += chunksOf(plain.length);
    growing.ended = ends;
    return sealChunks({ key: aeadKey(growing.key), ownerId: cipher.ownerId, fileId }, first, plain, ends);
  }

  drop({ fileId }: Input<'dropFile'>): undefined {
    this.#growing.get(fileId)?.key.fill(0);
    this.#growing.delete(fileId);
  }

  attach(state: VaultState, { file, ...item }: Input<'attach'>): Output<'attach'> {
    const growing = this.#growing.get(file.id);
    if (growing === undefined || !growing.ended) throw missing();
    const key = toBase64(growing.key);
    return this.#change(state, item, (content) => {
      if (content.attachments.length >= limits.attachmentsMax) throw new AppError('limitReached', { what: 'attachments' });
      return [...content.attachments, { ...file, key }];
    });
  }

  detach(state: VaultState, { fileId, ...item }: Input<'detach'>): Output<'detach'> {
    return this.#change(state, item, ({ attachments }) => {
      if (!attachments.some(({ id }) => id === fileId)) throw missing();
      return attachments.filter(({ id }) => id !== fileId);
    });
  }

  rename(state: VaultState, { fileId, name, ...item }: Input<'renameFile'>): Output<'renameFile'> {
    return this.#change(state, item, ({ attachments }) => {
      if (!attachments.some(({ id }) => id === fileId)) throw missing();
      return attachments.map((each) => (each.id === fileId ? { ...each, name } : each));
    });
  }

  #change(
    state: VaultState,
    item: Parameters<typeof sealNext>[1],
    change: (content: SecretContent) => SecretContent['attachments'],
  ): Output<'attach'> {
    const next = sealNext(
      state,
      item,
      ({ summary, content }) => ({ summary: { ...summary, updatedAt: item.now }, content: { ...content, attachments: change(content) } }),
      this.#random,
    );
    return proposalOf(state, next);
  }
}

export function openFile({ cipher, index }: VaultState, { id, secret, fileId, first, sealed, ends }: Input<'openFile'>): Uint8Array {
  const found = openSecret(cipher, index.get(id), secret).attachments.find((each) => each.id === fileId);
  if (found === undefined) throw missing();
  return openChunks({ key: aeadKey(fromBase64(found.key)), ownerId: cipher.ownerId, fileId }, first, sealed, ends);
}

export const withFiles = ({ index }: VaultState): string[] =>
  [...index.entries()].flatMap(({ summary: { id, attachmentCount } }) => (attachmentCount > 0 ? [id] : []));

export const fileIds = ({ cipher, index }: VaultState, { items }: Input<'fileIds'>): string[] =>
  items.flatMap(({ id, secret }) => openSecret(cipher, index.get(id), secret).attachments.map((file) => file.id));
