import { Button, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { combinationOf } from '../../commands/combination.ts';
import { commandOf } from '../../commands/commands.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import type { ItemDetail, ItemSummary } from '../../../src-shared/items.ts';
import { limits } from '../../../src-shared/limits.ts';
import { call, failureOf } from '../../api.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { type Draft, draftProblem, moveField, sameDraft, toItemDraft } from './draft.ts';
import { AboutFields } from './editor/about-fields.tsx';
import { AddField } from './editor/add-field.tsx';
import { Conflict } from './editor/conflict.tsx';
import { FieldList } from './editor/field-list.tsx';
import { useKeptDraft } from './editor/use-kept-draft.ts';
import { VariablesEditor } from './env-set/variables-editor.tsx';
import { FieldEditor } from './field-editor.tsx';
import { KindTile } from './kinds.tsx';
import { ServiceLine } from './service-line.tsx';
import { SshTools } from './ssh-tools.tsx';
import { LinksField } from './linked/links-field.tsx';
import classes from './vault.module.css';

interface ItemEditorProps {
  /** What is stored, or an empty item: the form has changed where it differs from this. */
  readonly start: Draft;
  /** What the form begins with, where that is something else: a draft that was kept. */
  readonly typed?: Draft | undefined;
  /** The text of a `.env` that a new env set begins with. */
  readonly pasted?: string | undefined;
  /** Where the focus goes first, if not to the name. */
  readonly at?: 'expiry' | undefined;
  /** Null for a new item. */
  readonly item: ItemDetail | null;
  /** The tags that other items have. */
  readonly tags: readonly string[];
  readonly onDirty: (dirty: boolean) => void;
  readonly onSaved: (saved: ItemSummary, draft: Draft) => void;
  /** The stored item is wanted instead of what was typed. */
  readonly onReload: (item: ItemDetail) => void;
  readonly onCancel: () => void;
}

/** The form for a new item or a stored one. Hidden values that are kept are never fetched. */
export function ItemEditor({ start, typed, pasted, at, item, tags, onDirty, onSaved, onReload, onCancel }: ItemEditorProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(typed ?? start);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [tried, setTried] = useState(false);
  const [halfDay, setHalfDay] = useState(false);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const problem = draftProblem(draft) ?? (halfDay ? 'expiresAt' : null);
  const changed = halfDay || !sameDraft(draft, start);
  useUnsavedMark(changed, onDirty);
  useKeptDraft(draft, item, changed);
  useSaveKey(form);
  const change = (changes: Partial<Draft>): void => setDraft((before) => ({ ...before, ...changes }));

  const save = async (revisionOf: () => Promise<number> | number): Promise<void> => {
    setTried(true);
    if (busy) return;
    if (problem !== null) return form.current?.querySelector<HTMLElement>('[data-empty]')?.focus();
    setBusy(true);
    setFailure(null);
    try {
      const sent = toItemDraft(draft);
      const saved =
        item === null
          ? await call('items.create', sent)
          : await call('items.update', { id: item.id, revision: await revisionOf(), draft: sent });
      onSaved(saved, draft);
    } catch (error) {
      setFailure(failureOf(error));
      setBusy(false);
    }
  };
  const stored = (): Promise<ItemDetail> => call('items.get', { id: item?.id ?? '' });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (item !== null && !changed) onCancel();
    else void save(() => item?.revision ?? 0);
  };
  const noName = draft.name.trim() === '';

  return (
    <form
      ref={form}
      onSubmit={submit}
      className={classes['editor']}
      autoComplete="off"
      noValidate
      aria-label={item === null ? t('vault.list.new') : t('vault.editor.editTitle')}
    >
      <div className={classes['bar']}>
        <div className={classes['barParts']}>
          <KindTile kind={draft.kind} size={34} />
          <Title order={2} fz="var(--sr-text-lg)" lh={1.3} flex={1} miw={0}>
            {item === null ? t('vault.editor.new') : t('vault.editor.editTitle')}
            <Text size="xs" c="dimmed" truncate>
              {t(`vault.kind.${draft.kind}`)}
            </Text>
          </Title>
          <Button variant="default" onClick={onCancel}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {t('action.save')}
          </Button>
        </div>
      </div>
      <Stack gap="md" className={classes['page']}>
        {failure?.code === 'conflict' ? (
          <Conflict
            onReload={() => void stored().then(onReload, (error: unknown) => setFailure(failureOf(error)))}
            onOverwrite={() => void save(async () => (await stored()).revision)}
          />
        ) : (
          failure !== null && <FailureNotice failure={failure} />
        )}
        <TextInput
          label={t('vault.editor.name')}
          required
          autoFocus={at === undefined}
          spellCheck={false}
          maxLength={limits.itemNameMaxCharacters}
          value={draft.name}
          data-empty={noName || undefined}
          onChange={(event) => change({ name: event.currentTarget.value })}
          error={tried && noName ? t('vault.editor.nameRequired') : null}
        />
        <ServiceLine draft={draft} onDraft={setDraft} />
        {draft.kind === 'sshKey' && <SshTools draft={draft} onDraft={setDraft} />}
        <Paper withBorder radius="md" bg="var(--sr-panel)" component="fieldset" m={0} p={0} miw={0} aria-label={t('vault.editor.fields')}>
          {draft.kind === 'envSet' ? (
            <VariablesEditor {...{ draft, tried, pasted }} ownId={item?.id ?? null} onDraft={setDraft} />
          ) : (
            <Fields draft={draft} tried={tried} onDraft={setDraft} />
          )}
        </Paper>
        <AboutFields {...{ draft, tags, tried, at }} onChange={change} onHalfDay={setHalfDay} />
        <LinksField ownId={item?.id ?? null} links={draft.links ?? []} onLinks={(links) => change({ links: [...links] })} />
      </Stack>
    </form>
  );
}

interface FieldsProps {
  readonly draft: Draft;
  readonly tried: boolean;
  readonly onDraft: (draft: Draft) => void;
}

function Fields({ draft, tried, onDraft }: FieldsProps) {
  const { fields } = draft;
  const setField = (at: number, field: Draft['fields'][number] | null): void =>
    onDraft({ ...draft, fields: fields.flatMap((before, index) => (index === at ? (field === null ? [] : [field]) : [before])) });
  return (
    <>
      <FieldList fields={fields} onMove={(from, to) => onDraft(moveField(draft, from, to - from))}>
        {(field, at) => (
          <FieldEditor
            field={field}
            tried={tried}
            first={at === 0}
            last={at === fields.length - 1}
            onChange={(next) => setField(at, next)}
            onMove={(by) => onDraft(moveField(draft, at, by))}
            onRemove={() => setField(at, null)}
          />
        )}
      </FieldList>
      <AddField draft={draft} onAdd={onDraft} />
    </>
  );
}

/** Tells the screen whether something would be lost, and that nothing would be once the form is gone. */
function useUnsavedMark(changed: boolean, onDirty: (dirty: boolean) => void): void {
  useEffect(() => {
    onDirty(changed);
    return () => onDirty(false);
  }, [changed, onDirty]);
}

function useSaveKey(form: { readonly current: HTMLFormElement | null }): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (combinationOf(event) !== commandOf('save').keys[0]) return;
      event.preventDefault();
      form.current?.requestSubmit();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [form]);
}
