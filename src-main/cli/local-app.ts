import type { ChannelName, Input, Output } from '../../src-shared/contract/index.ts';
import type { Failure } from '../../src-shared/errors.ts';
import type { Caller } from './connection.ts';
import { CliFailure } from './failure.ts';

/** The app in this process, for a machine where no agent runs yet; nobody else can reach it. */
export interface LocalApp {
  /** Never throws: failures are data. */
  call(channel: string, payload: unknown): Promise<{ ok: true; value: unknown } | { ok: false; error: Failure }>;
  /** Locks everyone and closes the database. */
  close(): Promise<void>;
}

/** What hosts/headless/init-main.ts offers. It is loaded by its address, since it brings the whole app with it. */
export interface LocalEntry {
  /** Opens the data directory. A problem with it shows in app.status. */
  openLocalApp(): Promise<LocalApp>;
  /** How the keychain of this login is: written, read back and removed again. */
  probeKeychain(): Promise<string>;
}

/** Beside the bundle, dist/main; from the sources there is none. */
export const builtEntry = (name: string): URL => new URL(`../main/${name}.js`, import.meta.url.replace(/\/parts\/[^/]*$/, '/cli.js'));

async function loadEntry(): Promise<LocalEntry> {
  try {
    return (await import(builtEntry('init').href)) as LocalEntry;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CliFailure('internal', `Strongroom isn’t installed as a whole (${code ?? 'unknown'}): run "npm run build" in its folder.`);
  }
}

/** The app in this process. `done` has to be waited for: it writes what waits and closes the database. */
export async function openHere(): Promise<Caller & { done(): Promise<void> }> {
  const app = await (await loadEntry()).openLocalApp();
  return {
    async call<C extends ChannelName>(channel: C, payload: Input<C>): Promise<Output<C>> {
      const result = await app.call(channel, payload);
      if (!result.ok) throw new CliFailure(result.error.code, '', result.error.detail);
      return result.value as Output<C>;
    },
    close: () => undefined,
    done: () => app.close(),
  };
}

/** Whether the system's keychain works. */
export const probeKeychain = async (): Promise<string> => (await loadEntry()).probeKeychain();
