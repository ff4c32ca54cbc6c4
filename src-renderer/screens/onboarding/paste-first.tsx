import { Button, Group, PasswordInput, Text, TextInput } from '@mantine/core';
import { type ClipboardEvent, type FormEvent, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import { limits } from '../../../src-shared/limits.ts';
import { call, failureOf } from '../../api.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useFieldNames } from '../vault/field-names.ts';
import { firstDraft } from './first-draft.ts';
import { guessOf } from './guess.ts';
import classes from './onboarding.module.css';

interface PasteFirstProps {
  readonly onSaved: (id: string) => void;
  /** Opens the form of an env set with what was pasted. */
  readonly onEnvSet: (pasted: string) => void;
}

/** One field for the first thing: what is pasted says by its shape what it is. The value lives here and goes once it is stored. */
export function PasteFirst({ onSaved, onEnvSet }: PasteFirstProps) {
  const { t } = useTranslation();
  const names = useFieldNames();
  const [value, setValue] = useState('');
  const [ownName, setOwnName] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const guess = guessOf(value);
  const kindName = guess === null ? '' : t(`vault.kind.${guess.kind}`);
  const name = ownName ?? (guess === null ? '' : guess.name === '' ? kindName : guess.name);

  // An input of one line drops the breaks of a key or of a .env file, so the text is taken as it was copied.
  const paste = (event: ClipboardEvent): void => {
    const text = event.clipboardData.getData('text/plain');
    if (!/[\r\n]/.test(text.trim())) return;
    event.preventDefault();
    setValue(text);
  };
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (guess?.kind === 'envSet') return onEnvSet(value);
    if (guess === null || name.trim() === '' || busy) return;
    setBusy(true);
    setFailure(null);
    try {
      const { id } = await call('items.create', firstDraft(guess, name, value, names));
      setValue('');
      setOwnName(null);
      onSaved(id);
    } catch (error) {
      setFailure(failureOf(error));
    }
    setBusy(false);
  };

  return (
    <form onSubmit={(event) => void save(event)} autoComplete="off">
      <PasswordInput
        label={t('onboarding.paste')}
        labelProps={{ fw: 400, c: 'dimmed' }}
        placeholder={t('onboarding.pasteHint')}
        autoComplete="off"
        spellCheck={false}
        autoFocus
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
        onPaste={paste}
        visibilityToggleFocusable
        visibilityToggleButtonProps={{ 'aria-label': t('action.show') }}
      />
      <Text size="xs" c="dimmed" className={classes['guess'] ?? ''} role="status">
        {guess !== null && t(guess.name === '' ? 'onboarding.looksLike' : 'onboarding.looksLikeOf', { kind: kindName, name: guess.name })}
      </Text>
      {guess !== null && (
        <Group align="flex-end" gap="sm" wrap="nowrap">
          {guess.kind !== 'envSet' && (
            <TextInput
              flex={1}
              label={t('vault.editor.name')}
              maxLength={limits.itemNameMaxCharacters}
              value={name}
              onChange={(event) => setOwnName(event.currentTarget.value)}
            />
          )}
          <Button type="submit" loading={busy} disabled={name.trim() === ''}>
            {t(guess.kind === 'envSet' ? 'onboarding.variables' : 'onboarding.keep')}
          </Button>
        </Group>
      )}
      <FailureNotice failure={failure} />
    </form>
  );
}
