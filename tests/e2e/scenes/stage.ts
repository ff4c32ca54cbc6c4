import type { Page } from 'playwright-core';
import { seedDemo } from '../../../src-main/hosts/demo.ts';
import { PersonAtWindow } from '../people.ts';
import type { TestWindow } from '../window.ts';

/** What a scene is reached with. The window is English while scenes are reached; themes, sizes and languages change afterwards. */
export class Stage {
  readonly window: TestWindow;
  readonly passwords: string[] = [];

  constructor(window: TestWindow) {
    this.window = window;
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

  /** Three invented people with forty items, the first of them an administrator. */
  async seed(): Promise<void> {
    await seedDemo(this.window.desktop.app, (line) => this.passwords.push(line.split('password: ')[1] ?? ''));
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
      return document.querySelector('.mantine-Skeleton-root, .mantine-Loader-root') === null;
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
  readonly leave?: (stage: Stage) => Promise<unknown>;
}
