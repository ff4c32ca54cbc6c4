import type { CommandPath } from './command-table.ts';
import { read } from './commands/read.ts';
import type { Command } from './task.ts';

const session = () => import('./commands/session.ts');
const items = () => import('./commands/items.ts');
const itemChanges = () => import('./commands/item-changes.ts');
const envSets = () => import('./commands/env-sets.ts');
const grants = () => import('./commands/grants.ts');
const people = () => import('./commands/people.ts');
const policy = () => import('./commands/policy.ts');
const settings = () => import('./commands/settings.ts');
const help = () => import('./commands/help.ts');

/** Only what is called often comes with the entry; everything else is loaded when it is called. */
const loaders: Readonly<Record<CommandPath, () => Promise<Command>>> = {
  read: async () => read,
  run: async () => (await import('./commands/run.ts')).run,
  inject: async () => (await import('./commands/inject.ts')).inject,
  status: async () => (await session()).status,
  whoami: async () => (await session()).whoami,
  accounts: async () => (await session()).accounts,
  login: async () => (await session()).login,
  activate: async () => (await import('./commands/activate.ts')).activate,
  logout: async () => (await session()).logout,
  lock: async () => (await session()).lock,
  unlock: async () => (await session()).unlock,
  ls: async () => (await items()).ls,
  get: async () => (await items()).get,
  add: async () => (await itemChanges()).add,
  edit: async () => (await itemChanges()).edit,
  rm: async () => (await items()).rm,
  restore: async () => (await items()).restore,
  totp: async () => (await import('./commands/totp.ts')).totp,
  history: async () => (await import('./commands/history.ts')).history,
  generate: async () => (await import('./commands/generate.ts')).generate,
  'env list': async () => (await envSets()).envList,
  'env show': async () => (await envSets()).envShow,
  'env print': async () => (await envSets()).envPrint,
  'grant list': async () => (await grants()).grantList,
  'grant revoke': async () => (await grants()).grantRevoke,
  'grant program add': async () => (await grants()).programAdd,
  'grant program list': async () => (await grants()).programList,
  'grant program remove': async () => (await grants()).programRemove,
  approve: async () => (await import('./commands/approve.ts')).approve,
  token: async () => (await import('./commands/token.ts')).token,
  audit: async () => (await import('./commands/audit.ts')).audit,
  'admin people list': async () => (await people()).peopleList,
  'admin people create': async () => (await people()).peopleCreate,
  'admin people disable': async () => (await people()).peopleDisable,
  'admin people enable': async () => (await people()).peopleEnable,
  'admin people unlock': async () => (await people()).peopleUnlock,
  'admin sessions': async () => (await people()).sessions,
  'admin policy get': async () => (await policy()).policyGet,
  'admin policy set': async () => (await policy()).policySet,
  'admin kill-switch on': async () => (await policy()).killSwitchOn,
  'admin kill-switch lift': async () => (await policy()).killSwitchLift,
  init: async () => (await import('./commands/init.ts')).init,
  agent: async () => (await import('./commands/agent.ts')).agent,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
  use: async () => (await settings()).use,
  'config list': async () => (await settings()).configList,
  'config get': async () => (await settings()).configGet,
  'config set': async () => (await settings()).configSet,
  'config unset': async () => (await settings()).configUnset,
  'config alias list': async () => (await settings()).aliasList,
  'config alias set': async () => (await settings()).aliasSet,
  'config alias remove': async () => (await settings()).aliasRemove,
  completion: async () => (await help()).completion,
  man: async () => (await help()).man,
  help: async () => (await help()).help,
  version: async () => (await help()).showVersion,
};

export const loadCommand = (path: CommandPath): Promise<Command> => loaders[path]();
