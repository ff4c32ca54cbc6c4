import { CliFailure } from '../failure.ts';
import { isField } from '../fields.ts';
import { findItem } from '../items.ts';
import type { Outcome, Task } from '../task.ts';
import { visible } from '../text.ts';
import { withVault } from '../vault.ts';

export const totp = (task: Task): Promise<Outcome> =>
  withVault(task, async (agent) => {
    const { given } = task;
    const { id, name } = await findItem(agent, given.positional(0));
    const { fields } = await agent.call('items.get', { id });
    const wanted = given.text('field');
    const found = fields.filter((field) => field.type === 'totp' && field.filled && (wanted === null || isField(field, wanted)));
    const [only] = found;
    if (only === undefined) throw new CliFailure('notFound', `${visible(name)} has no one-time code.`, { what: 'field' });
    if (found.length > 1) {
      const names = found.map((field) => visible(field.name)).join(', ');
      throw new CliFailure('ambiguous', `${visible(name)} has several; name one with --field: ${names}.`, { what: 'field' });
    }
    const { code, next, validUntil, period } = await agent.call('items.totp', { id, fieldId: only.id });
    const seconds = Math.max(0, Math.ceil((validUntil - Date.now()) / 1000));
    const note = process.stdout.isTTY ? `It counts for ${seconds} s more.` : '';
    return { data: { code, next, validUntil, period }, out: `${code}\n`, note };
  });
