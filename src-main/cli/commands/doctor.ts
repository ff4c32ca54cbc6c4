import { checkAgent } from '../doctor/agent-checks.ts';
import { checkPlaces } from '../doctor/place-checks.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Outcome, Task } from '../task.ts';
import { coloured, visible } from '../text.ts';

/** Every check runs, whatever the others say. */
export async function doctor(task: Task): Promise<Outcome> {
  const checks = [...checkPlaces(task), ...(await checkAgent(task))];
  const failed = checks.some(({ result }) => result === 'fail');
  const lines = checks.map(({ result, what, says, mend }) => {
    const next = mend === undefined ? '' : `\n        → ${visible(mend)}`;
    return `${coloured(result.padEnd(4), result)}  ${visible(what)}: ${visible(says)}${next}\n`;
  });
  return { data: { checks }, out: lines.join(''), exit: failed ? exitCodes.error : exitCodes.ok };
}
