import type { Locator, Page } from 'playwright-core';
import { seedDemo } from '../../../src-main/hosts/demo.ts';
import { PersonAtWindow } from '../people.ts';
import { openWindow, type TestWindow, type WindowOptions } from '../window.ts';
import { daysOfLife, live, Resident } from './life.ts';
import { day, ShiftedClock } from './shifted-clock.ts';

/** What a scene is reached with. The window is English while scenes are reached; themes, sizes and languages change afterwards. */
export class Stage {
  readonly window: TestWindow;
  readonly passwords: string[] = [];
  readonly #clock: ShiftedClock | null;
  /** How the page is looked at between scenes; a restart begins with it anew. */
  readonly #size: { readonly width: number; readonly height: number };

  constructor(window: TestWindow, clock: ShiftedClock | null = null) {
    this.window = window;
    this.#clock = clock;
    this.#size = window.options.size;
  }

  /** A window in which a fortnight can have passed when the scenes begin. */
  static async open(options: Pick<WindowOptions, 'dataDirectory' | 'size'>): Promise<Stage> {
    const clock = new ShiftedClock(daysOfLife * day);
    const stage = new Stage(
      await openWindow({ ...options, clock, host: (host) => ({ ...host, exportsDirectory: '/home/mara/Documents' }) }),
      clock,
    );
    await stage.calm();
    return stage;
  }

  get page(): Page {
    return this.window.page;
  }

  get person(): PersonAtWindow {
    return new PersonAtWindow(this.page);
  }

  button(name: string | RegExp): Promise<void> {
    return this.page
      .getByRole('button', typeof name === 'string' ? { name, exact: true } : { name })
      .first()
      .click();
  }

  /** One of the pages beside each other that preferences and administration have. */
  rail(screen: string, page: string): Promise<void> {
    return this.page.getByRole('navigation', { name: screen }).getByRole('button', { name: page }).click();
  }

  heading(name: string | RegExp): Promise<void> {
    return this.page.getByRole('heading', { name }).first().waitFor();
  }

  escape(): Promise<void> {
    return this.page.keyboard.press('Escape');
  }

  /** A dialog, or the one of this name. */
  dialog(name?: string | RegExp): Promise<void> {
    return this.page.getByRole('dialog', name === undefined ? {} : { name }).waitFor();
  }

  /** The item of this name in the list, opened. */
  async item(name: string): Promise<void> {
    await this.search(name);
    await this.page.getByRole('listbox', { name: 'Items' }).getByRole('option').filter({ hasText: name }).first().click();
    await this.page.getByRole('article', { name }).waitFor();
    await this.search('');
    // Away from the search, which would offer its operators.
    await this.page.getByRole('listbox', { name: 'Items' }).focus();
  }

  async search(text: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Search' }).fill(text);
  }

  /** Somebody who works elsewhere on this machine. */
  resident(username: string, at: number): Resident {
    return new Resident(this.window.desktop.app, username, this.passwords[at] ?? '');
  }

  /** Takes away what tells of the step before: it would stand in the way of the next picture, in another language. */
  async hush(): Promise<void> {
    const close = this.page.locator('.mantine-Notification-closeButton');
    while ((await close.count()) > 0) {
      const one = await close.first().elementHandle();
      if (one === null) return;
      await one.click();
      await one.waitForElementState('hidden');
    }
  }

  calm(): Promise<void> {
    return this.page.emulateMedia({ reducedMotion: 'reduce' });
  }

  /** Everything ends and begins again on the same data. */
  async restart(): Promise<void> {
    await this.window.restart();
    await this.calm();
    await this.page.setViewportSize(this.#size);
  }

  /** Three invented people with forty items and a fortnight behind them, the first of them an administrator. */
  async seed(): Promise<void> {
    await seedDemo(this.window.desktop.app, (line) => this.passwords.push(line.split('password: ')[1] ?? ''));
    if (this.#clock !== null) await live(this.window.desktop.app, this.#clock, this.passwords);
    await this.page.reload();
    await this.heading('Who is here?');
  }

  async signIn(name: RegExp, at: number): Promise<void> {
    if (!(await this.page.getByTestId('password').isVisible())) await this.button(name);
    await this.person.typePassword(this.passwords[at] ?? '');
    await this.person.waitForVault();
  }

  /** Everything has arrived and stands still. */
  async settled(): Promise<void> {
    await this.page.waitForFunction(async () => {
      await document.fonts.ready;
      await new Promise((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(resolve));
      });
      // Colours that are still on their way, where motion may be; what goes on for good, such as a ring, isn't waited for.
      const changing = document
        .getAnimations()
        .some((one) => one instanceof CSSTransition && one.playState === 'running' && one.transitionProperty.includes('color'));
      return !changing && document.querySelector('.mantine-Skeleton-root, .mantine-Loader-root') === null;
    });
  }

  /** As if the system had changed its language. */
  async speak(language: 'en' | 'de'): Promise<void> {
    const { pipe, session } = this.window.desktop.shell;
    const userAgent = await this.page.evaluate(() => navigator.userAgent);
    await pipe.send('Emulation.setUserAgentOverride', { userAgent, acceptLanguage: language === 'de' ? 'de-DE' : 'en-GB' }, session);
    await this.page.evaluate(() => dispatchEvent(new Event('languagechange')));
    await this.page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
  }
}

/** One thing to look at: where it goes on from the scene before it, and how what hangs over the page is put away again. */
export interface Scene {
  readonly name: string;
  readonly show: (stage: Stage) => Promise<unknown>;
  /** What has to be seen of it, where the page scrolls. */
  readonly seen?: (page: Page) => Locator;
  readonly leave?: (stage: Stage) => Promise<unknown>;
}
