import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { AppError } from '../../src-shared/errors.ts';
import { limits } from '../../src-shared/limits.ts';
import { defaultPolicy } from '../../src-shared/policy.ts';
import type { Output } from '../../src-shared/contract/index.ts';

export type PasswordVerdict = Output<'accounts.checkPassword'>;

let estimator: Promise<ZxcvbnFactory> | undefined;

/** The dictionaries take a few megabytes, so they are read when the first password is judged. */
async function loadEstimator(): Promise<ZxcvbnFactory> {
  const [core, common, english, german] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
    import('@zxcvbn-ts/language-de'),
  ]);
  return new core.ZxcvbnFactory({
    graphs: common.adjacencyGraphs,
    dictionary: { ...common.dictionary, ...english.dictionary, ...german.dictionary },
  });
}

/** Scores below this are guessed in minutes by somebody who has both database and keychain. */
const lowestAcceptableScore = 2;
const charactersEstimated = 100;

/** Judges a new password by length and by zxcvbn's estimate, which knows the blocklists and the person's own names. */
export async function judgePassword(
  password: string,
  names: readonly string[],
  minCharacters: number = defaultPolicy.passwordMinCharacters,
): Promise<PasswordVerdict> {
  const normal = password.normalize('NFKC');
  estimator ??= loadEstimator();
  const parts = names.flatMap((name) => [name, ...name.split(/[\s@._-]+/)]).filter((part) => part.length >= 3);
  // The estimate's cost grows with the square of the length, and a long tail never makes a password weaker.
  const { score } = (await estimator).check(normal.slice(0, charactersEstimated), ['strongroom', ...parts]);
  const problem = problemOf(normal, score, { names: parts, minCharacters });
  return { score, acceptable: problem === null, problem };
}

function problemOf(
  password: string,
  score: number,
  { names, minCharacters }: { names: readonly string[]; minCharacters: number },
): PasswordVerdict['problem'] {
  if (new TextEncoder().encode(password).length > limits.passwordMaxBytes) return 'tooLong';
  if ([...password].length < minCharacters) return 'tooShort';
  const withoutNames = names.reduce((rest, name) => rest.replaceAll(name.toLowerCase(), ''), password.toLowerCase());
  if ([...withoutNames].length < minCharacters / 2) return 'containsName';
  return score >= lowestAcceptableScore ? null : 'tooCommon';
}

/** Throws weakPassword with the reason where policy refuses this password. */
export async function requireStrong(password: string, names: readonly (string | null)[], minCharacters: number): Promise<void> {
  const verdict = await judgePassword(
    password,
    names.filter((name) => name !== null),
    minCharacters,
  );
  if (verdict.problem !== null) throw new AppError('weakPassword', { reason: verdict.problem });
}
