import { lstatSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { type AgentPlaces, agentPlaces } from '../agent/places.ts';
import { dataDirectory } from '../hosts/places.ts';
import { CliFailure } from './failure.ts';

/** Where everything of this person lies. */
export interface Home {
  readonly data: string;
  readonly agent: AgentPlaces;
  /** For what lives only as long as the machine runs; may not be there yet. */
  readonly runtime: string;
  readonly config: string;
}

export function findHome(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform, home = homedir()): Home {
  const data = dataDirectory(env, platform, home);
  const agent = agentPlaces(env, platform, data);
  return { data, agent, runtime: dirname(agent.tokenFile), config: configFile(env, platform, home) };
}

function configFile(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): string {
  const chosen = env['STRONGROOM_HOME'];
  if (chosen) return join(chosen, 'config.json');
  if (platform === 'win32') return join(env['APPDATA'] || join(home, 'AppData', 'Roaming'), 'Strongroom', 'config.json');
  return join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'strongroom', 'config.json');
}

/** What is wrong with a directory that has to be this person's alone; null where nothing is. */
export function faultOfDirectory(directory: string): 'missing' | 'noDirectory' | 'notOurs' | 'openToOthers' | null {
  const uid = process.getuid?.() ?? null;
  const found = lstatSync(directory, { throwIfNoEntry: false });
  if (found === undefined) return 'missing';
  if (!found.isDirectory()) return 'noDirectory';
  // Windows: the rights of the person's own folder decide.
  if (uid === null) return null;
  if (found.uid !== uid) return 'notOurs';
  return (found.mode & 0o077) === 0 ? null : 'openToOthers';
}

/** SECURITY: in a directory of somebody else anybody could listen and be told passwords. Throws notRunning, and file with what to do. */
export function checkRuntime({ runtime }: Home): void {
  const fault = faultOfDirectory(runtime);
  if (fault === 'missing') throw new CliFailure('notRunning');
  if (fault !== null) throw new CliFailure('file', `${runtime} isn’t yours alone, so nothing there is trusted: see "strongroom doctor".`);
}
