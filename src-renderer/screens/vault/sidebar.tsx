import { IconClock, IconHistory, IconStack2, IconStar, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { type ItemCounts, itemKinds, type ItemView } from '../../../src-shared/items.ts';
import { KindIcon } from './kinds.tsx';
import classes from './sidebar.module.css';
import { Entry, icon } from './sidebar/entry.tsx';
import { SidebarSection } from './sidebar/section.tsx';
import { TagsSection } from './sidebar/tags-section.tsx';
import type { TagActions } from './sidebar/use-tag-actions.ts';

interface SidebarProps {
  readonly counts: ItemCounts | null;
  readonly view: ItemView;
  readonly onView: (view: ItemView) => void;
  readonly tagActions: TagActions;
  /** More sections, above kinds and tags. */
  readonly children?: ReactNode;
}

export interface SidebarPart {
  readonly counts: ItemCounts | null;
  /** What an entry needs to lead to a view. */
  readonly to: (view: ItemView) => { readonly here: boolean; readonly onClick: () => void };
}

const sameView = (a: ItemView, b: ItemView): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Where to look, part by part; a part without entries shows nothing. */
export function Sidebar({ counts, view: shown, onView, tagActions, children }: SidebarProps) {
  const { t } = useTranslation();
  const part: SidebarPart = { counts, to: (view) => ({ here: sameView(view, shown), onClick: () => onView(view) }) };
  return (
    <nav className={classes['sidebar']} aria-label={t('vault.sidebar.label')}>
      <Views {...part} />
      {children}
      <Kinds {...part} />
      <TagsSection {...part} actions={tagActions} />
      <Trash {...part} />
    </nav>
  );
}

function Views({ counts, to }: SidebarPart) {
  const { t } = useTranslation();
  return (
    <ul className={classes['group']}>
      <Entry {...to({ type: 'all' })} icon={<IconStack2 {...icon} />} label={t('vault.sidebar.all')} count={counts?.all} />
      <Entry
        {...to({ type: 'favourites' })}
        icon={<IconStar {...icon} />}
        label={t('vault.sidebar.favourites')}
        count={counts?.favourites}
      />
      <Entry
        {...to({ type: 'expiring' })}
        icon={<IconClock {...icon} />}
        label={t('vault.sidebar.expiring')}
        count={counts?.expiring}
        urgent
      />
      <Entry {...to({ type: 'recent' })} icon={<IconHistory {...icon} />} label={t('vault.sidebar.recent')} count={0} />
    </ul>
  );
}

function Kinds({ counts, to }: SidebarPart) {
  const { t } = useTranslation();
  const kinds = itemKinds.filter((kind) => (counts?.kinds[kind] ?? 0) > 0);
  if (kinds.length === 0) return null;
  return (
    <SidebarSection name="kinds" title={t('vault.sidebar.kinds')}>
      {kinds.map((kind) => (
        <Entry
          key={kind}
          {...to({ type: 'kind', kind })}
          icon={<KindIcon kind={kind} />}
          label={t(`vault.kinds.${kind}`)}
          count={counts?.kinds[kind]}
        />
      ))}
    </SidebarSection>
  );
}

function Trash({ counts, to }: SidebarPart) {
  const { t } = useTranslation();
  return (
    <ul className={classes['last']}>
      <Entry {...to({ type: 'trash' })} icon={<IconTrash {...icon} />} label={t('vault.sidebar.trash')} count={counts?.trash} />
    </ul>
  );
}
