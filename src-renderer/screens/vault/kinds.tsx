import {
  IconBraces,
  IconCertificate,
  IconDatabase,
  IconFileText,
  IconId,
  IconKey,
  IconTerminal2,
  IconUserCircle,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ItemKind } from '../../../src-shared/items.ts';
import classes from './kinds.module.css';

const icons: Readonly<Record<ItemKind, TablerIcon>> = {
  apiKey: IconKey,
  login: IconUserCircle,
  sshKey: IconTerminal2,
  database: IconDatabase,
  envSet: IconBraces,
  certificate: IconCertificate,
  note: IconFileText,
  document: IconId,
};

interface KindIconProps {
  readonly kind: ItemKind;
  readonly size?: number;
}

export function KindIcon({ kind, size = 18 }: KindIconProps) {
  const Icon = icons[kind];
  return <Icon size={size} stroke={1.6} aria-hidden="true" />;
}

/** The icon on its tinted tile, a colour per kind, so that a list can be read at a glance. */
export function KindTile({ kind, size = 36 }: KindIconProps) {
  return (
    <span className={classes['tile']} data-kind={kind} data-size={size >= 44 ? 'large' : 'small'} aria-hidden="true">
      <KindIcon kind={kind} size={size / 2} />
    </span>
  );
}
