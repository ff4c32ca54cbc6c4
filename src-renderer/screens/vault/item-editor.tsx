import { Alert, Button, Group, Menu, Paper, Stack, Switch, TagsInput, TextInput, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { combinationOf } from '../../commands/combination.ts';
import { commandOf } from '../../commands/commands.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import { fieldTypes, type ItemDetail } from '../../../src-shared/items.ts';
import { limits } from '../../../src-shared/limits.ts';
import { call, failureOf } from '../../api.ts';
import { DateField } from '../../components/date-field.tsx';
import { dayOf, endOfDay } from '../../components/days.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { type Draft, draftProblem, moveField, sameDraft, toItemDraft, withField } from './draft.ts';
import { FieldEditor } from './field-editor.tsx';
import { KindTile } from './kinds.tsx';
import { ServiceLine } from './service-line.tsx';
import { SshTools } from './ssh-tools.tsx';
import classes from './vault.module.css';

interface ItemEditorProps {
  readonly start: Draft;
  /** Null for a new item. */
  readonly item: ItemDetail | null;
  /** The tags that other items have. */
  readonly tags: readonly string[];
  readonly onDirty: (dirty: boolean) => void;
  readonly onSaved: (id: string) => void;
  /** The stored item is wanted instead of what was typed. */
  readonly onReload: (item: ItemDetail) => void;
  readonly onCancel: () => void;
}

/** The form for a new item or a stored one. Hidden values that are kept are never fetched. */
export function ItemEditor({ start, item, tags, onDirty, onSaved, onReload, onCancel }: ItemEditorProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(start);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [tried, setTried] = useState(false);
  const [halfDay, setHalfDay] = useState(false);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const problem = draftProblem(draft) ?? (halfDay ? 'expiresAt' : null);
  const changed = halfDay || !sameDraft(draft, start);
  useUnsavedMark(changed, onDirty);
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
      onSaved(saved.id);
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
  const setField = (at: number, field: Draft['fields'][number] | null): void =>
    change({ fields: draft.fields.flatMap((before, index) => (index === at ? (field === null ? [] : [field]) : [before])) });

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
        <KindTile kind={draft.kind} size={34} />
        <Title order={2} fz="var(--sr-text-xl)" lh={1.2} flex={1} lineClamp={2}>
          {item === null ? t('vault.editor.newOf', { kind: t(`vault.kind.${draft.kind}`) }) : t('vault.editor.editTitle')}
        </Title>
        <Button variant="default" onClick={onCancel}>
          {t('action.cancel')}
        </Button>
        <Button type="submit" loading={busy}>
          {t('action.save')}
        </Button>
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
          autoFocus
          spellCheck={false}
          maxLength={limits.itemNameMaxCharacters}
          value={draft.name}
          data-empty={draft.name.trim() === '' || undefined}
          onChange={(event) => change({ name: event.currentTarget.value })}
          error={tried && draft.name.trim() === '' ? t('vault.editor.nameRequired') : null}
        />
        <ServiceLine draft={draft} onDraft={setDraft} />
        {draft.kind === 'sshKey' && <SshTools draft={draft} onDraft={setDraft} />}
        <Paper withBorder radius="md" bg="var(--sr-panel)" component="fieldset" m={0} p={0} aria-label={t('vault.editor.fields')}>
          {draft.fields.map((field, at) => (
            <FieldEditor
              key={field.id}
              field={field}
              variable={draft.kind === 'envSet'}
              tried={tried}
              first={at === 0}
              last={at === draft.fields.length - 1}
              onChange={(next) => setField(at, next)}
              onMove={(by) => setDraft(moveField(draft, at, by))}
              onRemove={() => setField(at, null)}
            />
          ))}
          <AddField draft={draft} onAdd={setDraft} />
        </Paper>
        <TagsInput
          label={t('vault.editor.tags')}
          placeholder={draft.tags.length === 0 ? t('vault.editor.tagsHint') : ''}
          data={[...tags]}
          value={[...draft.tags]}
          splitChars={[',', ' ', ';']}
          onChange={(next) => change({ tags: next.map((tag) => tag.trim().replaceAll(/[\s,:"]+/g, '-')).filter((tag) => tag !== '') })}
          maxTags={limits.itemMaxTags}
          maxLength={limits.tagMaxCharacters}
          comboboxProps={{ shadow: 'md' }}
          onKeyDown={(event) => {
            // Escape closes the open list first, not the form around it.
            if (event.key === 'Escape' && event.currentTarget.getAttribute('aria-expanded') === 'true') event.preventDefault();
          }}
        />
        <Group gap="xl" align="flex-start">
          <DateField
            label={t('vault.editor.expires')}
            width={190}
            day={dayOf(draft.expiresAt)}
            tried={tried}
            onDay={(day) => {
              setHalfDay(day === null);
              if (day !== null) change({ expiresAt: endOfDay(day) });
            }}
          />
          <Switch
            mt={32}
            label={t('vault.editor.favourite')}
            checked={draft.favourite}
            onChange={(event) => change({ favourite: event.currentTarget.checked })}
          />
        </Group>
        <Switch
          label={t('vault.editor.askBeforeUse')}
          description={t('vault.editor.askBeforeUseText')}
          checked={draft.askBeforeUse}
          onChange={(event) => change({ askBeforeUse: event.currentTarget.checked })}
        />
      </Stack>
    </form>
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

function Conflict({ onReload, onOverwrite }: { readonly onReload: () => void; readonly onOverwrite: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert color="yellow" role="alert" title={t('vault.editor.conflict')}>
      <Group gap="xs">
        <Button size="compact-sm" variant="default" onClick={onReload}>
          {t('vault.editor.reload')}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={onOverwrite}>
          {t('vault.editor.overwrite')}
        </Button>
      </Group>
    </Alert>
  );
}

function AddField({ draft, onAdd }: { readonly draft: Draft; readonly onAdd: (draft: Draft) => void }) {
  const { t } = useTranslation();
  if (draft.fields.length >= limits.itemMaxFields) return null;
  const button = (
    <Button
      variant="subtle"
      size="compact-sm"
      m="xs"
      leftSection={<IconPlus size={16} />}
      onClick={draft.kind === 'envSet' ? () => onAdd(withField(draft, 'hidden')) : undefined}
    >
      {t('vault.editor.addField')}
    </Button>
  );
  if (draft.kind === 'envSet') return button;
  return (
    <Menu position="bottom-start" shadow="md">
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        {fieldTypes.map((type) => (
          <Menu.Item key={type} onClick={() => onAdd(withField(draft, type))}>
            {t(`vault.fieldType.${type}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
