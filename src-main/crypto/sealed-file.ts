import { AppError } from '../../src-shared/errors.ts';
import { bindingOf } from './labels.ts';
import { gcmOpen, gcmSeal, joined, type KeyObject, nonceBytes, tagBytes } from './primitives.ts';

/** Plain bytes of every chunk but the last, which has at most so many. */
export const chunkBytes = 64 * 1024;
const sealedChunkBytes = chunkBytes + tagBytes;
const fileVersion = 1;
const headerBytes = 1;

/** Which file it is; part of what every chunk is bound to. */
export interface SealedFile {
  /** Random, for this one file. */
  readonly key: KeyObject;
  readonly ownerId: string;
  readonly fileId: string;
}

/** What a sealed file begins with. */
export const fileHeader = (): Uint8Array => Uint8Array.of(fileVersion);

/** How long a file of so many bytes is once it is sealed. */
export const sealedLength = (bytes: number): number => headerBytes + bytes + Math.max(1, Math.ceil(bytes / chunkBytes)) * tagBytes;

/** Where a sealed chunk lies in its file, and how long it is; `bytes` are those of the whole plain file. */
export function chunkPlace(bytes: number, number: number): { readonly offset: number; readonly length: number } {
  const offset = headerBytes + number * sealedChunkBytes;
  return { offset, length: Math.min(sealedChunkBytes, sealedLength(bytes) - offset) };
}

export const chunksOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / chunkBytes));

/** Throws dataFromNewerVersion, dataDamaged. */
export function checkHeader(header: Uint8Array): void {
  const [version] = header;
  if (version !== undefined && version > fileVersion) throw new AppError('dataFromNewerVersion', { what: 'attachment' });
  if (version !== fileVersion) throw new AppError('dataDamaged', { what: 'attachment' });
}

/**
 * Seven zero bytes, the chunk's number as 32 bits big-endian, 1 for the last chunk: the STREAM construction (Hoang, Reyhanitabar,
 * Rogaway, Vizár 2015). SECURITY: no nonce meets its key twice, since each file has a key of its own and is written once.
 */
function nonceOf(number: number, last: boolean): Uint8Array {
  const nonce = Buffer.alloc(nonceBytes);
  nonce.writeUInt32BE(number, 7);
  nonce.writeUInt8(last ? 1 : 0, 11);
  return nonce;
}

const bindingTo = ({ ownerId, fileId }: SealedFile): Uint8Array => bindingOf('file', ownerId, fileId);

/** The chunks of a stretch that begins with chunk `first`; a stretch that isn't the end of the file is whole chunks. */
export function sealChunks(file: SealedFile, first: number, plain: Uint8Array, ends: boolean): Uint8Array {
  const binding = bindingTo(file);
  const count = chunksOf(plain.length);
  const sealed = Array.from({ length: count }, (_, at) => {
    const last = ends && at === count - 1;
    return gcmSeal(file.key, nonceOf(first + at, last), plain.subarray(at * chunkBytes, (at + 1) * chunkBytes), binding);
  });
  return joined(...sealed);
}

/** The plain bytes of a stretch of sealed chunks. Throws dataDamaged: another file's, cut, moved, turned. */
export function openChunks(file: SealedFile, first: number, sealed: Uint8Array, ends: boolean): Uint8Array {
  const binding = bindingTo(file);
  const count = Math.max(1, Math.ceil(sealed.length / sealedChunkBytes));
  const plain = Array.from({ length: count }, (_, at) => {
    const last = ends && at === count - 1;
    const chunk = sealed.subarray(at * sealedChunkBytes, (at + 1) * sealedChunkBytes);
    const opened = gcmOpen(file.key, nonceOf(first + at, last), chunk, binding);
    if (opened === null) throw new AppError('dataDamaged', { what: 'attachment' });
    return opened;
  });
  return joined(...plain);
}
