import { Modal, Skeleton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import type { AttachmentView } from '../../../src-shared/items.ts';
import { call, failureOf } from '../../api.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import classes from './attachments.module.css';
import { previewOf } from './file-texts.ts';

interface PreviewDialogProps {
  readonly itemId: string;
  /** Null: nothing is shown. */
  readonly file: AttachmentView | null;
  readonly onClose: () => void;
}

const textOf = (content: string): string =>
  new TextDecoder('utf-8').decode(Uint8Array.from(atob(content), (character) => character.codePointAt(0) ?? 0));

/** A small file inside the window; what is shown goes with the dialog. */
export function PreviewDialog({ itemId, file, onClose }: PreviewDialogProps) {
  const { t } = useTranslation();
  const [content, setContent] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    if (file === null) return undefined;
    let current = true;
    call('attachments.preview', { itemId, fileId: file.id }).then(
      (answer) => current && setContent(answer.content),
      (error: unknown) => current && setFailure(failureOf(error)),
    );
    return () => {
      current = false;
      setContent(null);
      setFailure(null);
    };
  }, [itemId, file]);

  const kind = file === null ? null : previewOf(file);
  return (
    <Modal
      opened={file !== null}
      onClose={onClose}
      size="xl"
      title={file?.name}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      centered
    >
      <FailureNotice failure={failure} />
      {content === null && failure === null && <Skeleton h={200} radius="md" aria-label={t('app.loading')} />}
      {content !== null && kind === 'text' && (
        <pre className={classes['text']} role="document" aria-label={file?.name}>
          {textOf(content)}
        </pre>
      )}
      {content !== null && kind === 'picture' && (
        <img className={classes['picture']} alt={file?.name ?? ''} src={`data:${file?.type};base64,${content}`} />
      )}
    </Modal>
  );
}
