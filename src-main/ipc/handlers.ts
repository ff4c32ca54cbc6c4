import { judgePassword } from '../accounts/password-policy.ts';
import { enrol } from '../accounts/enrolment.ts';
import { generate } from '../crypto/generator.ts';
import type { Services } from '../services.ts';
import type { Startup } from '../startup.ts';
import type { Handlers } from './router.ts';

/** One line per channel; what takes more lives in the service. */
export function createHandlers(startup: Startup): Handlers {
  const services = (): Services => startup.services();
  return {
    'app.status': async () => startup.status(),
    'app.tryAgain': async () => startup.tryAgain(),
    'setup.checkKeychain': async () => startup.checkKeychain(),
    'setup.useFileKeychain': async () => startup.useFileKeychain(),
    'setup.createAdministrator': async ({ sender }, person) => {
      const { vault, recoveryCode, installationCode } = await startup.setUp(person);
      const { sessions, recovery } = services();
      const session = await sessions.begin(sender, vault, 0, sessions.lockingsAt(sender));
      const personal = recovery.announce(vault.ownerId, 'personal', recoveryCode);
      return { session, personal, installation: recovery.announce(vault.ownerId, 'installation', installationCode) };
    },
    'recovery.confirm': async ({ sender, person }, { kind, group }) => {
      await services().recovery.confirm(person, kind, group);
      return services().sessions.current(sender);
    },
    'recovery.renew': async ({ person }, { kind, password }) => services().recovery.renew(person, kind, password),

    'accounts.tiles': async () => services().accounts.tiles(await services().sessions.waiting()),
    'accounts.create': async ({ sender }, person) => {
      const lockings = services().sessions.lockingsAt(sender);
      const { vault, recoveryCode } = await enrol(services().accountParts, person, 'user', async () => undefined);
      const session = await services().sessions.begin(sender, vault, 0, lockings);
      return { session, personal: services().recovery.announce(vault.ownerId, 'personal', recoveryCode) };
    },
    'accounts.checkPassword': async (_caller, { password, names }) => judgePassword(password, names),
    'session.current': async ({ sender }) => services().sessions.current(sender),
    'session.signIn': async ({ sender }, input) => {
      const lockings = services().sessions.lockingsAt(sender);
      const { vault, failures } = await services().signIn.signIn(input);
      return services().sessions.begin(sender, vault, failures, lockings);
    },
    'session.recover': async ({ sender }, input) => {
      const lockings = services().sessions.lockingsAt(sender);
      const { vault, failures } = await services().signIn.recover(input);
      return services().sessions.begin(sender, vault, failures, lockings);
    },
    'session.lock': async ({ sender }) => services().sessions.lock(sender, 'asked'),
    'session.leave': async ({ sender }, { next }) => services().sessions.leave(sender, next),
    'session.lockEveryone': async ({ sender }) => services().sessions.lockEveryone(sender),
    'session.signOut': async ({ sender }) => services().sessions.signOut(sender),
    'session.activity': async ({ sender }) => services().sessions.activity(sender),
    'account.changePassword': async ({ person }, input) => services().accounts.changePassword(person, input),
    'account.updateProfile': async ({ person }, input) => services().accounts.updateProfile(person, input),
    'preferences.get': async ({ session }) => services().preferences.read(session.ownerId),
    'preferences.set': async ({ sender, person }, changes) => {
      const preferences = await services().preferences.write(person.ownerId, changes);
      await services().sessions.activity(sender);
      return preferences;
    },

    'items.list': async ({ person }, query) => services().items.list(person.vault, query),
    'items.counts': async ({ person }) => services().items.counts(person.vault),
    'items.get': async ({ person }, { id }) => services().items.get(person.vault, id),
    'items.create': async ({ person }, draft) => services().items.create(person.vault, draft),
    'items.update': async ({ person }, { id, revision, draft }) => services().items.update(person.vault, id, revision, draft),
    'items.duplicate': async ({ person }, { id }) => services().items.duplicate(person.vault, id),
    'items.setFavourite': async ({ person }, { id, favourite }) => services().items.setFavourite(person.vault, id, favourite),
    'items.trash': async ({ person }, { ids }) => services().items.trash(person.vault, ids),
    'items.restore': async ({ person }, { ids }) => services().items.restore(person.vault, ids),
    'items.purge': async ({ person }, { ids }) => services().items.purge(person.vault, ids),
    'items.reveal': async ({ person }, { id, fieldId }) => ({
      value: await services().items.open(person.vault, id, fieldId, 'item.revealed'),
    }),
    'items.copy': async ({ sender, person }, { id, fieldId }) => {
      const value = await services().items.open(person.vault, id, fieldId, 'item.copied');
      const { clipboardSeconds } = await services().preferences.read(person.ownerId);
      return { clearsAt: await services().clipboard.copy(sender, value, clipboardSeconds, () => !person.vault.keeper.stopped) };
    },

    'generator.generate': async (_caller, recipe) => generate(recipe, startup.random),

    'audit.own': async ({ person }, { before, limit }) => services().activity.own(person.ownerId, before, limit),
    'audit.everyone': async (_caller, { before, limit }) => services().activity.everyone(before, limit),
    'audit.verify': async ({ person }) => services().audit.verify(person.vault.witnessed),
  };
}
