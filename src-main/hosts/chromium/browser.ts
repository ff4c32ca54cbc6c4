import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { DevToolsPipe } from './devtools-pipe.ts';

/** Where browsers of this family are installed, by platform. */
const places: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'].map((name) => `/usr/bin/${name}`),
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`),
  win32: ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].flatMap((path) =>
    ['C:\\Program Files', 'C:\\Program Files (x86)'].map((root) => `${root}\\${path}`),
  ),
};

/** The browser to use: STRONGROOM_BROWSER, else the first one installed; null where there is none. */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): string | null {
  return env['STRONGROOM_BROWSER'] ?? places[process.platform]?.find((path) => existsSync(path)) ?? null;
}

/** SECURITY: nothing but our own content is ever answered; the proxy that doesn't exist stops what the browser does by itself. */
const switches = [
  '--remote-debugging-pipe',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
  '--disable-default-apps',
  '--disable-translate',
  '--disable-breakpad',
  // The preview is a page of the browser's own, which we refuse; the system's print dialog takes its place.
  '--disable-print-preview',
  // The browser outlives its window by as long as it takes to clear the clipboard.
  '--keep-alive-for-test',
  '--disable-domain-reliability',
  // A date is laid out in the language of the window, not in that of the browser.
  '--enable-blink-features=LangAttributeAwareFormControlUI',
  '--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication,BackForwardCache',
  '--no-pings',
  '--password-store=basic',
  '--proxy-server=http://127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
];

/** SECURITY: nothing that is typed may be kept or offered again, not even in a profile that is thrown away. */
const preferences = {
  credentials_enable_service: false,
  profile: { password_manager_enabled: false },
  autofill: { profile_enabled: false, credit_card_enabled: false },
  browser: { enable_spellchecking: false },
  alternate_error_pages: { enabled: false },
  search: { suggest_enabled: false },
};

export interface BrowserOptions {
  readonly executable: string;
  readonly headless: boolean;
  readonly width: number;
  readonly height: number;
  /** Where it is to stand, and whether as large as the screen; the system's choice where nothing is said. */
  readonly place?: { readonly x: number | null; readonly y: number | null; readonly maximised: boolean };
}

export interface Browser {
  readonly pid: number | undefined;
  readonly pipe: DevToolsPipe;
  readonly exited: Promise<void>;
  close(): Promise<void>;
}

const blank = '<!doctype html><meta name="color-scheme" content="light dark"><title>Strongroom</title>';
const closingMilliseconds = 5000;

/** Starts a browser with a profile of its own that is thrown away afterwards. */
export function startBrowser({ executable, headless, width, height, place }: BrowserOptions): Browser {
  const profile = makeProfile();
  const root = process.getuid?.() === 0;
  const child = spawn(
    executable,
    [
      ...switches,
      `--user-data-dir=${profile}`,
      `--window-size=${width},${height}`,
      ...(place === undefined || place.x === null || place.y === null ? [] : [`--window-position=${place.x},${place.y}`]),
      ...(place?.maximised === true ? ['--start-maximized'] : []),
      // The browser refuses its sandbox to root; everybody else gets it.
      ...(root ? ['--no-sandbox'] : []),
      ...(headless ? ['--headless=new'] : []),
      // An app window must be opened on a page; ours can't be requested before the pipe is attached.
      `--app=data:text/html,${encodeURIComponent(blank)}`,
    ],
    // A group of its own: a Ctrl+C in the terminal is for us, who then close the window in order.
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32', env: environment(profile) },
  );
  const pipe = new DevToolsPipe(child.stdio[3] as Writable, child.stdio[4] as Readable);
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  }).then(() => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));
  return {
    pid: child.pid,
    pipe,
    exited,
    async close() {
      pipe.send('Browser.close').catch(() => undefined);
      const timer = setTimeout(() => child.kill('SIGKILL'), closingMilliseconds);
      await exited;
      clearTimeout(timer);
    },
  };
}

/** SECURITY: the dump of a crashed page holds what was on it; it goes with the profile, not into the person's own browser's folder. */
const environment = (profile: string): NodeJS.ProcessEnv => ({ ...process.env, BREAKPAD_DUMP_LOCATION: join(profile, 'dumps') });

function makeProfile(): string {
  const profile = mkdtempSync(join(tmpdir(), 'strongroom-window-'));
  mkdirSync(join(profile, 'Default'));
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  return profile;
}
