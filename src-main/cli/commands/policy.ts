import type { Policy } from '../../../src-shared/policy.ts';
import { CliFailure, usageError } from '../failure.ts';
import type { Outcome, Task } from '../task.ts';
import { columns, visible } from '../text.ts';
import { confirmed } from '../tty.ts';
import { withAdministrator } from '../vault.ts';

export const policyGet = (task: Task): Promise<Outcome> =>
  withAdministrator(task, async (agent) => {
    const { policy, killSwitch, damaged } = await agent.call('policy.get', undefined);
    const [key] = task.given.positionals;
    const note = [
      ...(killSwitch === null ? [] : ['The kill switch is on: nobody joins until it is lifted.']),
      ...(damaged ? ['The stored policy was changed by something else: set it anew.'] : []),
    ].join('\n');
    if (key === undefined)
      return {
        data: { policy, killSwitch, damaged },
        out: columns(Object.entries(policy).map(([name, value]) => [name, String(value)])),
        note,
      };
    const value = valueAt(policy, key);
    return { data: { key, value }, out: `${String(value)}\n`, note };
  });

export const policySet = (task: Task): Promise<Outcome> =>
  withAdministrator(task, async (agent) => {
    const [key = '', text = ''] = task.given.positionals;
    const { policy } = await agent.call('policy.get', undefined);
    const value = parsed(key, text, valueAt(policy, key));
    // Whether the value is one that there can be is the contract's to say.
    const changed = await agent.call('policy.set', { ...policy, [key]: value }).catch((error) => outOfRange(error, key));
    return { data: { policy: changed.policy }, note: `${key}: ${String(valueAt(changed.policy, key))}.` };
  });

/** Says what there can be. The schema is loaded only here, as it brings zod with it. */
async function outOfRange(error: unknown, key: string): Promise<never> {
  if (!(error instanceof CliFailure) || error.code !== 'invalidInput' || error.detail?.what !== key) throw error;
  const { policySchema } = await import('../../../src-shared/policy.ts');
  const schema: object = policySchema.shape[key as keyof Policy];
  if ('options' in schema) throw new CliFailure('invalidInput', `${key} is one of: ${(schema.options as string[]).join(', ')}.`);
  if (!('minValue' in schema && 'maxValue' in schema)) throw error;
  throw new CliFailure('invalidInput', `${key} takes a whole number from ${String(schema.minValue)} to ${String(schema.maxValue)}.`);
}

function valueAt(policy: Policy, key: string): unknown {
  if (!Object.hasOwn(policy, key)) throw new CliFailure('notFound', `The policy has no "${visible(key)}": strongroom admin policy get.`);
  return policy[key as keyof Policy];
}

function parsed(key: string, text: string, present: unknown): string | number | boolean {
  switch (typeof present) {
    case 'boolean':
      if (!['yes', 'no', 'true', 'false', 'on', 'off'].includes(text)) throw usageError(`${key} is yes or no.`);
      return ['yes', 'true', 'on'].includes(text);
    case 'number':
      if (!/^\d{1,9}$/.test(text)) throw usageError(`${key} is a whole number.`);
      return Number(text);
    default:
      return text;
  }
}

export async function killSwitchOn(task: Task): Promise<Outcome> {
  const question = 'Lock everyone, end every session and revoke every grant, yours too?';
  return withAdministrator(task, async (agent) => {
    // Whoever may not is told so, and not asked first.
    await agent.call('policy.get', undefined);
    const agreed = task.given.has('yes') || (await confirmed(question, 'say so with --yes'));
    if (!agreed) throw new CliFailure('interrupted', 'Nothing was done.');
    await agent.call('killSwitch.turnOn', undefined);
    return { note: 'Everyone is locked and signed out, you too.' };
  });
}

export const killSwitchLift = (task: Task): Promise<Outcome> =>
  withAdministrator(task, async (agent) => {
    const { policy } = await agent.call('killSwitch.lift', undefined);
    return { data: { policy }, note: 'Lifted: people can join again as the policy has it.' };
  });
