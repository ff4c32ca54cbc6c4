import type { AppStatus } from '../../src-shared/contract/setup.ts';
import type { App } from '../app.ts';
import type { Sender } from '../host.ts';

/** How far the app came, asked through the door that windows use. The sender must be attached. Throws where there is no answer. */
export async function askStatus(app: App, sender: Sender): Promise<AppStatus> {
  const result = await app.call(sender, 'app.status', undefined);
  if (!result.ok) throw new Error(`app.status refused: ${result.error.code}`);
  return result.value as AppStatus;
}
