import type { historyChannels } from '../../src-shared/contract/history.ts';
import type { itemChannels } from '../../src-shared/contract/items.ts';
import type { searchChannels } from '../../src-shared/contract/searches.ts';
import type { draftChannels } from '../../src-shared/contract/drafts.ts';
import type { generatorChannels } from '../../src-shared/contract/generator.ts';
import { AppError } from '../../src-shared/errors.ts';
import type { ItemQuery } from '../../src-shared/items.ts';
import { limits } from '../../src-shared/limits.ts';
import { generate } from '../crypto/generator.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { Sender } from '../host.ts';
import type { Unlocked } from '../session/session-service.ts';
import type { Services } from '../services.ts';
import type { Startup } from '../startup.ts';
import type { Anybody, HandlersOf } from './router.ts';

function shownCodes() {
  const fields = new WeakMap<OpenVault, Set<string>>();
  return {
    has: (vault: OpenVault, field: string): boolean => fields.get(vault)?.has(field) ?? false,
    add: (vault: OpenVault, field: string): void => void fields.set(vault, (fields.get(vault) ?? new Set()).add(field)),
  };
}

const recents: ItemQuery = { view: { type: 'recent' }, search: '', sort: 'name', offset: 0, limit: limits.recentItemsMax };

/** SECURITY: a form may hold the new value of an item that asks each time, so neither a terminal nor a program gets at it. */
function forWindow(sender: Sender, vault: OpenVault): OpenVault {
  if (sender.kind !== 'desktop') throw new AppError('denied');
  return vault;
}

type ItemHandlers = HandlersOf<
  typeof itemChannels & typeof historyChannels & typeof draftChannels & typeof generatorChannels & typeof searchChannels
>;

