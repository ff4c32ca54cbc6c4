import { spawnSync } from 'node:child_process';

const env = '/usr/bin/env';
const oneMaxBytes = 100_000;
const allMaxBytes = 1_000_000;
/** Node ignores these, and what is ignored stays so in the program that takes our place: `yes | head` would never end there. */
const given = '--default-signal=PIPE,XFSZ';

/**
 * Puts the command in this process' place; answers false where that isn't possible, and else never. By way of env(1), which gives
 * the signals back their meaning and is itself replaced.
 */
export function replaceProcess(commandLine: readonly string[], environment: Readonly<Record<string, string>>): boolean {
  const [command = ''] = commandLine;
  // Of a name with "=" env(1) would make a variable.
  if (process.execve === undefined || process.platform === 'win32' || command.includes('=')) return false;
  // What is too long for the system would end this process without a word.
  const texts = [...commandLine, ...Object.entries(environment).map(([name, value]) => `${name}=${value}`)];
  const lengths = texts.map((text) => Buffer.byteLength(text));
  if (lengths.some((length) => length > oneMaxBytes) || lengths.reduce((sum, length) => sum + length, 0) > allMaxBytes) return false;
  // SECURITY: only to see whether this env(1) can do that; it gets nothing of the environment.
  const able = spawnSync(env, [given, '--', env, 'true'], { env: { PATH: '/usr/bin:/bin' }, stdio: 'ignore' }).status === 0;
  if (!able) return false;
  process.execve(env, ['env', given, '--', ...commandLine], { ...environment });
  return false;
}
