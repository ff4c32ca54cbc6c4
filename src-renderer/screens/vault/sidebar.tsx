import { IconClock, IconHash, IconHistory, IconStack2, IconStar, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { type ItemCounts, itemKinds, type ItemView } from '../../../src-shared/items.ts';
import { KindIcon } from './kinds.tsx';
import classes from './sidebar.module.css';

const icon = { size: 18, stroke: 1.6, 'aria-hidden': true } as const;

interface SidebarProps {
  readonly counts: ItemCounts | null;
  readonly view: ItemView;
  readonly onView: (view: ItemView) => void;
  /** More sections, above kinds and tags. */
  readonly children?: ReactNode;
}

const sameView = (a: ItemView, b: ItemView): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Where to look: everything, favourites, what expires, kinds, tags, trash. Kinds and tags without items are left out. */
export function Sidebar({ counts, view: shown, onView, children }: SidebarProps) {
  const { t } = useTranslation();
  const kinds = itemKinds.filter((kind) => (counts?.kinds[kind] ?? 0) > 0);
  const tags = counts?.tags ?? [];
  const to = (view: ItemView) => ({ here: sameView(view, shown), onClick: () => onView(view) });
  return (
    <nav className={classes['sidebar']} aria-label={t('vault.sidebar.label')}>
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
      {children}
      {kinds.length > 0 && (
        <Section title={t('vault.sidebar.kinds')}>
          {kinds.map((kind) => (
            <Entry
              key={kind}
              {...to({ type: 'kind', kind })}
              icon={<KindIcon kind={kind} />}
              label={t(`vault.kinds.${kind}`)}
              count={counts?.kinds[kind]}
            />
          ))}
        </Section>
      )}
      {tags.length > 0 && (
        <Section title={t('vault.sidebar.tags')}>
          {tags.map(({ tag, count }) => (
            <Entry key={tag} {...to({ type: 'tag', tag })} icon={<IconHash {...icon} />} label={tag} count={count} />
          ))}
        </Section>
      )}
      <ul className={classes['last']}>
        <Entry {...to({ type: 'trash' })} icon={<IconTrash {...icon} />} label={t('vault.sidebar.trash')} count={counts?.trash} />
      </ul>
    </nav>
  );
}

export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2 className={classes['title']}>{title}</h2>
      <ul className={classes['group']}>{children}</ul>
    </section>
  );
}

interface EntryProps {
  readonly here: boolean;
  readonly icon: ReactNode;
  readonly label: string;
  readonly count: number | undefined;
  readonly urgent?: boolean;
  readonly onClick: () => void;
}

export function Entry({ here, icon, label, count = 0, urgent = false, onClick }: EntryProps) {
  return (
    <li>
      <button type="button" className={classes['entry']} title={label} aria-current={here ? 'page' : undefined} onClick={onClick}>
        {icon}
        <span className={classes['label']}>{label}</span>
        {count > 0 && (
          <span className={classes['count']} data-urgent={urgent || undefined}>
            {count}
          </span>
        )}
      </button>
    </li>
  );
}
