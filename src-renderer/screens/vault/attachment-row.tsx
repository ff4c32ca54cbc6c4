import { Text } from '@mantine/core';
import { IconDownload, IconEye, IconFile, IconFileText, IconPhoto, IconTrash } from '@tabler/icons-react';
import { IconAction } from '../../components/icon-action.tsx';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { AttachmentView } from '../../../src-shared/items.ts';
import classes from './attachments.module.css';
import { previewOf, sizeText } from './file-texts.ts';
import { dateText } from './times.ts';

interface AttachmentRowProps {
  readonly file: AttachmentView;
  readonly onShow: () => void;
  readonly onSave: () => void;
  /** Null in the trash. */
  readonly onRemove: (() => void) | null;
}

/** One file and what can be done with it. */
export function AttachmentRow({ file, onShow, onSave, onRemove }: AttachmentRowProps) {
  const { t, i18n } = useTranslation();
  const { name, bytes, addedAt } = file;
  const preview = previewOf(file);
  return (
    <li className={classes['row']} aria-label={name}>
      {preview === 'picture' ? <IconPhoto size={20} /> : preview === 'text' ? <IconFileText size={20} /> : <IconFile size={20} />}
      <div className={classes['texts']}>
        <Text size="sm" className={classes['name'] ?? ''}>
          {name}
        </Text>
        <Text size="xs" c="dimmed">
          {sizeText(bytes, i18n.language)} · {dateText(addedAt, i18n.language)}
        </Text>
      </div>
      {preview !== null && (
        <IconAction label={t('attachments.show', { name })} onClick={onShow}>
          <IconEye size={18} />
        </IconAction>
      )}
      <IconAction label={t('attachments.save', { name })} onClick={onSave}>
        <IconDownload size={18} />
      </IconAction>
      {onRemove !== null && (
        <IconAction label={t('attachments.remove', { name })} onClick={onRemove}>
          <IconTrash size={18} />
        </IconAction>
      )}
    </li>
  );
}
