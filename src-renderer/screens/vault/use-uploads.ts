import { useCallback, useState } from 'react';
import type { Failure } from '../../../src-shared/errors.ts';
import { limits } from '../../../src-shared/limits.ts';
import { call, failureOf } from '../../api.ts';

/** A file on its way into the vault. */
export interface Upload {
  readonly key: string;
  readonly name: string;
  readonly sent: number;
  readonly bytes: number;
  readonly failure: Failure | null;
  cancel(): void;
}

interface Uploads {
  readonly uploads: readonly Upload[];
  /** One after the other; resolves when all are in, called off or refused. */
  add(files: readonly File[]): Promise<void>;
  /** Takes a refused one off the list. */
  forget(key: string): void;
}

/** What the vault takes a name for; what a system lets stand in one besides is replaced. */
export const attachmentName = (name: string): string =>
  [...name.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\\/:*?"<>|]/gu, '_').trim()]
    .slice(0, limits.attachmentNameMaxCharacters)
    .join('')
    .replace(/^\.+$/, '_') || '_';

const base64Of = (bytes: Uint8Array): string => {
  // String.fromCharCode takes only so many arguments at once.
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
};

/** Sends files to an item piece by piece; none is ever whole in the page's memory. */
export function useUploads(itemId: string): Uploads {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const change = useCallback((key: string, changes: Partial<Upload>): void => {
    setUploads((before) => before.map((upload) => (upload.key === key ? { ...upload, ...changes } : upload)));
  }, []);
  const forget = useCallback((key: string): void => setUploads((before) => before.filter((upload) => upload.key !== key)), []);

  const send = async (file: File, key: string, stopped: () => boolean): Promise<void> => {
    if (file.size > limits.attachmentMaxBytes) return change(key, { failure: { code: 'limitReached', detail: { what: 'attachment' } } });
    let uploadId: string | null = null;
    try {
      const about = { name: attachmentName(file.name), type: /^[\w.+/-]{0,100}$/.test(file.type) ? file.type : '', bytes: file.size };
      ({ uploadId } = await call('attachments.begin', { itemId, ...about }));
      for (let at = 0; at < file.size; at += limits.attachmentPieceBytes) {
        if (stopped()) {
          await call('attachments.cancel', { uploadId });
          return forget(key);
        }
        const piece = new Uint8Array(await file.slice(at, at + limits.attachmentPieceBytes).arrayBuffer());
        await call('attachments.append', { uploadId, piece: base64Of(piece) });
        change(key, { sent: Math.min(file.size, at + limits.attachmentPieceBytes) });
      }
      await call('attachments.finish', { uploadId });
      forget(key);
    } catch (error) {
      if (uploadId !== null) await call('attachments.cancel', { uploadId }).catch(() => undefined);
      change(key, { failure: failureOf(error) });
    }
  };

  return {
    uploads,
    forget,
    async add(files) {
      const queue = files.map((file) => {
        const key = crypto.randomUUID();
        let stop = false;
        const cancel = (): void => {
          stop = true;
        };
        return { file, key, stopped: () => stop, upload: { key, name: file.name, sent: 0, bytes: file.size, failure: null, cancel } };
      });
      setUploads((before) => [...before, ...queue.map(({ upload }) => upload)]);
      for (const { file, key, stopped } of queue) await (stopped() ? forget(key) : send(file, key, stopped));
    },
  };
}
