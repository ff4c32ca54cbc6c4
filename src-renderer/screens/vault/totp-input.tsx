import { Button, FileButton, Group, PasswordInput, Text } from '@mantine/core';
import { IconQrcode } from '@tabler/icons-react';
import { type ClipboardEvent, type DragEvent, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { limits } from '../../../src-shared/limits.ts';
import { parseTotpSetup } from '../../../src-shared/totp-setup.ts';
import { type QrProblem, readSetup } from './qr-reader.ts';
import classes from './totp.module.css';

interface TotpInputProps {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly focused: boolean;
  readonly onValue: (value: string) => void;
}

type Reading = QrProblem | 'reading' | 'read' | null;

/** The set-up of one-time codes: typed, pasted, or read out of a picture that is chosen, pasted or dropped here. */
export function TotpInput({ id, name, value, focused, onValue }: TotpInputProps) {
  const { t } = useTranslation();
  const [visible, setVisible] = useState(false);
  const [over, setOver] = useState(false);
  const [reading, setReading] = useState<Reading>(null);
  const setup = value.trim() === '' ? null : parseTotpSetup(value);
  const invalid = value.trim() !== '' && setup === null;

  const take = async (file: File | null | undefined): Promise<void> => {
    if (file === null || file === undefined) return;
    setReading('reading');
    const answer = await readSetup(file);
    setReading('text' in answer ? 'read' : answer.problem);
    if ('text' in answer) onValue(answer.text);
  };
  const onPaste = (event: ClipboardEvent): void => {
    const file = [...event.clipboardData.files].find(({ type }) => type.startsWith('image/'));
    if (file === undefined) return;
    event.preventDefault();
    void take(file);
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    <div
      className={classes['drop']}
      data-over={over || undefined}
      onPaste={onPaste}
      onDrop={onDrop}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
    >
      <PasswordInput
        {...{ id, value, spellCheck: false, autoComplete: 'off', maxLength: limits.totpSetupMaxCharacters, 'aria-label': name }}
        placeholder={t('totp.placeholder')}
        autoFocus={focused}
        classNames={{ innerInput: classes['mono'] ?? '' }}
        visible={visible}
        onVisibilityChange={setVisible}
        visibilityToggleButtonProps={{ tabIndex: 0, 'aria-label': t(visible ? 'vault.detail.hide' : 'vault.detail.reveal', { name }) }}
        error={invalid ? t('totp.invalid') : null}
        onChange={(event) => {
          setReading(null);
          onValue(event.currentTarget.value);
        }}
      />
      <Group gap="sm">
        <FileButton accept="image/png,image/jpeg,image/webp,image/gif,image/bmp" onChange={(file) => void take(file)}>
          {(props) => (
            <Button {...props} size="compact-sm" variant="default" leftSection={<IconQrcode size={16} />} loading={reading === 'reading'}>
              {t('totp.picture')}
            </Button>
          )}
        </FileButton>
        <Text size="xs" c="dimmed" flex="1 1 160px">
          {t('totp.pictureHint')}
        </Text>
      </Group>
      <div role="status">
        {reading !== null && (
          <Text size="sm" c={reading === 'read' || reading === 'reading' ? 'dimmed' : 'red'}>
            {t(`qr.${reading}`)}
          </Text>
        )}
        {setup !== null && (
          <Text size="xs" c="dimmed">
            {summaryOf(t, setup)}
          </Text>
        )}
      </div>
    </div>
  );
}

function summaryOf(
  t: ReturnType<typeof useTranslation>['t'],
  { digits, period, algorithm, issuer, account }: NonNullable<ReturnType<typeof parseTotpSetup>>,
): string {
  const of = [issuer, account].filter(Boolean).join(': ');
  const facts = { digits, period, algorithm: algorithm.replace('SHA', 'SHA-') };
  return of === '' ? t('totp.summary', facts) : t('totp.summaryOf', { ...facts, of });
}
