import { ActionIcon, Button, Group, Text, VisuallyHidden } from '@mantine/core';
import { IconRestore } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { combinationsOf, ownerOf, type Shortcuts } from '../../commands/bindings.ts';
import { type Combination, combinationOf, refusalOf } from '../../commands/combination.ts';
import { type CommandId, commandOf } from '../../commands/commands.ts';
import { Keys, useKeyNames } from '../../components/keys.tsx';
import { useModifier } from '../../components/use-modifier.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import classes from './shortcuts.module.css';

interface ShortcutRowProps {
  readonly id: CommandId;
  readonly shortcuts: Shortcuts;
  /** The next combination that is pressed is for this command. */
  readonly listening: boolean;
  readonly onListen: (on: boolean) => void;
  /** '' takes the keys away, null gives the command its own back. */
  readonly onBind: (combination: Combination | null) => void;
}

/** One command: press its button, then the keys it is to have. */
export function ShortcutRow({ id, shortcuts, listening, onListen, onBind }: ShortcutRowProps) {
  const { t } = useTranslation();
  const { title, fixed, keys } = commandOf(id);
  const names = useKeyNames();
  const command = t(title);
  const present = combinationsOf(id, shortcuts);
  const shown = present.map((combination) => <Keys key={combination} of={combination} />);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <div className={classes['row']}>
      <Text size="sm" flex={1} miw={160}>
        {command}
      </Text>
      {fixed === true ? (
        <Group gap={8} title={t('shortcuts.fixed')}>
          {shown}
        </Group>
      ) : (
        <Group gap={6} wrap="nowrap">
          <Button ref={button} variant={listening ? 'light' : 'default'} size="compact-md" miw={132} onClick={() => onListen(!listening)}>
            {/* What is to be seen of it is too short to be a name. */}
            <VisuallyHidden>
              {t('shortcuts.rebind', { command })}: {present.map((each) => names(each).join(' + ')).join(', ') || t('shortcuts.none')}
            </VisuallyHidden>
            {listening ? (
              <Text span size="xs" fw={600}>
                {t('shortcuts.press')}
              </Text>
            ) : (
              <Group gap={8} aria-hidden="true">
                {shown.length > 0 ? (
                  shown
                ) : (
                  <Text size="xs" c="dimmed">
                    {t('shortcuts.none')}
                  </Text>
                )}
              </Group>
            )}
          </Button>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('shortcuts.reset', { command, keys: keys[0] === undefined ? t('shortcuts.none') : names(keys[0]).join(' + ') })}
            disabled={shortcuts[id] === undefined}
            onClick={() => {
              onBind(null);
              button.current?.focus();
            }}
          >
            <IconRestore size={16} />
          </ActionIcon>
        </Group>
      )}
      {listening && (
        <Listener
          {...{ id, shortcuts }}
          onDone={(combination) => {
            if (combination === null) onListen(false);
            else onBind(combination);
            button.current?.focus();
          }}
        />
      )}
    </div>
  );
}

interface ListenerProps {
  readonly id: CommandId;
  readonly shortcuts: Shortcuts;
  /** Null: nothing changes. */
  readonly onDone: (combination: Combination | null) => void;
}

/** Takes every key before anything else does, and says why a combination can't be had. */
function Listener({ id, shortcuts, onDone }: ListenerProps) {
  const { t } = useTranslation();
  const names = useKeyNames();
  const modifier = useModifier();
  const [pressed, setPressed] = useState<Combination | null>(null);
  const refusal = pressed === null ? null : refusalOf(pressed);
  const owner = pressed === null ? null : ownerOf(pressed, id, shortcuts);
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    const combination = combinationOf(event);
    // Tab leaves, or the keyboard would be caught here.
    if (combination === 'Tab' || combination === 'Shift+Tab') return onDone(null);
    if (pressed !== null && refusal === null && owner !== null && (combination === 'Enter' || combination === 'Space')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (combination === null) return;
    if (combination === 'Escape') onDone(null);
    else if (combination === 'Backspace' || combination === 'Delete') onDone('');
    else if (refusalOf(combination) === null && ownerOf(combination, id, shortcuts) === null) onDone(combination);
    else setPressed(combination);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener('keydown', listener, { capture: true });
    return () => window.removeEventListener('keydown', listener, { capture: true });
  }, []);
  const keys = pressed === null ? '' : names(pressed).join(' + ');
  const takeOver = useRef<HTMLButtonElement>(null);
  const canTake = refusal === null && owner !== null && commandOf(owner).fixed !== true;
  useEffect(() => {
    if (canTake) takeOver.current?.focus();
  }, [canTake, pressed]);
  return (
    <Group className={classes['listener']} gap="xs" role="status">
      <Text size="xs" {...(pressed === null ? { c: 'dimmed' } : {})}>
        {pressed === null
          ? t('shortcuts.pressHint')
          : refusal === null
            ? t('shortcuts.conflict', { keys, command: owner === null ? '' : t(commandOf(owner).title) })
            : t(`shortcuts.refused.${refusal}`, { keys, modifier })}
      </Text>
      {canTake && (
        <Button ref={takeOver} size="compact-xs" variant="default" onClick={() => onDone(pressed)}>
          {t('shortcuts.takeOver')}
        </Button>
      )}
    </Group>
  );
}
