import { Button, FileButton, Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Input } from '../../../src-shared/contract/index.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import { limits } from '../../../src-shared/limits.ts';
import { type ImportPreview, importRefusals, type ImportReport } from '../../../src-shared/people.ts';
import { call, failureOf } from '../../api.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { ImportPreviewStep } from './import-preview.tsx';
import { ImportReportStep } from './import-report.tsx';
import classes from './import.module.css';
import { readBase64 } from './read-file.ts';
import slipClasses from './slip.module.css';
import { useTexts } from './use-texts.ts';
import { Dialog } from '../../components/dialog.tsx';

interface ImportDialogProps {
  readonly onImported: () => void;
  readonly onClose: () => void;
}

/** From a file to accounts: choose, see what becomes of each line, import, hand over the codes. */
export function ImportDialog({ onImported, onClose }: ImportDialogProps) {
  const { t } = useTranslation();
  const [report, setReport] = useState<ImportReport | null>(null);
  const done = report !== null;
  return (
    <Dialog
      onClose={onClose}
      title={t('peopleImport.title')}
      size={820}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      withCloseButton={!done}
      closeOnClickOutside={false}
      closeOnEscape={!done}
      classNames={{
        inner: slipClasses['dialogInner'] ?? '',
        content: slipClasses['dialogContent'] ?? '',
        header: 'no-print',
        overlay: 'no-print',
        title: slipClasses['dialogTitle'] ?? '',
      }}
    >
      {report === null ? (
        <Steps
          onReport={(made) => {
            setReport(made);
            onImported();
          }}
        />
      ) : (
        <ImportReportStep report={report} onDone={onClose} />
      )}
    </Dialog>
  );
}

type Choice = Pick<Input<'people.previewImport'>, 'table' | 'mapping'>;

function Steps({ onReport }: { readonly onReport: (report: ImportReport) => void }) {
  const { t } = useTranslation();
  const [content, setContent] = useState<string | null>(null);
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  const told = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      await work();
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  const look = (file: string, choice: Choice): Promise<void> =>
    told(async () => setPreview(await call('people.previewImport', { content: file, ...choice })));
  const choose = (file: string): void => {
    setContent(file);
    void look(file, { table: null, mapping: null });
  };

  if (preview === null || content === null) {
    return (
      <Stack>
        <ChooseFile busy={busy} onContent={choose} />
        <FailureNotice failure={failure} />
        <Refusal failure={failure} />
      </Stack>
    );
  }
  return (
    <Stack>
      <ImportPreviewStep
        preview={preview}
        busy={busy}
        onChoice={(choice) => void look(content, choice)}
        onOther={() => setPreview(null)}
        onImport={() => void told(async () => onReport(await call('people.import', { id: preview.id })))}
      />
      <FailureNotice failure={failure} />
      <VisuallyHidden role="status">{busy ? t('peopleImport.reading') : ''}</VisuallyHidden>
    </Stack>
  );
}

/** Why a file was refused, and at which line. */
function Refusal({ failure }: { readonly failure: Failure | null }) {
  const { t } = useTranslation();
  const reason = importRefusals.find((known) => known === failure?.detail?.reason);
  if (failure?.code !== 'fileRefused' || reason === undefined) return null;
  const line = failure.detail?.what;
  return (
    <Text size="sm">
      {line !== undefined && `${t('peopleImport.line')} ${line}: `}
      {t(`peopleImport.refused.${reason}`)}
    </Text>
  );
}

function ChooseFile({ busy, onContent }: { readonly busy: boolean; readonly onContent: (content: string) => void }) {
  const { t } = useTranslation();
  const texts = useTexts();
  const [over, setOver] = useState(false);
  const [problem, setProblem] = useState<'tooLarge' | 'unreadable' | null>(null);
  const size = texts.bytes(limits.importMaxBytes);
  const take = async (file: File | null | undefined): Promise<void> => {
    if (file === null || file === undefined || busy) return;
    setProblem(null);
    if (file.size > limits.importMaxBytes) return setProblem('tooLarge');
    try {
      onContent(await readBase64(file));
    } catch {
      setProblem('unreadable');
    }
  };
  const hover = (event: DragEvent, inside: boolean): void => {
    event.preventDefault();
    setOver(inside);
  };
  return (
    <>
      <Text size="sm">{t('peopleImport.intro')}</Text>
      <div
        className={classes['drop']}
        data-over={over || undefined}
        data-testid="drop"
        onDragOver={(event) => hover(event, true)}
        onDragLeave={(event) => hover(event, false)}
        onDrop={(event) => {
          hover(event, false);
          void take(event.dataTransfer.files[0]);
        }}
      >
        <IconFileUpload size={36} stroke={1.4} aria-hidden="true" />
        <Text size="sm">{t('peopleImport.drop')}</Text>
        <Group gap="xs">
          <FileButton
            onChange={(file) => void take(file)}
            accept=".csv,.txt,.tsv,.db,.sqlite,.sqlite3"
            inputProps={{ 'aria-hidden': true }}
          >
            {(props) => (
              <Button {...props} data-autofocus loading={busy}>
                {t('peopleImport.choose')}
              </Button>
            )}
          </FileButton>
        </Group>
        <Text size="xs" c="dimmed">
          {t('peopleImport.limits', { size, people: texts.number(limits.importMaxPeople) })}
        </Text>
      </div>
      <Text size="sm" role="alert" className={classes['problem'] ?? ''}>
        {problem === null ? '' : t(`peopleImport.${problem}`, { size })}
      </Text>
    </>
  );
}
