import type { ItemSummary } from '../../../src-shared/items.ts';
import type { AccountView } from '../../../src-shared/models.ts';
import { mayUse } from '../../../src-shared/rights.ts';
import { call } from '../../api.ts';
import { combinationsOf } from '../../commands/bindings.ts';
import { commandIds, commandOf } from '../../commands/commands.ts';
import { canRun, runCommand } from '../../commands/running.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { administrationPages, useAdministrationStore } from '../../stores/administration-store.ts';
import { useAppStore } from '../../stores/app-store.ts';
import { usePageStore } from '../../stores/page-store.ts';
import { preferencesPages, usePreferencesStore } from '../../stores/preferences-store.ts';
import { matching, ordered, type PaletteEntry, type PaletteGroup } from './entries.ts';
import { useFoundItems, useSources } from './use-sources.ts';

/** Everything that the palette offers for what is typed, in groups. */
export function useGroups(account: AccountView, query: string): { readonly groups: readonly PaletteGroup[]; readonly settled: boolean } {
  const { t } = useTranslation();
  const { recents, people, searches } = useSources(account.id);
  const { items, settled } = useFoundItems(query);
  const actions = useActions();
  const settings = useSettings(account);
  const { wishFor } = usePageStore();
  const itemEntry = (item: ItemSummary): PaletteEntry => ({
    ...{ id: `item-${item.id}`, title: item.name, mark: { kind: item.kind }, item },
    detail: [item.subtitle === '' ? t(`vault.kind.${item.kind}`) : item.subtitle, ...item.tags.map((tag) => `#${tag}`)].join('  '),
    run: () => wishFor({ name: 'item', id: item.id }),
  });
  const switches = people.map((person): PaletteEntry => ({
    ...{ id: `person-${person.id}`, title: t('palette.switchTo', { name: person.displayName }), mark: { person } },
    detail: t('palette.switchHint'),
    run: () => call('session.leave', { next: person.id }),
  }));
  const saved = searches.map(({ id, name, view, search, sort }): PaletteEntry => ({
    ...{ id: `search-${id}`, title: name, detail: search, mark: { sign: 'search' } },
    run: () => wishFor({ name: 'view', view, search, sort }),
  }));
  const asked = query.trim() !== '';
  const groups: readonly PaletteGroup[] = [
    { title: t(asked ? 'palette.items' : 'palette.recent'), entries: (asked ? items : recents).map(itemEntry) },
    { title: t('palette.actions'), entries: matching(actions, query) },
    { title: t('palette.people'), entries: matching(switches, query) },
    { title: t('palette.searches'), entries: matching(saved, query) },
    { title: t('palette.settings'), entries: asked ? matching(settings, query) : [] },
  ];
  return { groups: ordered(groups, query), settled };
}

function useActions(): readonly PaletteEntry[] {
  const { t } = useTranslation();
  const shortcuts = useAppStore((state) => state.preferences.shortcuts);
  return commandIds
    .filter((id) => commandOf(id).fixed !== true && id !== 'palette' && canRun(id))
    .map((id) => ({
      ...{ id: `command-${id}`, title: t(commandOf(id).title), mark: { command: id }, keys: combinationsOf(id, shortcuts)[0] },
      run: () => runCommand(id),
    }));
}

function useSettings(account: AccountView): readonly PaletteEntry[] {
  const { t } = useTranslation();
  const { go } = usePageStore();
  const preferences = preferencesPages.map((name): PaletteEntry => ({
    ...{ id: `preferences-${name}`, mark: { sign: 'settings' } },
    title: t('palette.preferencesPage', { page: t(`preferences.pages.${name}`) }),
    run: () => {
      usePreferencesStore.getState().go(name);
      go('preferences');
    },
  }));
  if (!mayUse(account.role, 'admin')) return preferences;
  const administration = administrationPages.map((name): PaletteEntry => ({
    ...{ id: `administration-${name}`, mark: { sign: 'settings' } },
    title: t('palette.administrationPage', { page: t(`administration.pages.${name}`) }),
    run: () => {
      useAdministrationStore.getState().go(name);
      go('administration');
    },
  }));
  return [...preferences, ...administration];
}
