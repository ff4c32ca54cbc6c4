import { Button, Group, SegmentedControl, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import { call, failureOf } from '../../api.ts';
import type { CommandId } from '../../commands/commands.ts';
import { useAskedCommands, useCommandKeys } from '../../commands/use-command-keys.ts';
import { usePersonKeys } from '../../commands/use-person-keys.ts';
import { EntryPage } from '../../components/entry-page.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useAppStore } from '../../stores/app-store.ts';
import { ClipboardChip } from '../shell/clipboard-chip.tsx';
import { Generator } from '../vault/generator.tsx';

/** Somebody without an account: a generator, how the window looks, and the way out. */
export function GuestScreen() {
  const { t } = useTranslation();
  const setSession = useAppStore((state) => state.setSession);
  const [failure, setFailure] = useState<Failure | null>(null);
  useGuestKeys();

  const attempt = async (task: () => Promise<unknown>): Promise<void> => {
    try {
      await task();
      setFailure(null);
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  const leave = async (): Promise<void> => setSession(await call('session.signOut'));

  return (
    <EntryPage title={t('guest.title')} intro={t('guest.intro')} width={454}>
      <Generator useLabel={t('guest.copy')} onUse={(value) => void attempt(() => call('generator.copy', { value }))} />
      {failure !== null && <FailureNotice failure={failure} />}
      <Stack gap="xs">
        <Appearance />
        <Group justify="space-between" wrap="nowrap" gap="xs" mih={36}>
          <div>
            <ClipboardChip />
          </div>
          <Button variant="default" onClick={() => void attempt(leave)}>
            {t('guest.leave')}
          </Button>
        </Group>
      </Stack>
    </EntryPage>
  );
}

/** Of this window, until the guest leaves. */
function Appearance() {
  const { t } = useTranslation();
  const { preferences, showAs } = useAppStore();
  return (
    <Group justify="space-between" gap="xs">
      <SegmentedControl
        size="xs"
        aria-label={t('preferences.theme')}
        value={preferences.theme}
        onChange={(theme) => showAs({ theme })}
        data={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: t(`preferences.themes.${value}`) }))}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('preferences.language')}
        value={preferences.language}
        onChange={(language) => showAs({ language })}
        data={(['system', 'en', 'de'] as const).map((value) => ({ value, label: t(`preferences.languages.${value}`) }))}
      />
    </Group>
  );
}

const leaving: ReadonlySet<CommandId> = new Set(['handOver', 'lock', 'lockEveryone']);

/** A guest has nothing to lock: the keys that lock and switch lead out. */
function useGuestKeys(): void {
  const setSession = useAppStore((state) => state.setSession);
  const jump = async (at: number): Promise<void> => {
    const tile = (await call('accounts.tiles', { search: '' })).tiles[at];
    if (tile !== undefined) await setSession(await call('session.leave', { next: tile.id }));
  };
  useCommandKeys(leaving);
  useAskedCommands(leaving);
  usePersonKeys((at) => void jump(at));
}
