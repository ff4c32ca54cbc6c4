import type { Recipe } from '../../../src-shared/generator.ts';
import type { Given } from '../arguments.ts';
import { type Outcome, type Task, withAgent } from '../task.ts';

export const generate = (task: Task): Promise<Outcome> =>
  withAgent(task, async (agent) => {
    const { value, bits } = await agent.call('generator.generate', recipeOf(task.given));
    return { data: { value, bits }, out: `${value}\n`, note: process.stdout.isTTY ? `${Math.round(bits)} bits` : '' };
  });

function recipeOf(given: Given): Recipe {
  const kind = given.text('kind') ?? 'password';
  switch (kind) {
    case 'passphrase':
      return { kind, words: given.whole('length', { min: 3, max: 12 }) ?? 6, separator: '-', capitalise: false };
    case 'hex':
    case 'base64':
      return { kind, bytes: given.whole('length', { min: 4, max: 128 }) ?? 32 };
    default: {
      const shape = { digits: !given.has('no-digits'), symbols: !given.has('no-symbols'), avoidAmbiguous: given.has('readable') };
      return { kind: 'password', length: given.whole('length', { min: 8, max: 128 }) ?? 24, ...shape };
    }
  }
}
