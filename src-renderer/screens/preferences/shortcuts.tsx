import { Button, Group, Text, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import type { Failure } from '../../../src-shared/errors.ts';
import { failureOf } from '../../api.ts';
import { rebound } from '../../commands/bindings.ts';
import { type CommandId, commandGroups, commandIds, commandOf } from '../../commands/commands.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useKeyNames } from '../../components/keys.tsx';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useAppStore } from '../../stores/app-store.ts';
import { Section } from './section.tsx';
import { ShortcutRow } from './shortcut-row.tsx';

/** Every command with its keys, which a person may change. */
export function Shortcuts() {
  const { t } = useTranslation();
  const names = useKeyNames();
  const { preferences, setPreferences } = useAppStore();
  const { shortcuts } = preferences;
  const [listening, setListening] = useState<CommandId | null>(null);
  const [told, setTold] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);

  const keep = async (next: Record<string, string>, text: string): Promise<void> => {
    setListening(null);
    try {
      await setPreferences({ shortcuts: next });
      setFailure(null);
      setTold(text);
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  const bind = (id: CommandId, combination: string | null): void => {
    const command = t(commandOf(id).title);
    const now = combination ?? commandOf(id).keys[0] ?? '';
    const keys = names(now).join(' + ');
    void keep(
      rebound(shortcuts, id, combination),
      now === '' ? t('shortcuts.removed', { command }) : t('shortcuts.changed', { command, keys }),
    );
  };

  return (
    <>
      <Section title={t('preferences.shortcuts')}>
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm" c="dimmed">
            {t('shortcuts.note')}
          </Text>
          <Button
            variant="default"
            size="compact-sm"
            flex="none"
            disabled={Object.keys(shortcuts).length === 0}
            onClick={() => void keep({}, t('shortcuts.resetAllDone'))}
          >
            {t('shortcuts.resetAll')}
          </Button>
        </Group>
        <FailureNotice failure={failure} />
        <VisuallyHidden role="status">{told}</VisuallyHidden>
      </Section>
      {commandGroups.map((group) => (
        <Section key={group} title={t(`commandGroups.${group}`)}>
          <div>
            {commandIds
              .filter((id) => commandOf(id).group === group)
              .map((id) => (
                <ShortcutRow
                  key={id}
                  id={id}
                  shortcuts={shortcuts}
                  listening={listening === id}
                  onListen={(on) => setListening(on ? id : null)}
                  onBind={(combination) => bind(id, combination)}
                />
              ))}
          </div>
        </Section>
      ))}
    </>
  );
}
