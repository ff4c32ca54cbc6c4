import type { itemChannels } from '../../src-shared/contract/items.ts';
import type { searchChannels } from '../../src-shared/contract/searches.ts';
import type { generatorChannels } from '../../src-shared/contract/generator.ts';
import type { ItemQuery } from '../../src-shared/items.ts';
import { limits } from '../../src-shared/limits.ts';
import { generate } from '../crypto/generator.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { Services } from '../services.ts';
import type { Startup } from '../startup.ts';
import type { Anybody, HandlersOf } from './router.ts';

const recents: ItemQuery = { view: { type: 'recent' }, search: '', sort: 'name', offset: 0, limit: limits.recentItemsMax };

/** Items, saved searches and the generator. */
export function createItemHandlers(startup: Startup): HandlersOf<typeof itemChannels & typeof generatorChannels & typeof searchChannels> {
  const services = (): Services => startup.services();

  /** SECURITY: an item that is to ask each time asks a terminal or program whichever way it gets at a value, or at the mark itself. */
  async function askFirst(caller: Anybody, vault: OpenVault, id: string, fieldId: string | null = null): Promise<void> {
    if (caller.sender.kind === 'desktop') return;
    const item = await services().items.get(vault, id);
    await services().secrets.askFirst(caller, vault, item, item.fields.find((field) => field.id === fieldId)?.name ?? null);
  }

  return {
    'items.list': async ({ person }, query) => services().items.list(person.vault, query),
    'items.recents': async ({ person }) => services().items.list(person.vault, recents),
    'items.opened': async ({ person }, { id }) => services().items.noteOpened(person.vault, id),
    'items.counts': async ({ person }) => services().items.counts(person.vault),
    'items.get': async ({ person }, { id }) => services().items.get(person.vault, id),
    'items.create': async ({ person }, draft) => services().items.create(person.vault, draft),
    'items.update': async ({ person, ...caller }, { id, revision, draft }) => {
      if (draft.askBeforeUse === false) await askFirst(caller, person.vault, id);
      return services().items.update(person.vault, id, revision, draft);
    },
    'items.duplicate': async ({ person }, { id }) => services().items.duplicate(person.vault, id),
    'items.setFavourite': async ({ person }, { id, favourite }) => services().items.setFavourite(person.vault, id, favourite),
    'items.trash': async ({ person }, { ids }) =>
      services().work.run(
        person.ownerId,
        'trash',
        () => services().items.trash(person.vault, ids),
        () => ({ count: ids.length }),
      ),
    'items.restore': async ({ person }, { ids }) =>
      services().work.run(
        person.ownerId,
        'restore',
        () => services().items.restore(person.vault, ids),
        () => ({ count: ids.length }),
      ),
    'items.purge': async ({ person }, { ids }) =>
      services().work.run(
        person.ownerId,
        'purge',
        () => services().items.purge(person.vault, ids),
        () => ({ count: ids.length }),
      ),
    'items.reveal': async ({ person, ...caller }, { id, fieldId }) => {
      await askFirst(caller, person.vault, id, fieldId);
      return { value: await services().items.open(person.vault, id, fieldId, 'item.revealed') };
    },
    'items.copy': async ({ person, ...caller }, { id, fieldId }) => {
      await askFirst(caller, person.vault, id, fieldId);
      const { sender } = caller;
      const value = await services().items.open(person.vault, id, fieldId, 'item.copied');
      const { clipboardSeconds } = await services().preferences.read(person.ownerId);
      const clearsAt = await services().clipboard.copy(sender, value, clipboardSeconds, () => !person.vault.closed);
      if (sender.kind === 'desktop') services().desktop.copied(person.ownerId, { id, fieldId });
      return { clearsAt };
    },
    'searches.list': async ({ person }) => services().searches.list(person.vault),
    'searches.save': async ({ person }, draft) => services().searches.save(person.vault, draft),
    'searches.remove': async ({ person }, { id }) => services().searches.remove(person.vault, id),
    'generator.generate': async (_caller, recipe) => generate(recipe, startup.random),
    'generator.copy': async ({ sender, session }, { value }) => {
      const { clipboardSeconds } = await services().preferences.read(session.ownerId);
      const { arrivals } = services().sessions;
      const lockings = arrivals.lockingsAt(sender);
      const stays = (): boolean => services().sessions.isKnown(sender) && arrivals.lockingsAt(sender) === lockings;
      return { clearsAt: await services().clipboard.copy(sender, value, clipboardSeconds, stays) };
    },
  };
}
