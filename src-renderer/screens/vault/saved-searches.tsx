import { IconBookmark, IconBookmarks } from '@tabler/icons-react';
import { useState } from 'react';
import type { SavedSearch } from '../../../src-shared/searches.ts';
import { useCommand } from '../../commands/running.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { ManageSearches } from './manage-searches.tsx';
import { SaveSearch } from './save-search.tsx';
import { Entry } from './sidebar/entry.tsx';
import { SidebarSection } from './sidebar/section.tsx';
import type { ItemFilter } from './use-items.ts';
import { useSavedSearches } from './use-saved-searches.ts';

interface SavedSearchesProps {
  readonly version: number;
  readonly filter: ItemFilter;
  readonly onShow: (filter: ItemFilter) => void;
}

const asked = ({ view, search }: Pick<ItemFilter, 'view' | 'search'>): string => JSON.stringify([view, search.trim()]);

/** The pinned searches in the sidebar, and the dialogs in which they are kept. */
export function SavedSearches({ version, filter, onShow }: SavedSearchesProps) {
  const { t } = useTranslation();
  const saved = useSavedSearches(version);
  const [dialog, setDialog] = useState<'save' | 'manage' | null>(null);
  const searches = saved.searches ?? [];
  const pinned = searches.filter((search) => search.pinned);
  useCommand('saveSearch', () => setDialog('save'), filter.search.trim() !== '');
  useCommand('searches', () => setDialog('manage'));
  const close = (): void => {
    setDialog(null);
    saved.forget();
  };
  const show = ({ view, search, sort }: SavedSearch): void => onShow({ view, search, sort });
  return (
    <>
      {searches.length > 0 && (
        <SidebarSection name="searches" title={t('saved.section')}>
          {pinned.map((search) => (
            <Entry
              key={search.id}
              here={asked(search) === asked(filter)}
              icon={<IconBookmark size={18} stroke={1.6} aria-hidden="true" />}
              label={search.name}
              count={0}
              onClick={() => show(search)}
            />
          ))}
          <Entry
            here={false}
            icon={<IconBookmarks size={18} stroke={1.6} aria-hidden="true" />}
            label={t('saved.manageHere')}
            name={t('saved.manage')}
            count={0}
            onClick={() => setDialog('manage')}
          />
        </SidebarSection>
      )}
      {dialog === 'save' && <SaveSearch filter={filter} saved={saved} onClose={close} />}
      {dialog === 'manage' && (
        <ManageSearches
          saved={saved}
          onClose={close}
          onShow={(search) => {
            close();
            show(search);
          }}
        />
      )}
    </>
  );
}
