import type { AttachmentView, ItemSummary } from '../../src-shared/items.ts';
import type { Proposal, StoredSecret } from './keeper-protocol.ts';

/** What the keeper is asked about files beside items; the key of a file never leaves it. Part of its calls. */
export interface AttachmentCalls {
  /** Makes the key of a new file. `fileId` is a new id. */
  beginFile: { input: { readonly fileId: string }; output: undefined };
  /** The next stretch of that file, sealed; one that isn't the end is whole chunks. Throws notFound where the file wasn't begun. */
  sealFile: { input: { readonly fileId: string; readonly plain: Uint8Array; readonly ends: boolean }; output: Uint8Array };
  /** Gives its key up. */
  dropFile: { input: { readonly fileId: string }; output: undefined };
  /** Names a file that was sealed to its end in the item. Throws limitReached, and as get. */
  attach: {
    input: StoredSecret & { readonly file: AttachmentView; readonly now: number };
    output: Proposal<ItemSummary>;
  };
  /** Throws notFound what `attachment`. */
  detach: { input: StoredSecret & { readonly fileId: string; readonly now: number }; output: Proposal<ItemSummary> };
  renameFile: {
    input: StoredSecret & { readonly fileId: string; readonly name: string; readonly now: number };
    output: Proposal<ItemSummary>;
  };
  /** Plain bytes of a stretch of sealed chunks, the first of which has this number. Throws notFound, dataDamaged. */
  openFile: {
    input: StoredSecret & { readonly fileId: string; readonly first: number; readonly sealed: Uint8Array; readonly ends: boolean };
    output: Uint8Array;
  };
  /** The items beside which files lie, the trash included. */
  withFiles: { input: undefined; output: string[] };
  /** The files of these items. Throws as get. */
  fileIds: { input: { readonly items: readonly StoredSecret[] }; output: string[] };
}
