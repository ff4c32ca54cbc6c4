import { Group, Stack, Text } from '@mantine/core';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Tile } from '../../../src-shared/models.ts';
import { PersonAvatar } from '../../components/person-avatar.tsx';
import classes from './tiles.module.css';
import { useTileKeys } from './use-tile-keys.ts';

interface TilesProps {
  readonly tiles: readonly Tile[];
  /** Whose tile takes the focus; null: none. */
  readonly focusId: string | null;
  /** Letters go there instead of to a name that begins so. */
  readonly onLetter: ((letter: string) => void) | null;
  readonly onChoose: (tile: Tile) => void;
}

/** Everybody with an account, last used first; arrow keys go from one to the next. */
export function Tiles({ tiles, focusId, onLetter, onChoose }: TilesProps) {
  const { t, i18n } = useTranslation();
  const group = useRef<HTMLDivElement>(null);
  const move = useTileKeys(
    group,
    tiles.map(({ displayName }) => displayName),
    onLetter,
  );
  const focus = useEffectEvent((): void => {
    const at = tiles.findIndex(({ id }) => id === focusId);
    group.current?.querySelectorAll('button')[at]?.focus();
  });
  useEffect(() => focus(), [focusId]);
  const since = (at: number | null): string =>
    at === null ? t('login.never') : new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' }).format(at);

  return (
    <Group
      ref={group}
      justify="center"
      gap="xs"
      onKeyDown={move}
      mah={348}
      p={4}
      style={{ overflowY: 'auto' }}
      role="group"
      aria-label={t('login.title')}
    >
      {tiles.map((tile, at) => (
        <button
          key={tile.id}
          type="button"
          className={classes['tile']}
          onClick={() => onChoose(tile)}
          aria-keyshortcuts={at < 9 ? `Control+${at + 1} Meta+${at + 1}` : undefined}
        >
          {at < 9 && (
            <span className={classes['number']} aria-hidden="true">
              {at + 1}
            </span>
          )}
          <PersonAvatar person={tile} size={64} />
          <Stack gap={0} w="100%" align="center">
            <Text component="span" fw={600} size="sm" className={classes['name']} title={tile.displayName}>
              {tile.displayName}
            </Text>
            <Text component="span" size="xs" c="dimmed">
              {tile.signedIn ? t('login.waits') : since(tile.lastUsedAt)}
            </Text>
          </Stack>
        </button>
      ))}
    </Group>
  );
}
