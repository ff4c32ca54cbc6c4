import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Where this person's machine keeps the data: STRONGROOM_HOME, else the platform's own place. */
export function dataDirectory(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const chosen = env['STRONGROOM_HOME'];
  if (chosen) return chosen;
  switch (platform) {
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Strongroom');
    case 'win32':
      return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Strongroom');
    default:
      return join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'strongroom');
  }
}

/** Where files go that a person asks for: XDG_DOWNLOAD_DIR, else Downloads where the home directory has it, else that directory itself. */
export function exportsDirectory(env: NodeJS.ProcessEnv = process.env, home: string = homedir()): string {
  const chosen = env['XDG_DOWNLOAD_DIR'];
  if (chosen !== undefined && isAbsolute(chosen)) return chosen;
  const downloads = join(home, 'Downloads');
  return existsSync(downloads) ? downloads : home;
}

/** The address that the first administrator's form starts with. */
export const suggestedEmail = (env: NodeJS.ProcessEnv = process.env): string | null =>
  env['STRONGROOM_ADMIN_EMAIL'] ?? env['ADMIN_EMAIL'] ?? null;
