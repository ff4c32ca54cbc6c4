import { judgePassword } from '../accounts/password-policy.ts';
import type { Enrolled } from '../accounts/enrolment.ts';
import type { Arrived } from '../accounts/sign-in-service.ts';
import type { NewCode, SessionState } from '../../src-shared/models.ts';
import type { Sender } from '../host.ts';
import type { Agent } from '../agent/agent.ts';
import type { Web } from '../agent/web.ts';
import { agentStatus } from '../agent/agent-status.ts';
import { identityKeys } from '../agent/identity-keys.ts';
import { restoreAdministrator } from '../admin/lost-administrator.ts';
import { generate } from '../crypto/generator.ts';
import type { Services } from '../services.ts';
import type { Startup } from '../startup.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { Anybody, Handlers } from './router.ts';

/** One line per channel; what takes more lives in the service. */
export function createHandlers(startup: Startup, { agent, web }: { agent: Agent; web: Web }): Handlers {
  const services = (): Services => startup.services();

  /** A sign-in that was turned away at the window meanwhile closes the vault again. */
  async function arrive(sender: Sender, opening: () => Promise<Arrived>): Promise<SessionState> {
    const { sessions } = services();
    const lockings = sessions.arrivals.lockingsAt(sender);
    const { vault, failures } = await opening();
    await sessions.arrivals.begin(sender, vault, failures, lockings);
    return sessions.current(sender);
  }

  async function enter(sender: Sender, making: () => Promise<Enrolled>): Promise<{ session: SessionState; personal: NewCode }> {
    const { sessions } = services();
    const lockings = sessions.arrivals.lockingsAt(sender);
    const { vault, recoveryCode } = await making();
    await sessions.arrivals.begin(sender, vault, 0, lockings);
    return { session: await sessions.current(sender), personal: services().recovery.announce(vault.ownerId, 'personal', recoveryCode) };
  }

  /** SECURITY: an item that is to ask each time asks a terminal or program whichever way it gets at a value, or at the mark itself. */
  async function askFirst(caller: Anybody, vault: OpenVault, id: string, fieldId: string | null = null): Promise<void> {
    if (caller.sender.kind === 'desktop') return;
    const item = await services().items.get(vault, id);
    await services().secrets.askFirst(caller, vault, item, item.fields.find((field) => field.id === fieldId)?.name ?? null);
  }

  return {
    'app.status': async () => startup.status(),
    'agent.status': async ({ sender, asker }) => agentStatus(startup, { agent, web }, { sender, asker }),
    'app.tryAgain': async () => startup.tryAgain(),
    'setup.checkKeychain': async () => startup.checkKeychain(),
    'setup.useFileKeychain': async () => startup.useFileKeychain(),
    'setup.createAdministrator': async ({ sender }, person) => {
      const { vault, recoveryCode, installationCode } = await startup.setUp(person);
      const { sessions, recovery } = services();
      await sessions.arrivals.begin(sender, vault, 0, sessions.arrivals.lockingsAt(sender));
      const session = await sessions.current(sender);
      const personal = recovery.announce(vault.ownerId, 'personal', recoveryCode);
      return { session, personal, installation: recovery.announce(vault.ownerId, 'installation', installationCode) };
    },
    'recovery.confirm': async ({ sender, person }, { kind, group }) => {
      await services().recovery.confirm(person, kind, group);
      return services().sessions.current(sender);
    },
    'recovery.renew': async ({ person }, { kind, password }) =>
      kind === 'personal' ? services().recovery.renew(person, password) : services().installationCode.renew(person, password),

    'accounts.tiles': async (_caller, { search }) => services().accounts.tiles(search),
    'accounts.joining': async () => services().policy.joining(),
    'accounts.create': async ({ sender }, person) => {
      if (!(await services().joining.mayEnter())) return services().joining.apply(person);
      return { status: 'entered', ...(await enter(sender, () => services().joining.join(person))) };
    },
    'accounts.checkActivation': async (_caller, { code }) => services().joining.checkActivation(code),
    'accounts.activate': async ({ sender }, { code, password }) => enter(sender, () => services().joining.activate(code, password)),
    'accounts.checkPassword': async (_caller, { password, names }) =>
      judgePassword(password, names, startup.phase === 'ready' ? services().policy.now.passwordMinCharacters : undefined),
    'accounts.restoreAdministrator': async (_caller, { code, username }) =>
      restoreAdministrator({ ...services().accountParts, sessions: services().sessions }, code, username),

    'session.current': async ({ sender }) => services().sessions.current(sender),
    'session.signIn': async ({ sender }, input) => arrive(sender, () => services().signIn.signIn(input, sender.kind)),
    'session.enterAsGuest': async ({ sender }) => {
      await services().sessions.arrivals.beginAsGuest(sender);
      return services().sessions.current(sender);
    },
    'session.recover': async ({ sender }, input) => arrive(sender, () => services().signIn.recover(input)),
    'session.lock': async ({ sender }) => services().sessions.lock(sender, 'asked'),
    'session.leave': async ({ sender }, { next }) => services().sessions.leave(sender, next),
    'session.lockEveryone': async ({ sender }) => services().sessions.lockEveryone(sender),
    'session.signOut': async ({ sender }) => services().sessions.signOut(sender),
    'session.activity': async ({ sender }) => services().sessions.activity(sender),

    'account.changePassword': async ({ sender, person }, input) => {
      await services().accounts.changePassword(person, input);
      if (input.endOtherSessions) await services().sessionList.endOthers(person);
      return services().sessions.current(sender);
    },
    'account.updateProfile': async ({ person }, input) => services().accounts.updateProfile(person, input),
    'account.rekey': async ({ person }, { password }) => services().rekey.rekey(person, password),
    'account.delete': async ({ sender, person }, { password }) => {
      await services().admin.deleteOwn(person, password);
      return services().sessions.current(sender);
    },
    'account.oldVaults': async ({ person }) => services().accounts.oldVaults(person),
    'account.discardOldVault': async ({ person }, { id }) => services().accounts.discardOldVault(person, id),
    'preferences.get': async ({ session }) => services().preferences.read(session.ownerId),
    'preferences.limits': async () => services().preferences.limits(),
    'preferences.set': async ({ sender, person }, changes) => {
      const preferences = await services().preferences.write(person.ownerId, changes);
      await services().sessions.activity(sender);
      return preferences;
    },

    'sessions.own': async ({ person }) => services().sessionList.own(person),
    'sessions.end': async ({ person }, { id }) => services().sessionList.endOwn(person, id),
    'sessions.endOthers': async ({ person }) => services().sessionList.endOthers(person),
    'sessions.everyone': async ({ person }, query) => services().sessionList.everyone(person, query),
    'sessions.endOf': async ({ person }, { id }) => services().sessionList.endAny(person, id),
    'sessions.endAll': async ({ person }) => services().sessionList.endAll(person),

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
      const { sender } = caller;
      const value = await services().items.open(person.vault, id, fieldId, 'item.copied');
      const { clipboardSeconds } = await services().preferences.read(person.ownerId);
      return { clearsAt: await services().clipboard.copy(sender, value, clipboardSeconds, () => !person.vault.closed) };
    },

    'secrets.read': async (caller, input) => ({ values: await services().secrets.read(caller, input) }),
    'tokens.identity': async (caller, input) => services().secrets.identity(caller, input),
    'tokens.jwks': async () => ({ keys: [services().tokens.publicKey, ...(await identityKeys(services().accountParts))] }),
    'approvals.list': async ({ person }) => services().approvals.list(person.ownerId),
    'approvals.answer': async ({ sender, person }, { id, decision, password }) =>
      services().approvals.answer({ ...person, sender }, id, decision, password),
    'approvals.refuseStrangers': async ({ sender, person }) => services().approvals.refuseStrangers({ sender, vault: person.vault }),
    'grants.list': async ({ person }) => services().grants.list(person.vault),
    'grants.revoke': async ({ person }, { ids }) => services().grants.revoke(person.vault, ids),
    'leases.end': async ({ person }) => services().grants.endLeases(person.vault),
    'programs.list': async ({ person }) => services().programs.list(person.vault),
    'programs.register': async ({ person }, program) => services().programs.register(person.vault, program),
    'programs.remove': async ({ person }, { key }) => services().programs.remove(person.vault, key),
    'items.find': async ({ person }, { item }) => services().references.find(person.vault, item),

    'data.collections': async ({ person }) => services().data.collections(person.vault),
    'data.list': async ({ person }, page) => services().data.list(person.vault, page),
    'data.get': async ({ person }, place) => services().data.get(person.vault, place),
    'data.put': async ({ person }, document) => services().data.put(person.vault, document),
    'data.remove': async ({ person }, place) => services().data.remove(person.vault, place),

    'generator.generate': async (_caller, recipe) => generate(recipe, startup.random),
    'generator.copy': async ({ sender, session }, { value }) => {
      const { clipboardSeconds } = await services().preferences.read(session.ownerId);
      const { arrivals } = services().sessions;
      const lockings = arrivals.lockingsAt(sender);
      const stays = (): boolean => services().sessions.isKnown(sender) && arrivals.lockingsAt(sender) === lockings;
      return { clearsAt: await services().clipboard.copy(sender, value, clipboardSeconds, stays) };
    },

    'notifications.list': async ({ person }, { before, limit }) => services().notifications.list(person.vault, before, limit),
    'notifications.read': async ({ person }, { ids }) => services().notifications.markRead(person.ownerId, ids),
    'notifications.readAll': async ({ person }) => services().notifications.markRead(person.ownerId, null),
    'notifications.dismiss': async ({ person }, { ids }) => services().notifications.dismiss(person.ownerId, ids),

    'audit.own': async ({ person }, { before, limit }) => services().activity.own(person.ownerId, before, limit),
    'audit.everyone': async (_caller, { filter, before, limit }) => services().activity.everyone(filter, before, limit),
    'audit.export': async ({ person }, { filter, format }) => services().activity.export(person.ownerId, filter, format),
    'audit.verify': async ({ person }) => services().audit.verify(person.vault.witnessed, person.ownerId),

    'people.list': async (_caller, query) => services().people.list(query),
    'people.create': async ({ person }, invited) => services().people.create(person, invited),
    'people.invite': async ({ person }, { id }) => services().people.invite(person, id),
    'people.copyCode': async ({ sender, person }, { code }) => {
      const { clipboardSeconds } = await services().preferences.read(person.ownerId);
      return { clearsAt: await services().clipboard.copy(sender, code, clipboardSeconds, () => !person.vault.closed) };
    },
    'people.act': async ({ person }, { act, ids }) => services().admin.act(person, act, ids),
    'people.reset': async ({ person }, { id, name }) => services().admin.reset(person, id, name),
    'people.previewImport': async ({ person }, input) => services().peopleImport.preview(person.ownerId, input),
    'people.import': async ({ person }, { id }) => services().peopleImport.run(person.ownerId, id),
    'requests.list': async ({ person }) => services().requests.list(person),
    'requests.confirm': async ({ person }, { id }) => services().admin.confirm(person, id),
    'requests.decline': async ({ person }, { id }) => services().requests.decline(person, id),
    'policy.get': async () => services().policy.view(),
    'policy.set': async ({ person }, policy) => services().admin.setPolicy(person, policy),
    'killSwitch.turnOn': async ({ person }) => services().admin.killSwitch(person),
    'killSwitch.lift': async ({ person }) => services().admin.liftKillSwitch(person),
    'analytics.read': async (_caller, { days }) => services().analytics.read(days),
    'system.read': async () => services().system.read(),
  };
}
