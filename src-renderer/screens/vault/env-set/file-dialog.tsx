import { Button, FileButton, Group, Stack, Text, Textarea } from '@mantine/core';
import { type DragEvent, useState } from 'react';
import { limits } from '../../../../src-shared/limits.ts';
import { Dialog } from '../../../components/dialog.tsx';
import { useTranslation } from '../../../i18n/use-translation.ts';
import type { Draft } from '../draft.ts';
import vault from '../vault.module.css';
import classes from './env-set.module.css';
import { type Preview, type PreviewLine, previewOf } from './variables.ts';

/** As much as the largest set holds, and what it takes to write it down. */
const fileMaxBytes = limits.itemMaxFields * limits.fieldValueMaxCharacters;

interface FileDialogProps {
  readonly start: string;
  readonly draft: Draft;
  readonly onTake: (preview: Preview) => void;
  readonly onClose: () => void;
}

/** Paste, open or drop a `.env`; says of each line what it would do before anything is taken over. Nothing is saved here. */
export function FileDialog({ start, draft, onTake, onClose }: FileDialogProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(start);
  const [refused, setRefused] = useState(false);
  const preview = previewOf(text, draft);
  const read = async (file: File | null | undefined): Promise<void> => {
    if (file === null || file === undefined) return;
    const content = file.size > fileMaxBytes ? null : await file.text().catch(() => null);
    // What no text holds was no text file.
    const isText = content !== null && !content.includes('\0') && !content.includes('\uFFFD');
    setRefused(!isText);
    if (isText) setText(content);
  };
  const onDrop = (event: DragEvent): void => {
    const [file] = event.dataTransfer.files;
    if (file === undefined) return;
    event.preventDefault();
    void read(file);
  };
  return (
    <Dialog onClose={onClose} title={t('items.env.title')} size="lg" withCloseButton closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Stack gap="sm" onDrop={onDrop} onDragOver={(event) => event.preventDefault()}>
        <Text size="sm" c="dimmed">
          {t('items.env.text')}
        </Text>
        <Textarea
          aria-label={t('items.env.paste')}
          placeholder={'API_TOKEN=…\nDATABASE_URL="strongroom://Database/password"'}
          data-autofocus
          autosize
          minRows={5}
          maxRows={10}
          spellCheck={false}
          classNames={{ input: vault['mono'] ?? '' }}
          value={text}
          onChange={(event) => {
            setRefused(false);
            setText(event.currentTarget.value);
          }}
          error={refused ? t('items.env.noText') : null}
        />
        {preview.lines.length > 0 && <Lines lines={preview.lines} />}
        <Group justify="space-between">
          <FileButton onChange={(file) => void read(file)}>
            {(props) => (
              <Button {...props} variant="default">
                {t('items.env.choose')}
              </Button>
            )}
          </FileButton>
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button disabled={preview.changes === 0} onClick={() => onTake(preview)}>
              {t('items.env.take', { count: preview.changes })}
            </Button>
          </Group>
        </Group>
      </Stack>
    </Dialog>
  );
}

function Lines({ lines }: { readonly lines: readonly PreviewLine[] }) {
  const { t } = useTranslation();
  return (
    <ul className={classes['lines']} aria-label={t('items.env.preview')}>
      {lines.map(({ line, name, state, problem }) => (
        <li key={line}>
          <code>{name ?? t('items.env.line', { line })}</code>
          <span className={classes['state']} data-state={state}>
            {problem === null ? t(`items.env.state.${state}`) : t(`items.env.refused.${problem}`)}
          </span>
        </li>
      ))}
    </ul>
  );
}
