import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Clipboard, Clock, Host } from '../../src-main/host.ts';
import { findBrowser } from '../../src-main/hosts/chromium/browser.ts';
import { type Desktop, openDesktop } from '../../src-main/hosts/chromium/desktop.ts';
import { createNodeHost, systemClock } from '../../src-main/hosts/node-host.ts';
import { loadContent } from '../../src-main/hosts/window-content.ts';
import { forkNodeKeeper } from '../../src-main/keeper/node-keeper-channel.ts';
import type { Keychain } from '../../src-main/keychain/keychain.ts';
import { fastKdf } from '../helpers/fast-kdf.ts';
import { MemoryKeychain } from '../helpers/memory-keychain.ts';
import { heapContains } from './heap.ts';
import { drive, type Driver } from './playwright-over-pipe.ts';

const root = join(import.meta.dirname, '..', '..');

export interface WindowOptions {
  readonly dataDirectory: string;
  /** Kept across restarts; a memory keychain unless told otherwise. */
  readonly keychain?: Keychain;
  readonly clock?: Clock;
  readonly size?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
  /** False runs the product's own keeper with the real derivation; it must have been built. */
  readonly fastKdf?: boolean;
  /** Changes the host after everything else. */
  readonly host?: (host: Host) => Host;
}

/** The real app in the real window of an installed Chromium, driven by Playwright over the shell's own pipe. */
export class TestWindow {
  readonly options: Required<Omit<WindowOptions, 'host'>> & Pick<WindowOptions, 'host'>;
  readonly log: { readonly event: string; readonly facts: unknown }[] = [];
  #opened: { readonly desktop: Desktop; readonly driver: Driver } | null = null;

  constructor(options: WindowOptions) {
    this.options = {
      keychain: new MemoryKeychain(),
      clock: systemClock,
      size: { width: 1280, height: 800 },
      colorScheme: 'light',
      fastKdf: true,
      ...options,
    };
  }

  get desktop(): Desktop {
    return this.#present().desktop;
  }

  get page(): Page {
    return this.#present().driver.page;
  }

  async open(): Promise<void> {
    const executable = findBrowser();
    if (executable === null) throw new Error('no Chromium is installed');
    const { size, colorScheme } = this.options;
    const desktop = await openDesktop({
      executable,
      headless: true,
      ...size,
      content: loadContent(join(root, 'dist', 'renderer')),
      host: (clipboard) => this.#host(clipboard),
    });
    if (desktop === null) throw new Error('the window was called off');
    const driver = await drive(desktop.shell);
    driver.page.setDefaultTimeout(10_000);
    await driver.page.setViewportSize(size);
    await driver.page.emulateMedia({ colorScheme });
    this.#opened = { desktop, driver };
  }

  /** The window goes on without its driver; `page` is of no use afterwards. */
  async letGo(): Promise<void> {
    await this.#present().driver.detach();
  }

  async close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = null;
    await opened?.driver.detach();
    await opened?.desktop.close();
  }

  /** As a person would: everything ends, everything starts again on the same data. */
  async restart(): Promise<void> {
    await this.close();
    await this.open();
  }

  /** Whether a text is anywhere in the page's script heap after a garbage collection. */
  heapContains(text: string): Promise<boolean> {
    return heapContains(this.desktop.shell, text);
  }

  /** What is on the clipboard, read past the page. */
  async clipboardText(): Promise<string> {
    return this.desktop.shell.clipboard.call<string>('() => navigator.clipboard.readText()', []);
  }

  async screenshot(file: string): Promise<void> {
    mkdirSync(dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
  }

  #present(): { readonly desktop: Desktop; readonly driver: Driver } {
    if (this.#opened === null) throw new Error('the window is closed');
    return this.#opened;
  }

  #host(clipboard: Clipboard): Host {
    const { dataDirectory, keychain, clock, fastKdf: fast, host } = this.options;
    const entry = fast ? join(root, 'tests', 'helpers', 'keeper-process-fast.ts') : join(root, 'dist', 'main', 'keeper.js');
    const keeperEntry = new URL(`file://${entry}`);
    const parserEntry = new URL(`file://${join(root, 'dist', 'main', 'parser.js')}`);
    const plain = createNodeHost({ version: '0.0.0-test', dataDirectory, demo: false, agent: null, clipboard, keeperEntry, parserEntry });
    const made: Host = {
      ...plain,
      ...(fast ? { kdf: fastKdf } : {}),
      osKeychain: keychain,
      forceFileKeychain: false,
      clock,
      suggestedEmail: null,
      forkKeeper: () => forkNodeKeeper(keeperEntry),
      log: (event, facts) => {
        this.log.push({ event, facts });
        plain.log(event, facts);
      },
    };
    return host?.(made) ?? made;
  }
}

export async function openWindow(options: WindowOptions): Promise<TestWindow> {
  const window = new TestWindow(options);
  await window.open();
  return window;
}
