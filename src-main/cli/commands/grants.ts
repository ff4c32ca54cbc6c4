import type { GrantScope, GrantView } from '../../../src-shared/agent/programs.ts';
import { CliFailure, usageError } from '../failure.ts';
import type { Outcome, Task } from '../task.ts';
import { columns, moment, visible } from '../text.ts';
import { withVault } from '../vault.ts';

export const grantList = (task: Task): Promise<Outcome> =>
  withVault(task, async (agent) => {
    const grants = await agent.call('grants.list', undefined);
    const rows = grants.map((grant) => [grant.programName, scopeText(grant), grant.use, lifeText(grant), `used ${grant.uses}×`, grant.id]);
    return { data: { grants }, out: columns(rows), note: rows.length === 0 ? 'No program may use anything.' : '' };
  });

function scopeText({ scope, itemName }: { readonly scope: GrantScope; readonly itemName: string | null }): string {
  switch (scope.type) {
    case 'item':
      return itemName ?? 'an item that is gone';
    case 'tag':
      return `everything tagged ${scope.tag}`;
    case 'identity':
      return `who you are, for ${scope.audience}`;
  }
}

function lifeText({ duration, expiresAt, leaseUntil }: GrantView): string {
  const life = { once: 'once', tenMinutes: `until ${moment(expiresAt)}`, untilLock: 'until you lock', always: 'for good' }[duration];
  return leaseUntil === null ? life : `${life}, leased until ${moment(leaseUntil)}`;
}

export const grantRevoke = (task: Task): Promise<Outcome> =>
  withVault(task, async (agent) => {
    const { given } = task;
    if (given.has('leases')) {
      if (given.positionals.length > 0) throw usageError('--leases goes with no id.');
      await agent.call('leases.end', undefined);
      return { note: 'Every lease has ended.' };
    }
    if (given.positionals.length === 0) throw usageError('"strongroom grant revoke" needs ID: strongroom grant list.');
    const ids = [...given.positionals];
    await agent.call('grants.revoke', { ids });
    return { data: { ids }, note: `Revoked: ${ids.length}.` };
  });

export const programAdd = (task: Task): Promise<Outcome> =>
  withVault(task, async (agent) => {
    const { program, token } = await agent.call('programs.register', { name: task.given.positional(0), origin: task.given.text('origin') });
    const note = `This token of ${visible(program.name)} is shown once; it goes into STRONGROOM_TOKEN of that program alone.`;
    return { data: { program, token }, out: `${token}\n`, note };
  });

export const programList = (task: Task): Promise<Outcome> =>
  withVault(task, async (agent) => {
    const programs = await agent.call('programs.list', undefined);
    const rows = programs.map(({ key, name, path, registered, asked, refused, lastAskedAt }) => {
      const standing = registered ? 'connected' : 'not connected';
      return [name, standing, `asked ${asked}×, refused ${refused}×`, moment(lastAskedAt), path ?? '–', key];
    });
    return { data: { programs }, out: columns(rows), note: rows.length === 0 ? 'No program has asked yet.' : '' };
  });

export const programRemove = (task: Task): Promise<Outcome> =>
  withVault(task, async (agent) => {
    const text = task.given.positional(0);
    const programs = await agent.call('programs.list', undefined);
    const byKey = programs.filter(({ key }) => key === text);
    const found = byKey.length > 0 ? byKey : programs.filter(({ name }) => name === text);
    const [only] = found;
    if (only === undefined) throw new CliFailure('notFound', `There is no program "${visible(text)}": strongroom grant program list.`);
    if (found.length > 1)
      throw new CliFailure('ambiguous', `Several programs are called "${visible(text)}": use the key, the last column of the list.`);
    await agent.call('programs.remove', { key: only.key });
    return { data: { key: only.key }, note: `Removed: ${visible(only.name)}. Its token and grants are gone.` };
  });
