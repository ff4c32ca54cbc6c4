import { CloseButton, Progress, Text } from '@mantine/core';
import { IconFile } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/use-translation.ts';
import classes from './attachments.module.css';
import { sizeText } from './file-texts.ts';
import type { Upload } from './use-uploads.ts';
import { limits } from '../../../src-shared/limits.ts';

interface UploadRowProps {
  readonly upload: Upload;
  readonly onForget: () => void;
}

/** A file on its way, or what stopped it. */
export function UploadRow({ upload: { name, sent, bytes, failure, cancel }, onForget }: UploadRowProps) {
  const { t, i18n } = useTranslation();
  const tooLarge = failure?.code === 'limitReached' && failure.detail?.what === 'attachment';
  return (
    <li className={classes['row']} aria-label={name}>
      <IconFile size={20} />
      <div className={classes['texts']}>
        <Text size="sm" className={classes['name'] ?? ''}>
          {name}
        </Text>
        {failure === null ? (
          <Progress
            value={bytes === 0 ? 100 : (sent / bytes) * 100}
            size="sm"
            mt={6}
            transitionDuration={0}
            aria-label={t('attachments.progress', { name })}
          />
        ) : (
          <Text size="xs" c="var(--mantine-color-error)" role="alert">
            {tooLarge
              ? t('attachments.tooLarge', { size: sizeText(bytes, i18n.language), megabytes: limits.attachmentMaxBytes / 1024 / 1024 })
              : `${t(`errors.${failure.code}.title`)}. ${t(`errors.${failure.code}.next`)}`}
          </Text>
        )}
      </div>
      <CloseButton
        aria-label={t(failure === null ? 'attachments.cancel' : 'attachments.forget', { name })}
        onClick={failure === null ? cancel : onForget}
      />
    </li>
  );
}
