import { ActionIcon, Button, Group, Menu, Stack, Text, TextInput } from '@mantine/core';
import { IconDots, IconHash, IconPencil, IconTagOff } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { limits } from '../../../../src-shared/limits.ts';
import { Dialog } from '../../../components/dialog.tsx';
import { useTranslation } from '../../../i18n/use-translation.ts';
import { asTag } from '../editor/about-fields.tsx';
import type { SidebarPart } from '../sidebar.tsx';
import classes from '../sidebar.module.css';
import { Entry, icon } from './entry.tsx';
import { SidebarSection } from './section.tsx';
import type { TagActions } from './use-tag-actions.ts';

/** Every tag, with what can be done with it on all items at once. */
export function TagsSection({ counts, to, actions }: SidebarPart & { readonly actions: TagActions }) {
  const { t } = useTranslation();
  const [renaming, setRenaming] = useState<{ readonly tag: string; readonly count: number } | null>(null);
  const tags = counts?.tags ?? [];
  if (tags.length === 0) return null;
  return (
    <>
      <SidebarSection name="tags" title={t('vault.sidebar.tags')}>
        {tags.map(({ tag, count }) => (
          <Entry key={tag} {...to({ type: 'tag', tag })} icon={<IconHash {...icon} />} label={tag} count={count}>
            <Menu position="bottom-end" shadow="md">
              <Menu.Target>
                <ActionIcon variant="subtle" color="gray" size="sm" className={classes['more']} aria-label={t('items.tags.more', { tag })}>
                  <IconDots size={16} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setRenaming({ tag, count })}>
                  {t('items.tags.rename')}
                </Menu.Item>
                <Menu.Item leftSection={<IconTagOff size={16} />} onClick={() => void actions.remove(tag)}>
                  {t('items.tags.remove', { count })}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </Entry>
        ))}
      </SidebarSection>
      {renaming !== null && (
        <RenameDialog
          {...renaming}
          taken={tags.map(({ tag }) => tag)}
          onClose={() => setRenaming(null)}
          onRename={(name) => {
            setRenaming(null);
            void actions.rename(renaming.tag, name);
          }}
        />
      )}
    </>
  );
}

interface RenameDialogProps {
  readonly tag: string;
  readonly count: number;
  readonly taken: readonly string[];
  readonly onRename: (name: string) => void;
  readonly onClose: () => void;
}

function RenameDialog({ tag, count, taken, onRename, onClose }: RenameDialogProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(tag);
  const wanted = asTag(name);
  const joins = wanted !== tag && taken.includes(wanted);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (wanted !== '') onRename(wanted);
  };
  return (
    <Dialog
      onClose={onClose}
      title={t('items.tags.renameTitle', { tag })}
      withCloseButton
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={t('items.tags.name')}
            data-autofocus
            maxLength={limits.tagMaxCharacters}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Text size="sm" c="dimmed">
            {joins ? t('items.tags.joins', { tag: wanted }) : t('items.tags.onAll', { count })}
          </Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" disabled={wanted === '' || wanted === tag}>
              {t('items.tags.rename')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
