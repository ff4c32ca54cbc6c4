import { Button, FileButton, Group, Paper, Text } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { AttachmentView, ItemDetail } from '../../../src-shared/items.ts';
import { limits } from '../../../src-shared/limits.ts';
import { call } from '../../api.ts';
import { useTell } from '../../components/use-tell.ts';
import { AttachmentRow } from './attachment-row.tsx';
import classes from './attachments.module.css';
import { PreviewDialog } from './preview-dialog.tsx';
import { Question } from './question.tsx';
import { SaveDialog } from './save-dialog.tsx';
import { UploadRow } from './upload-row.tsx';
import { useUploads } from './use-uploads.ts';

/** The files beside an item: added by choosing or dropping them, saved only where the person says. */
export function AttachmentsSection({ item }: { readonly item: ItemDetail }) {
  const { t } = useTranslation();
  const { uploads, add, forget } = useUploads(item.id);
  const { done } = useTell();
  const [over, setOver] = useState(false);
  const [saving, setSaving] = useState<AttachmentView | null>(null);
  const [shown, setShown] = useState<AttachmentView | null>(null);
  const [removing, setRemoving] = useState<AttachmentView | null>(null);
  const { attachments } = item;
  const inTrash = item.trashedAt !== null;
  const removed = useRef(false);
  const adding = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The row of a file that was removed is gone, and its buttons with it.
    if (document.activeElement === document.body && removed.current) adding.current?.focus();
    removed.current = false;
  }, [attachments.length]);
  if (inTrash && attachments.length === 0) return null;

  const hover = (event: DragEvent, inside: boolean): void => {
    if (inTrash || !event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(inside);
  };
  const remove = (file: AttachmentView): Promise<boolean> => done(call('attachments.remove', { itemId: item.id, fileId: file.id }));

  return (
    <section
      className={classes['section']}
      aria-label={t('attachments.title')}
      data-over={over || undefined}
      onDragOver={(event) => hover(event, true)}
      onDragLeave={(event) => hover(event, false)}
      onDrop={(event) => {
        hover(event, false);
        if (!inTrash) void add([...event.dataTransfer.files]);
      }}
    >
      <Group justify="space-between" mb="xs">
        <Text size="sm" fw={600}>
          {t('attachments.title')}
        </Text>
        {!inTrash && (
          <FileButton multiple onChange={(files) => void add(files)} inputProps={{ 'aria-hidden': true, tabIndex: -1 }}>
            {(props) => (
              <Button {...props} ref={adding} size="compact-sm" variant="default" leftSection={<IconPaperclip size={16} />}>
                {t('attachments.add')}
              </Button>
            )}
          </FileButton>
        )}
      </Group>
      {attachments.length === 0 && uploads.length === 0 ? (
        <Text size="xs" c="dimmed">
          {t('attachments.hint', { megabytes: limits.attachmentMaxBytes / 1024 / 1024 })}
        </Text>
      ) : (
        <Paper withBorder radius="md" component="ul" className={classes['list'] ?? ''}>
          {attachments.map((file) => (
            <AttachmentRow
              key={file.id}
              file={file}
              onShow={() => setShown(file)}
              onSave={() => setSaving(file)}
              onRemove={inTrash ? null : () => setRemoving(file)}
            />
          ))}
          {uploads.map((upload) => (
            <UploadRow key={upload.key} upload={upload} onForget={() => forget(upload.key)} />
          ))}
        </Paper>
      )}
      <SaveDialog itemId={item.id} file={saving} onClose={() => setSaving(null)} />
      <PreviewDialog itemId={item.id} file={shown} onClose={() => setShown(null)} />
      <Question
        opened={removing !== null}
        title={t('attachments.removeTitle', { name: removing?.name ?? '' })}
        text={t('attachments.removeText')}
        stay={t('action.cancel')}
        go={t('attachments.removeGo')}
        onStay={() => setRemoving(null)}
        onGo={() => {
          setRemoving(null);
          if (removing === null) return;
          removed.current = true;
          void remove(removing);
        }}
      />
    </section>
  );
}
