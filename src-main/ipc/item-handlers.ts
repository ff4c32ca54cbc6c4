import type { itemChannels } from '../../src-shared/contract/items.ts';
import type { generatorChannels } from '../../src-shared/contract/generator.ts';
import { generate } from '../crypto/generator.ts';
import type { OpenVault } from '../vault/open-vault.ts';
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

/** Items and the generator. */
export function createItemHandlers(startup: Startup): HandlersOf<typeof itemChannels & typeof generatorChannels> {
  const services = (): Services => startup.services();

  /** SECURITY: an item that is to ask each time asks a terminal or program whichever way it gets at a value, or at the mark itself. */
  async function askFirst(caller: Anybody, vault: OpenVault, id: string, fieldId: string | null = null): Promise<void> {
    if (caller.sender.kind === 'desktop') return;
    const item = await services().items.get(vault, id);
    await services().secrets.askFirst(caller, vault, item, item.fields.find((field) => field.id === fieldId)?.name ?? null);
  }

  async function copied({ sender }: Anybody, vault: OpenVault, value: string): Promise<{ clearsAt: number }> {
    const { clipboardSeconds } = await services().preferences.read(vault.ownerId);
    return { clearsAt: await services().clipboard.copy(sender, value, clipboardSeconds, () => !vault.closed) };
  }

  /** Of which fields the window shows codes, so that the log has that once for each opening and not once for each code. */
  const shown = shownCodes();

  return {
    'items.list': async ({ person }, query) => services().items.list(person.vault, query),
    'items.counts': async ({ person }) => services().items.counts(person.vault),
    'items.get': async ({ person }, { id }) => services().items.get(person.vault, id),
    'items.create': async ({ person }, draft) => services().items.create(person.vault, draft),
    'items.update': async ({ person, ...caller }, { id, revision, draft }) => {
      if (draft.askBeforeUse === false) await askFirst(caller, person.vault, id);
      return services().items.update(person.vault, id, revision, draft);
    },
    'items.duplicate': async ({ person }, { id }) => services().items.duplicate(person.vault, id),
    'items.setFavourite': async ({ person }, { id, favourite }) => services().items.setFavourite(person.vault, id, favourite),
    'items.trash': async ({ person }, { ids }) => services().items.trash(person.vault, ids),
    'items.restore': async ({ person }, { ids }) => services().items.restore(person.vault, ids),
    'items.purge': async ({ person }, { ids }) => services().items.purge(person.vault, ids),
    'items.reveal': async ({ person, ...caller }, { id, fieldId }) => {
      await askFirst(caller, person.vault, id, fieldId);
      return { value: await services().items.open(person.vault, id, fieldId, 'item.revealed') };
    },
    'items.copy': async ({ person, ...caller }, { id, fieldId }) => {
      await askFirst(caller, person.vault, id, fieldId);
      return copied(caller, person.vault, await services().items.open(person.vault, id, fieldId, 'item.copied'));
    },
    'items.totp': async ({ person, ...caller }, { id, fieldId }) => {
      await askFirst(caller, person.vault, id, fieldId);
      const seen = caller.sender.kind === 'desktop' && shown.has(person.vault, `${id} ${fieldId}`);
      const code = await services().items.totp(person.vault, id, fieldId, seen ? null : 'item.codeShown');
      shown.add(person.vault, `${id} ${fieldId}`);
      return code;
    },
    'items.copyTotp': async ({ person, ...caller }, { id, fieldId }) => {
      await askFirst(caller, person.vault, id, fieldId);
      return copied(caller, person.vault, (await services().items.totp(person.vault, id, fieldId, 'item.codeCopied')).code);
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
      return copied(caller, person.vault, await services().items.openPrevious(person.vault, id, 'item.copied'));
    },
    'items.sshKey': async ({ person }, { id }) => services().items.sshKey(person.vault, id),
    'sshKeys.generate': async ({ person }, input) => person.vault.keeper.call('generateSshKey', input),
    'sshKeys.describe': async ({ person }, input) => person.vault.keeper.call('describeSshKey', input),
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
