import { Alert, Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import type { AttachmentView } from '../../../src-shared/items.ts';
import { call, failureOf } from '../../api.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';

interface SaveDialogProps {
  readonly itemId: string;
  /** Null: nothing is to be saved. */
  readonly file: AttachmentView | null;
  readonly onClose: () => void;
}

/** Asks where a file goes: by the system's own dialog where there is one, else by its path. */
export function SaveDialog({ itemId, file, onClose }: SaveDialogProps) {
  const { t } = useTranslation();
  const [path, setPath] = useState<string | null>(null);
  /** The system asks; what went wrong with that is said here all the same. */
  const [asks, setAsks] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);

  const save = async (target: string | null, replace: boolean): Promise<void> => {
    if (file === null || busy) return;
    setBusy(true);
    setFailure(null);
    try {
      const saved = await call('attachments.save', { itemId, fileId: file.id, path: target, replace });
      if (saved.path !== null)
        notifications.show({
          ...{ color: 'teal', message: t('attachments.saved', { path: saved.path }) },
          closeButtonProps: { 'aria-label': t('action.close') },
        });
      onClose();
    } catch (error) {
      setPath((before) => before ?? target ?? '');
      setFailure(failureOf(error));
    }
    setBusy(false);
  };
  const ask = useEffectEvent(async (): Promise<void> => {
    if (file === null) return;
    try {
      const place = await call('attachments.place', { itemId, fileId: file.id });
      setAsks(place.asks);
      if (place.asks) await save(null, false);
      else setPath(place.path);
    } catch (error) {
      setPath('');
      setFailure(failureOf(error));
    }
  });
  useEffect(() => {
    setPath(null);
    setFailure(null);
    void ask();
  }, [file]);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void save(asks ? null : path, false);
  };
  const taken = failure?.code === 'conflict';
  const noPlace = failure?.code === 'notWritable' && failure.detail?.reason !== undefined;
  return (
    <Modal
      opened={file !== null && path !== null}
      onClose={onClose}
      title={t('attachments.saveTitle', { name: file?.name ?? '' })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      centered
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          {!asks && (
            <TextInput
              label={t('attachments.path')}
              description={t('attachments.pathHint')}
              value={path ?? ''}
              onChange={(event) => {
                setPath(event.currentTarget.value);
                setFailure(null);
              }}
              data-autofocus
              error={noPlace ? t('attachments.noPlace') : undefined}
            />
          )}
          {taken && <Alert color="orange">{t('attachments.taken')}</Alert>}
          {!taken && (asks || !noPlace) && <FailureNotice failure={failure} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            {taken && (
              <Button variant="default" onClick={() => void save(path, true)}>
                {t('attachments.replace')}
              </Button>
            )}
            <Button type="submit" loading={busy} disabled={!asks && path === ''}>
              {t('attachments.saveGo')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
