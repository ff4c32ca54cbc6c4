import { type App, createApp } from '../../app.ts';
import type { Clipboard, Host, Sender } from '../../host.ts';
import type { AppStatus } from '../../../src-shared/contract/setup.ts';
import { windowClient } from '../../../src-shared/models.ts';
import { askStatus } from '../app-status.ts';
import { questionsIn } from '../attention.ts';
import type { ContentFile } from '../window-content.ts';
import type { BrowserOptions } from './browser.ts';
import { createChromiumClipboard } from './chromium-clipboard.ts';
import { openShell, type Shell } from './shell.ts';

export interface DesktopOptions {
  readonly executable: string;
  readonly headless: boolean;
  readonly width: number;
  readonly height: number;
  readonly place?: NonNullable<BrowserOptions['place']>;
  readonly content: ReadonlyMap<string, ContentFile>;
  /** The rest of the host, given the clipboard of the window. */
  readonly host: (clipboard: Clipboard) => Host;
  /** Called with the app before its window opens; where it answers false, none does. */
  readonly prepare?: (app: App, status: AppStatus) => Promise<boolean>;
}

export interface Desktop {
  readonly app: App;
  readonly shell: Shell;
  /** Resolves when the window is closed, by the person or by `close`, and everything has ended. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** The app with its one window; null where `prepare` called it off. Closing the window locks everyone and closes the app. */
export async function openDesktop(options: DesktopOptions): Promise<Desktop | null> {
  let shell: Shell | undefined;
  const present = (): Shell => {
    if (shell === undefined) throw new Error('the window is not open yet');
    return shell;
  };
  const host = options.host(createChromiumClipboard(() => present().clipboard));
  const app = await createApp(host);
  try {
    let closing = false;
    const sender: Sender = {
      kind: 'desktop',
      client: windowClient,
      push: (event, payload) => {
        shell?.push(event, payload);
        // A program waits two minutes for an answer; behind another window nobody would see that it asks.
        if ((questionsIn(event, payload) ?? 0) > 0) void shell?.raise().catch(() => host.log('window.notRaised'));
      },
      reset: () => {
        if (!closing) void shell?.reset().catch(() => host.log('window.notReset'));
      },
    };
    app.attach(sender);
    if ((await options.prepare?.(app, await askStatus(app, sender))) === false) {
      await app.close();
      return null;
    }
    const opened = await openShell({
      ...options,
      onCall: (channel, payload) => app.call(sender, channel, payload),
      onLost: async (why) => {
        host.log(`window.${why}`);
        await app.call(sender, 'session.lock', undefined);
      },
      log: host.log,
    });
    shell = opened;
    const end = async (): Promise<void> => {
      closing = true;
      // The clipboard can be cleared only as long as the browser runs.
      await app.close();
      await opened.browser.close();
    };
    const ended = opened.closed.then(end);
    return { app, shell: opened, ended, close: end };
  } catch (error) {
    await app.close();
    throw error;
  }
}
