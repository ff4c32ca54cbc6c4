import type { Approval, Decision, GrantDuration } from '../../../src-shared/agent/programs.ts';
import { limits } from '../../../src-shared/limits.ts';
import type { Given } from '../arguments.ts';
import type { Caller } from '../connection.ts';
import { CliFailure, usageError } from '../failure.ts';
import { askPassword } from '../passwords.ts';
import type { Outcome, Task } from '../task.ts';
import { visible } from '../text.ts';
import { openTerminal } from '../tty.ts';
import { withVault } from '../vault.ts';

const durations: Readonly<Record<string, GrantDuration>> = { once: 'once', '10m': 'tenMinutes', lock: 'untilLock', always: 'always' };
const denial: Decision = { allow: false };

export const approve = (task: Task): Promise<Outcome> =>
  withVault(task, async (agent) => {
    const { given } = task;
    const decision = decisionOf(given);
    const waiting = await agent.call('approvals.list', undefined);
    const [id] = given.positionals;
    if (id !== undefined) return answerOne(task, agent, chosen(waiting, id), decision);
    if (given.has('deny')) {
      for (const approval of waiting) await agent.call('approvals.answer', { id: approval.id, decision: denial });
      return { data: { denied: waiting.map(({ id }) => id) }, note: `Denied: ${waiting.length}.` };
    }
    return askEach(task, agent, waiting, decision);
  });

const asksForPassword = ({ items }: Approval): boolean => items.some(({ askAlways }) => askAlways);
const passwordQuestion = 'Your password, as it asks each time: ';

async function answerOne({ given }: Task, agent: Caller, approval: Approval, decision: Decision): Promise<Outcome> {
  const proof =
    decision.allow && asksForPassword(approval) ? { password: await askPassword(given, passwordQuestion, { twice: false }) } : {};
  await agent.call('approvals.answer', { id: approval.id, decision, ...proof });
  return { data: { id: approval.id, allowed: decision.allow }, note: decision.allow ? 'Allowed.' : 'Denied.' };
}

/** At a terminal one after the other; elsewhere, and for a program that wants JSON, they are only listed. */
async function askEach({ given }: Task, agent: Caller, waiting: readonly Approval[], decision: Decision): Promise<Outcome> {
  if (waiting.length === 0) return { data: { approvals: [] }, note: 'No program waits for you.' };
  const elsewhere = given.has('password-stdin') || given.text('password-file') !== null;
  const brought = elsewhere ? await askPassword(given, passwordQuestion, { twice: false }) : null;
  const person = given.has('json') ? null : openTerminal();
  if (person === null) return { data: { approvals: waiting }, out: waiting.map(described).join('\n') };
  const allowed: string[] = [];
  try {
    for (const approval of waiting) {
      person.say(described(approval));
      // Anything but yes is no.
      const yes = /^(?:y|yes)$/i.test((await person.ask(`Allow it${durationText(decision)}? [y/N] `)).trim());
      // It is typed again for each question: what it is good for is read before.
      const proof = yes && asksForPassword(approval) ? { password: brought ?? (await person.askHidden(passwordQuestion)) } : {};
      await agent.call('approvals.answer', { id: approval.id, decision: yes ? decision : denial, ...proof });
      if (yes) allowed.push(approval.id);
    }
  } finally {
    person.close();
  }
  const denied = waiting.filter(({ id }) => !allowed.includes(id)).map(({ id }) => id);
  return { data: { allowed, denied }, note: `Allowed: ${allowed.length}, denied: ${denied.length}.` };
}

function decisionOf(given: Given): Decision {
  const tag = given.text('tag');
  const leaseMinutes = given.whole('lease', { min: 0, max: limits.leaseMaxMinutes }) ?? 0;
  if (!given.has('deny')) return { allow: true, duration: durations[given.text('duration') ?? 'once'] ?? 'once', tag, leaseMinutes };
  if (given.has('duration') || tag !== null || leaseMinutes > 0) throw usageError('--deny goes with no other option.');
  return denial;
}

/** By its id or the beginning of it. Throws notFound, ambiguous. */
function chosen(waiting: readonly Approval[], id: string): Approval {
  const found = waiting.filter((approval) => approval.id.startsWith(id));
  const [only] = found;
  if (only === undefined) throw new CliFailure('notFound', 'No program waits under this id any more: strongroom approve.');
  if (found.length > 1) throw new CliFailure('ambiguous', 'Several questions begin with this id: name more of it.');
  return only;
}

const durationText = (decision: Decision): string =>
  decision.allow
    ? ` (${{ once: 'once', tenMinutes: 'for 10 minutes', untilLock: 'until you lock', always: 'for good' }[decision.duration]})`
    : '';

/** SECURITY: what a program calls itself is made visible, and what is no proof is said to be none. */
function described({ id, asker, use, items, audience, askedBefore, askedAt }: Approval): string {
  const wanted = [
    ...items.map(({ name, fields, tags, askAlways }) => {
      const notes = [...tags.map((tag) => `#${tag}`), ...(askAlways ? ['asks each time'] : [])].join(' ');
      return `    ${name}: ${fields.join(', ')}${notes === '' ? '' : `  (${notes})`}`;
    }),
    ...(audience === null ? [] : [`    a statement who you are, for ${audience}`]),
  ];
  const lines = [
    `${asker.name} asks${use === 'inject' ? ', for a command’s environment alone' : ''}:`,
    ...wanted,
    `  Program: ${asker.path ?? 'unknown'}${asker.registered ? ' (connected)' : ' (not connected: a hint, no proof)'}`,
    ...(asker.parents.length === 0 ? [] : [`  Started by: ${asker.parents.join(' ← ')}`]),
    `  Asked before: ${askedBefore}; since ${new Date(askedAt).toLocaleTimeString()}; id ${id}`,
  ];
  return lines.map((line) => `${visible(line)}\n`).join('');
}
