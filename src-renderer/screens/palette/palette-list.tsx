import {
  IconActivity,
  IconArrowBackUp,
  IconArrowRight,
  IconBookmark,
  IconBookmarkPlus,
  IconBookmarks,
  IconClock,
  IconCommand,
  IconCopy,
  IconDots,
  IconHeartbeat,
  IconHistory,
  IconKeyboard,
  IconLink,
  IconLock,
  IconLogout,
  IconPencil,
  IconPlus,
  IconSearch,
  IconSettings,
  IconUsers,
  IconUsersGroup,
  IconVault,
  IconWand,
  type TablerIcon,
} from '@tabler/icons-react';
import { useEffect } from 'react';
import type { CommandId } from '../../commands/commands.ts';
import { Keys } from '../../components/keys.tsx';
import { PersonAvatar } from '../../components/person-avatar.tsx';
import { KindTile } from '../vault/kinds.tsx';
import type { Mark, PaletteEntry, PaletteGroup } from './entries.ts';
import classes from './palette.module.css';

interface PaletteListProps {
  readonly listId: string;
  readonly groups: readonly PaletteGroup[];
  /** The active entry, counted over all groups. */
  readonly index: number;
  readonly empty: string;
  readonly onHover: (index: number) => void;
  readonly onRun: (entry: PaletteEntry) => void;
  readonly onMore: (entry: PaletteEntry) => void;
}

/** The entries in their groups; the input keeps the focus and names the active one. */
export function PaletteList({ listId, groups, index, empty, onHover, onRun, onMore }: PaletteListProps) {
  useEffect(() => {
    document.getElementById(`${listId}-${index}`)?.scrollIntoView({ block: 'nearest' });
  }, [listId, index, groups]);
  return (
    <div id={listId} role="listbox" aria-label={groups[0]?.title ?? empty} className={classes['list']}>
      {groups.map(({ title, entries }, group) => {
        const first = groups.slice(0, group).reduce((sum, { entries: before }) => sum + before.length, 0);
        return (
          <div key={title} role="group" aria-label={title}>
            <div className={classes['title']} aria-hidden="true">
              {title}
            </div>
            {entries.map((entry, place) => (
              <div
                key={entry.id}
                id={`${listId}-${first + place}`}
                role="option"
                tabIndex={-1}
                aria-selected={first + place === index}
                className={classes['entry']}
                onMouseDown={(event) => event.preventDefault()}
                onMouseMove={() => first + place !== index && onHover(first + place)}
                onClick={() => onRun(entry)}
              >
                <Sign mark={entry.mark} />
                <span className={classes['texts']}>
                  <span className={classes['name']}>{entry.title}</span>
                  {entry.detail !== undefined && <span className={classes['detail']}>{entry.detail}</span>}
                </span>
                {entry.keys !== undefined && <Keys of={entry.keys} />}
                {entry.item !== undefined && (
                  <span
                    className={classes['more']}
                    aria-hidden="true"
                    onClick={(event) => {
                      event.stopPropagation();
                      onMore(entry);
                    }}
                  >
                    <IconDots size={16} />
                  </span>
                )}
              </div>
            ))}
          </div>
        );
      })}
      {groups.every(({ entries }) => entries.length === 0) && <div className={classes['empty']}>{empty}</div>}
    </div>
  );
}

const signs: Readonly<Record<Extract<Mark, { sign: string }>['sign'], TablerIcon>> = {
  search: IconBookmark,
  settings: IconSettings,
  copy: IconCopy,
  code: IconClock,
  reference: IconLink,
  open: IconArrowRight,
  edit: IconPencil,
};

const commandSigns: Readonly<Partial<Record<CommandId, TablerIcon>>> = {
  handOver: IconUsers,
  lock: IconLock,
  lockEveryone: IconUsersGroup,
  signOut: IconLogout,
  vault: IconVault,
  recent: IconHistory,
  activity: IconActivity,
  preferences: IconSettings,
  administration: IconUsersGroup,
  search: IconSearch,
  newItem: IconPlus,
  generator: IconWand,
  searches: IconBookmarks,
  saveSearch: IconBookmarkPlus,
  undo: IconArrowBackUp,
  copyCode: IconClock,
  copyReference: IconLink,
  health: IconHeartbeat,
  edit: IconPencil,
  shortcuts: IconKeyboard,
};

function Sign({ mark }: { readonly mark: Mark }) {
  if ('kind' in mark) return <KindTile kind={mark.kind} size={30} />;
  if ('person' in mark) return <PersonAvatar person={mark.person} size={30} />;
  const Icon = 'sign' in mark ? signs[mark.sign] : (commandSigns[mark.command] ?? IconCommand);
  return (
    <span className={classes['sign']}>
      <Icon size={18} stroke={1.6} aria-hidden="true" />
    </span>
  );
}
