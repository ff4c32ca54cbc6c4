import { AppError } from '../../src-shared/errors.ts';
import type { AuditHead } from '../crypto/formats.ts';

/** As text, because some keychains store nothing else: `epoch:sequence:hash in hex`. */
export const encodeHead = ({ epoch, sequence, hash }: AuditHead): Uint8Array =>
  new TextEncoder().encode(`${epoch}:${sequence}:${Buffer.from(hash).toString('hex')}`);

/** Throws dataDamaged. */
export function decodeHead(bytes: Uint8Array): AuditHead {
  const parts = /^(\d{1,15}):(\d{1,15}):([0-9a-f]{64})$/.exec(new TextDecoder().decode(bytes));
  if (parts === null) throw new AppError('dataDamaged', { what: 'keychain audit head' });
  return { epoch: Number(parts[1]), sequence: Number(parts[2]), hash: new Uint8Array(Buffer.from(parts[3] ?? '', 'hex')) };
}
