import { limits } from '../../../src-shared/limits.ts';
import type { Act, Person } from '../../../src-shared/people.ts';
import type { Caller } from '../connection.ts';
import { exitCodes } from '../exit-codes.ts';
import { explain } from '../explain.ts';
import { CliFailure } from '../failure.ts';
import type { Outcome, Task } from '../task.ts';
import { columns, day, moment, visible } from '../text.ts';
import { withAdministrator } from '../vault.ts';

async function everybody(agent: Caller, search: string): Promise<Person[]> {
  const people: Person[] = [];
  for (let more = true; more;) {
    const page = { offset: people.length, limit: limits.pageMaxRows };
    const answer = await agent.call('people.list', { search, status: null, role: null, sort: 'name', ...page });
    people.push(...answer.people);
    more = answer.people.length === limits.pageMaxRows;
  }
  return people;
}

export const peopleList = (task: Task): Promise<Outcome> =>
  withAdministrator(task, async (agent) => {
    const people = await everybody(agent, task.given.positionals.join(' '));
    const rows = people.map(({ username, displayName, role, status, lastLogin, liveSessions, damaged }) => {
      const standing = damaged ? `${status}, damaged` : status;
      return [username, displayName, role, standing, `last ${day(lastLogin)}`, `${liveSessions} sessions`];
    });
    return { data: { people }, out: columns(rows) };
  });

export const peopleCreate = (task: Task): Promise<Outcome> =>
  withAdministrator(task, async (agent) => {
    const { given } = task;
    const username = given.positional(0);
    const role = given.text('role') === 'administrator' ? 'administrator' : 'user';
    const person = { username, displayName: given.text('display-name') ?? username, email: given.text('email'), role } as const;
    const activation = await agent.call('people.create', person);
    const note = `The activation code for ${visible(activation.username)}, until ${moment(activation.expiresAt)}; it is shown once. Next: strongroom activate, or the code at the app’s login screen.`;
    return { data: activation, out: `${activation.code}\n`, note };
  });

const acting =
  (act: Act, did: string) =>
  (task: Task): Promise<Outcome> =>
    withAdministrator(task, async (agent) => {
      const people = await everybody(agent, '');
      const chosen = task.given.positionals.map((name) => named(people, name));
      const nameOf = (id: string): string => visible(chosen.find((person) => person.id === id)?.username ?? id);
      const { done, requested, refused } = await agent.call('people.act', { act, ids: chosen.map(({ id }) => id) });
      const notes = [
        ...(done.length > 0 ? [`${did}: ${done.map(nameOf).join(', ')}.`] : []),
        ...(requested.length > 0 ? [`A second administrator has to confirm: ${requested.map(nameOf).join(', ')}.`] : []),
        ...refused.map(({ id, error }) => `${nameOf(id)}: ${explain(error.code, error.detail)}`),
      ];
      return { data: { done, requested, refused }, note: notes.join('\n'), exit: refused.length > 0 ? exitCodes.denied : exitCodes.ok };
    });

export const peopleDisable = acting('disable', 'Disabled');
export const peopleEnable = acting('enable', 'Enabled');
export const peopleUnlock = acting('unlock', 'May try again');

function named(people: readonly Person[], name: string): Person {
  const person = people.find(({ username, id }) => username === name.toLowerCase() || id === name);
  if (person === undefined) throw new CliFailure('notFound', `There is no account "${visible(name)}": strongroom admin people list.`);
  return person;
}

export const sessions = (task: Task): Promise<Outcome> =>
  withAdministrator(task, async (agent) => {
    const { given } = task;
    const id = given.text('end');
    if (id !== null) {
      await agent.call('sessions.endOf', { id });
      return { data: { id }, note: 'Ended.' };
    }
    if (given.has('end-all')) {
      const { ended } = await agent.call('sessions.endAll', undefined);
      return { data: { ended }, note: `Ended: ${ended}.` };
    }
    const [name] = given.positionals;
    const ownerId = name === undefined ? null : named(await everybody(agent, ''), name).id;
    const query = { ownerId, liveOnly: true, offset: 0, limit: limits.pageMaxRows };
    const found = await agent.call('sessions.everyone', query);
    const rows = found.sessions.map(({ ownerName, kind, client, lastActivityAt, unlocked, id }) => {
      return [ownerName, kind, client, unlocked ? 'unlocked' : 'locked', `active ${moment(lastActivityAt)}`, id];
    });
    return { data: found, out: columns(rows), note: found.more ? 'There are more: name a person.' : '' };
  });