/** Items, the form that is open, saved searches, and the generator. */
export function createItemHandlers(startup: Startup): ItemHandlers {
  const services = (): Services => startup.services();

  /** SECURITY: an item that is to ask each time asks a terminal or program whichever way it gets at a value, or at the mark itself. */
  async function askFirst(caller: Anybody, vault: OpenVault, id: string, fieldId: string | null = null): Promise<void> {
    if (caller.sender.kind === 'desktop') return;
    const item = await services().items.get(vault, id);
    await services().secrets.askFirst(caller, vault, item, item.fields.find((field) => field.id === fieldId)?.name ?? null);
  }

  /** Onto the clipboard for as long as this person likes, and not beyond the closing of the vault. */
  async function copyFor(sender: Sender, { ownerId, vault }: Unlocked, value: string): Promise<{ clearsAt: number }> {
    const { clipboardSeconds } = await services().preferences.read(ownerId);
    return { clearsAt: await services().clipboard.copy(sender, value, clipboardSeconds, () => !vault.closed) };
  }

  /** What may take long is told of in the bell once it is done. */
  const atLength = (
    person: Unlocked,
    what: 'trash' | 'restore' | 'purge',
    ids: readonly string[],
    task: () => Promise<void>,
  ): Promise<void> => services().work.run(person.ownerId, what, task, () => ({ count: ids.length }));

  /** Of which fields the window shows codes, so that the log has that once for each opening and not once for each code. */
  const shown = shownCodes();

  return {
    'items.list': async ({ person, sender }, query) => services().items.list(person.vault, query, sender.kind === 'desktop'),
    'items.recents': async ({ person, sender }) => services().items.list(person.vault, recents, sender.kind === 'desktop'),
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
    'items.ids': async ({ person, sender }, query) => ({
      ids: await services().items.ids(person.vault, query, sender.kind === 'desktop'),
    }),
    'items.mark': async ({ person }, { ids, mark }) => ({ undo: await services().items.mark(person.vault, ids, mark) }),
    'items.linked': async ({ person }, { id }) => services().items.linked(person.vault, id),
    'items.trash': async ({ person }, { ids }) => atLength(person, 'trash', ids, () => services().items.trash(person.vault, ids)),
    'items.restore': async ({ person }, { ids }) => atLength(person, 'restore', ids, () => services().items.restore(person.vault, ids)),
    'items.purge': async ({ person }, { ids }) => atLength(person, 'purge', ids, () => services().items.purge(person.vault, ids)),
    'items.reveal': async ({ person, ...caller }, { id, fieldId }) => {
      await askFirst(caller, person.vault, id, fieldId);
      return { value: await services().items.open(person.vault, id, fieldId, 'item.revealed') };
    },
    'items.copy': async ({ person, ...caller }, { id, fieldId }) => {
      await askFirst(caller, person.vault, id, fieldId);
      const copied = await copyFor(caller.sender, person, await services().items.open(person.vault, id, fieldId, 'item.copied'));
      if (caller.sender.kind === 'desktop') services().desktop.copied(person.ownerId, { id, fieldId });
      return copied;
    },
    'items.totp': async ({ person, ...caller }, { id, fieldId }) => {
      await askFirst(caller, person.vault, id, fieldId);
      const atWindow = caller.sender.kind === 'desktop';
      const seen = atWindow && shown.has(person.vault, `${id} ${fieldId}`);
      const code = await services().items.totp(person.vault, id, fieldId, seen ? null : 'item.codeShown');
      if (atWindow) shown.add(person.vault, `${id} ${fieldId}`);
      return code;
    },
    'items.copyTotp': async ({ person, ...caller }, { id, fieldId }) => {
      await askFirst(caller, person.vault, id, fieldId);
      return copyFor(caller.sender, person, (await services().items.totp(person.vault, id, fieldId, 'item.codeCopied')).code);
    },
    'items.startRotation': async ({ person }, input) => services().items.startRotation(person.vault, input),
    'items.confirmRotation': async ({ person }, input) => services().items.confirmRotation(person.vault, input),
    'items.takeBackRotation': async ({ person }, { id, revision }) => services().items.takeBackRotation(person.vault, id, revision),
    'items.revealPrevious': async ({ person, ...caller }, { id }) => {
      await askFirst(caller, person.vault, id);
      return { value: await services().items.openPrevious(person.vault, id, 'item.revealed') };
    },
    'items.copyPrevious': async ({ person, ...caller }, { id }) => {
      await askFirst(caller, person.vault, id);
      return copyFor(caller.sender, person, await services().items.openPrevious(person.vault, id, 'item.copied'));
    },
    'items.sshKey': async ({ person }, { id }) => services().items.sshKey(person.vault, id),
    'sshKeys.generate': async ({ person }, input) => person.vault.keeper.call('generateSshKey', input),
    'sshKeys.describe': async ({ person }, input) => person.vault.keeper.call('describeSshKey', input),
    'searches.list': async ({ person }) => services().searches.list(person.vault),
    'searches.save': async ({ person }, draft) => services().searches.save(person.vault, draft),
    'searches.remove': async ({ person }, { id }) => services().searches.remove(person.vault, id),
    'drafts.keep': async ({ person, sender }, held) => services().drafts.keep(forWindow(sender, person.vault), held),
    'drafts.peek': async ({ person, sender }) => services().drafts.peek(forWindow(sender, person.vault)),
    'drafts.open': async ({ person, sender }) => services().drafts.open(forWindow(sender, person.vault)),
    'drafts.discard': async ({ person, sender }) => services().drafts.discard(forWindow(sender, person.vault)),
    'history.list': async ({ person }, { id }) => services().history.list(person.vault, id),
    'history.reveal': async ({ person, ...caller }, field) => {
      await askFirst(caller, person.vault, field.id, field.fieldId);
      return { value: await services().history.open(person.vault, field, 'item.revealed') };
    },
    'history.copy': async ({ person, ...caller }, field) => {
      await askFirst(caller, person.vault, field.id, field.fieldId);
      return copyFor(caller.sender, person, await services().history.open(person.vault, field, 'item.copied'));
    },
    'history.restore': async ({ person, ...caller }, { id, revision, version }) => {
      // SECURITY: a field that is concealed now may have been a shown one.
      await askFirst(caller, person.vault, id);
      return services().history.restore(person.vault, id, revision, version);
    },
    'history.clear': async ({ person }, { id }) => services().history.clear(person.vault, id),

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
