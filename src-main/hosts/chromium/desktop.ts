import { type App, createApp } from '../../app.ts';
import type { Clipboard, Host, Sender } from '../../host.ts';
import type { ContentFile } from '../window-content.ts';
import { createChromiumClipboard } from './chromium-clipboard.ts';
import { openShell, type Shell } from './shell.ts';

export interface DesktopOptions {
  readonly executable: string;
  readonly headless: boolean;
  readonly width: number;
  readonly height: number;
  readonly content: ReadonlyMap<string, ContentFile>;
  /** The rest of the host, given the clipboard of the window. */
  readonly host: (clipboard: Clipboard) => Host;
  /** Called with the app before its window opens. */
  readonly prepare?: (app: App) => Promise<void>;
}

export interface Desktop {
  readonly app: App;
  readonly shell: Shell;
  /** Resolves when the window is closed, by the person or by `close`. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** The app with its one window. Closing the window locks everyone and closes the app. */
export async function openDesktop(options: DesktopOptions): Promise<Desktop> {
  let shell: Shell | undefined;
  const present = (): Shell => {
    if (shell === undefined) throw new Error('the window is not open yet');
    return shell;
  };
  const host = options.host(createChromiumClipboard(present));
  const app = await createApp(host);
  await options.prepare?.(app);
  const sender: Sender = {
    kind: 'desktop',
    client: 'Strongroom window',
    push: (event, payload) => shell?.push(event, payload),
    reset: () => void shell?.reset().catch(() => undefined),
  };
  app.attach(sender);
  const onCall = (channel: string, payload: unknown) => app.call(sender, channel, payload);
  const onCrash = (): void => {
    host.log('window.crashed');
    void app.call(sender, 'session.lock', undefined);
  };
  try {
    shell = await openShell({ ...options, onCall, onCrash, log: host.log });
  } catch (error) {
    await app.close();
    throw error;
  }
  const ended = shell.browser.exited.then(() => app.close());
  return {
    app,
    shell,
    ended,
    async close() {
      await app.close();
      await present().browser.close();
      await ended;
    },
  };
}
