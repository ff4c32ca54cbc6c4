import { fileURLToPath } from 'node:url';
import { agentPlaces } from '../agent/places.ts';
import type { AgentHost } from '../host.ts';
import type { Launch } from './launch.ts';

const defaultApiPort = 8500;

/** Where the agent of this start is reached. `folder` is where the app is installed. A demo's lies in its own temporary directory. */
export function agentHost(
  { dataDirectory, demo }: Pick<Launch, 'dataDirectory' | 'demo'>,
  folder: URL,
  env: NodeJS.ProcessEnv = process.env,
): AgentHost {
  const places = agentPlaces(demo ? { ...env, STRONGROOM_HOME: dataDirectory } : env, process.platform, dataDirectory);
  return { ...places, apiPort: portOf(env['STRONGROOM_API_PORT']), folder: fileURLToPath(folder) };
}

function portOf(text: string | undefined): number {
  const port = /^\d{1,5}$/.test(text ?? '') ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : defaultApiPort;
}
