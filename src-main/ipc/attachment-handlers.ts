import type { attachmentChannels } from '../../src-shared/contract/attachments.ts';
import { AppError } from '../../src-shared/errors.ts';
import type { AttachmentsService } from '../attachments/attachments-service.ts';
import type { Startup } from '../startup.ts';
import type { Anybody, HandlersOf } from './router.ts';

/** Files beside items. */
export function createAttachmentHandlers(startup: Startup): HandlersOf<typeof attachmentChannels> {
  /** SECURITY: who may have the app write to a path is the person at a window, not a program that came by socket or HTTP. */
  const attachments = ({ sender }: Anybody): AttachmentsService => {
    if (sender.kind !== 'desktop') throw new AppError('denied', { what: 'window' });
    return startup.services().attachments;
  };

  return {
    'attachments.begin': async ({ person, ...caller }, wanted) => ({ uploadId: await attachments(caller).begin(person.vault, wanted) }),
    'attachments.append': async ({ person, ...caller }, { uploadId, piece }) => attachments(caller).append(person.vault, uploadId, piece),
    'attachments.finish': async ({ person, ...caller }, { uploadId }) => attachments(caller).finish(person.vault, uploadId),
    'attachments.cancel': async ({ person, ...caller }, { uploadId }) => attachments(caller).cancel(person.vault, uploadId),
    'attachments.place': async ({ person, ...caller }, file) => attachments(caller).place(person.vault, file),
    'attachments.save': async ({ person, ...caller }, { path, replace, ...file }) => ({
      path: await attachments(caller).save(person.vault, file, path, replace),
    }),
    'attachments.preview': async ({ person, ...caller }, file) => ({ content: await attachments(caller).preview(person.vault, file) }),
    'attachments.rename': async ({ person, ...caller }, { name, ...file }) => attachments(caller).rename(person.vault, file, name),
    'attachments.remove': async ({ person, ...caller }, file) => attachments(caller).remove(person.vault, file),
  };
}
