import type { Output } from '../../../src-shared/contract/index.ts';
import { CliFailure, usageError } from '../failure.ts';
import { askPassword } from '../passwords.ts';
import { exitCodes } from '../exit-codes.ts';
import { accountOf, type Outcome, type Task, withAgent } from '../task.ts';
import { columns, moment, visible } from '../text.ts';
import { requireTerminal } from '../tty.ts';
import { checkPerson, withVault } from '../vault.ts';
import type { AgentConnection } from '../connection.ts';

type State = Output<'session.current'>;

const nameOf = (state: State): string => {
  if (state.status === 'signedOut') return 'nobody';
  const { displayName, username } = state.account;
  return displayName === username ? username : `${displayName} (${username})`;
};
const whoIs = (state: State) =>
  state.status === 'signedOut'
    ? null
    : { id: state.account.id, username: state.account.username, displayName: state.account.displayName, role: state.account.role };

export const status = (task: Task): Promise<Outcome> =>
  withAgent(task, async (agent) => {
    const [app, door, session] = await Promise.all([
      agent.call('app.status', undefined),
      agent.call('agent.status', undefined),
      agent.call('session.current', undefined),
    ]);
    const problem = app.problem?.code ?? null;
    const out = columns([
      ['Strongroom', app.version],
      ['State', problem ?? app.phase],
      ['Data', app.dataDirectory],
      ['Keychain', `${app.keychain.kind}, ${app.keychain.state}`],
      ['Socket', door.socket ?? '–'],
      ['HTTP API', door.api ?? 'off'],
      ['Signed in here', nameOf(session)],
      ['Vault', session.status === 'signedOut' ? '–' : session.status],
      ['Waiting for you', String(door.waitingApprovals)],
    ]);
    const { phase, dataDirectory, keychain, version } = app;
    const { socket, api, startedAt, waitingApprovals } = door;
    const facts = { version, phase, problem, dataDirectory, keychain, socket, api, startedAt, waitingApprovals };
    return { data: { ...facts, session: session.status, account: whoIs(session) }, out };
  });

export const whoami = (task: Task): Promise<Outcome> =>
  withVault(task, async (agent) => {
    const session = await agent.call('session.current', undefined);
    const data = { status: session.status, account: whoIs(session) };
    if (session.status === 'signedOut')
      return { data, note: 'Nobody is signed in at this terminal: strongroom login.', exit: exitCodes.locked };
    return { data, out: `${visible(session.account.username)}\n`, note: session.status === 'locked' ? 'The vault is locked.' : '' };
  });

export const accounts = (task: Task): Promise<Outcome> =>
  withAgent(task, async (agent) => {
    const { tiles } = await agent.call('accounts.tiles', { search: '' });
    const list = tiles.map(({ id, username, displayName, role, lastUsedAt, signedIn }) => ({
      id,
      username,
      displayName,
      role,
      lastUsedAt,
      signedIn,
    }));
    const rows = list.map((one) => [one.username, one.displayName, one.role, moment(one.lastUsedAt)]);
    return { data: { accounts: list }, out: columns(rows), note: rows.length === 0 ? 'Nobody is shown here.' : '' };
  });

export const login = (task: Task): Promise<Outcome> =>
  withAgent(task, async (agent) => signIn(task, agent, task.given.positionals[0] ?? accountOf(task) ?? (await askName(agent))));

export const unlock = (task: Task): Promise<Outcome> =>
  withAgent(task, async (agent) => {
    const session = await agent.call('session.current', undefined);
    if (session.status !== 'signedOut') await checkPerson(task, agent);
    if (session.status === 'unlocked') return { data: { account: whoIs(session) }, note: 'It is unlocked.' };
    const name = session.status === 'locked' ? session.account.username : (accountOf(task) ?? (await askName(agent)));
    return signIn(task, agent, name);
  });

async function signIn({ given }: Task, agent: AgentConnection, name: string): Promise<Outcome> {
  // Before anybody types: whether there is an agent at all.
  await agent.welcome;
  const password = await askPassword(given, `Password of ${visible(name)}: `, { twice: false });
  const state = await agent.call('session.signIn', { who: { username: name }, password, acceptOlder: given.has('accept-older') });
  const due = state.status === 'unlocked' && state.passwordDue;
  const missed = state.status === 'unlocked' ? state.failuresSinceLastSignIn : 0;
  const note = [
    `Signed in as ${visible(nameOf(state))}, at this terminal.`,
    ...(missed > 0
      ? [missed === 1 ? 'Since the last time there was 1 wrong password.' : `Since the last time there were ${missed} wrong passwords.`]
      : []),
    ...(due ? ['A new password has to be chosen before anything else: open the app.'] : []),
  ];
  return { data: { account: whoIs(state), passwordDue: due, failuresSinceLastSignIn: missed }, note: note.join('\n') };
}

/** The only person there is, else asked for. */
async function askName(agent: AgentConnection): Promise<string> {
  const { tiles } = await agent.call('accounts.tiles', { search: '' });
  const [only] = tiles;
  if (only !== undefined && tiles.length === 1) return only.username;
  const person = requireTerminal('name the account, strongroom login NAME');
  try {
    const name = (await person.ask('User name: ')).trim();
    if (name === '') throw usageError('A user name is needed.');
    return name;
  } finally {
    person.close();
  }
}

export const logout = (task: Task): Promise<Outcome> =>
  withVault(task, async (agent) => {
    await agent.call('session.signOut', undefined);
    return { note: 'Signed out.' };
  });

export const lock = (task: Task): Promise<Outcome> =>
  withVault(task, async (agent) => {
    const everyone = task.given.has('everyone');
    const state = await agent.call(everyone ? 'session.lockEveryone' : 'session.lock', undefined);
    if (!everyone && state.status === 'signedOut') throw new CliFailure('notSignedIn');
    return { note: everyone ? 'Everyone is locked.' : 'Locked, for every window, terminal and program.' };
  });
