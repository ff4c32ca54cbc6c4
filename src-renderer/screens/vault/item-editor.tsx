import { Alert, Button, Checkbox, Group, Paper, Stack, TagsInput, TextInput, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../src-shared/errors.ts';
import type { ItemDetail } from '../../../src-shared/items.ts';
import { call, failureOf } from '../../api.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { addedField, type Draft, draftProblem, moveField, toItemDraft } from './draft.ts';
import { FieldEditor } from './field-editor.tsx';
import classes from './vault.module.css';

interface ItemEditorProps {
  readonly start: Draft;
  /** Null for a new item. */
  readonly item: ItemDetail | null;
  readonly onDirty: (dirty: boolean) => void;
  readonly onSaved: (id: string) => void;
  readonly onCancel: () => void;
}

const dateText = (at: number | null): string => (at === null ? '' : new Date(at).toISOString().slice(0, 10));
const dateFrom = (text: string): number | null => (text === '' ? null : Date.parse(`${text}T00:00:00Z`));

/** The form for a new item or a stored one. Hidden values that are kept are never fetched. */
export function ItemEditor({ start, item, onDirty, onSaved, onCancel }: ItemEditorProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(start);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const problem = draftProblem(draft);
  useEffect(() => onDirty(draft !== start), [draft, start, onDirty]);

  const change = (changes: Partial<Draft>): void => setDraft((before) => ({ ...before, ...changes }));
  const save = async (revision: number | null): Promise<void> => {
    setTried(true);
    if (problem !== null || busy) return;
    setBusy(true);
    setFailure(null);
    try {
      const sent = toItemDraft(draft);
      const saved =
        item === null || revision === null
          ? await call('items.create', sent)
          : await call('items.update', { id: item.id, revision, draft: sent });
      onDirty(false);
      onSaved(saved.id);
    } catch (error) {
      setFailure(failureOf(error));
      setBusy(false);
    }
  };
  const overwrite = async (): Promise<void> => {
    if (item !== null) await save((await call('items.get', { id: item.id })).revision);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void save(item?.revision ?? null);
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
        event.preventDefault();
        form.current?.requestSubmit();
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  const setField = (at: number, field: Draft['fields'][number] | null): void =>
    change({ fields: draft.fields.flatMap((before, index) => (index === at ? (field === null ? [] : [field]) : [before])) });

  return (
    <form ref={form} onSubmit={submit} className={classes['page']} autoComplete="off" aria-label={t('vault.editor.editTitle')}>
      <Stack gap="md">
        <Group justify="space-between" wrap="nowrap">
          <Title order={1} fz="1.2rem">
            {item === null ? t('vault.editor.newOf', { kind: t(`vault.kind.${draft.kind}`) }) : t('vault.editor.editTitle')}
          </Title>
          <Group gap="xs" wrap="nowrap">
            <Button variant="default" onClick={onCancel}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {t('action.save')}
            </Button>
          </Group>
        </Group>
        {failure?.code === 'conflict' ? (
          <Alert color="yellow" role="alert">
            {t('vault.editor.conflict')}
            <Group mt="sm">
              <Button size="compact-sm" variant="default" onClick={() => item !== null && onSaved(item.id)}>
                {t('vault.editor.reload')}
              </Button>
              <Button size="compact-sm" variant="subtle" onClick={() => void overwrite()}>
                {t('vault.editor.overwrite')}
              </Button>
            </Group>
          </Alert>
        ) : (
          <FailureNotice failure={failure} />
        )}
        <TextInput
          label={t('vault.editor.name')}
          required
          autoFocus
          maxLength={200}
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          error={tried && problem === 'name' ? t('vault.editor.nameRequired') : null}
        />
        <Paper withBorder p="md" radius="md" bg="var(--sr-panel)" component="fieldset" m={0} aria-label={t('vault.editor.fields')}>
          <Stack gap="lg">
            {draft.fields.map((field, at) => (
              <FieldEditor
                key={field.id}
                field={field}
                first={at === 0}
                last={at === draft.fields.length - 1}
                onChange={(changed) => setField(at, changed)}
                onMove={(by) => setDraft(moveField(draft, at, by))}
                onRemove={() => setField(at, null)}
              />
            ))}
            <Button
              variant="subtle"
              size="compact-sm"
              w="fit-content"
              leftSection={<IconPlus size={16} />}
              onClick={() => change({ fields: [...draft.fields, addedField(t(`vault.fieldType.hidden`))] })}
            >
              {t('vault.editor.addField')}
            </Button>
          </Stack>
        </Paper>
        <Group grow align="flex-start">
          <TagsInput
            label={t('vault.editor.tags')}
            description={t('vault.editor.tagsHint')}
            value={draft.tags}
            onChange={(tags) => change({ tags: tags.map((tag) => tag.replaceAll(/[\s,:"]+/g, '-')) })}
            maxTags={50}
          />
          <TextInput
            type="date"
            label={t('vault.editor.expires')}
            description=" "
            value={dateText(draft.expiresAt)}
            onChange={(event) => change({ expiresAt: dateFrom(event.currentTarget.value) })}
          />
        </Group>
        <Checkbox
          label={t('vault.editor.favourite')}
          checked={draft.favourite}
          onChange={(event) => change({ favourite: event.currentTarget.checked })}
        />
      </Stack>
    </form>
  );
}
