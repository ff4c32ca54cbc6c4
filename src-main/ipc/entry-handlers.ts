import type { setupChannels } from '../../src-shared/contract/setup.ts';
import type { accountChannels } from '../../src-shared/contract/accounts.ts';
import type { sessionChannels } from '../../src-shared/contract/sessions.ts';
import { judgePassword } from '../accounts/password-policy.ts';
import type { Enrolled } from '../accounts/enrolment.ts';
import type { Arrived } from '../accounts/sign-in-service.ts';
import type { NewCode, SessionState } from '../../src-shared/models.ts';
import type { Sender } from '../host.ts';
import { restoreAdministrator } from '../admin/lost-administrator.ts';
import type { Services } from '../services.ts';
import type { Startup } from '../startup.ts';
import type { HandlersOf } from './router.ts';

/** Set-up, accounts, sessions: how people come in, leave, and look after their account. */
export function createEntryHandlers(startup: Startup): HandlersOf<typeof setupChannels & typeof accountChannels & typeof sessionChannels> {
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

  return {
    'app.status': async () => startup.status(),
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
      services().desktop.refresh();
      return preferences;
    },
    'sessions.own': async ({ person }) => services().sessionList.own(person),
    'sessions.end': async ({ person }, { id }) => services().sessionList.endOwn(person, id),
    'sessions.endOthers': async ({ person }) => services().sessionList.endOthers(person),
    'sessions.everyone': async ({ person }, query) => services().sessionList.everyone(person, query),
    'sessions.endOf': async ({ person }, { id }) => services().sessionList.endAny(person, id),
    'sessions.endAll': async ({ person }) => services().sessionList.endAll(person),
  };
}
