import { expect } from 'vitest';
import type { TestWindow } from './window.ts';

/** A person who can't point: what they press, and where that has brought them. */
export class Keyboard {
  readonly #window: TestWindow;

  constructor(window: TestWindow) {
    this.#window = window;
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#window.page.keyboard.press(key);
  }

  type(text: string): Promise<void> {
    return this.#window.page.keyboard.insertText(text);
  }

  /** What has the focus: its role or tag, and its name. */
  focused(): Promise<string> {
    return this.#window.page.evaluate(() => {
      const { activeElement: at } = document;
      if (at === null || at === document.body || at === document.documentElement) return 'nothing';
      const label = at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement ? (at.labels?.[0]?.textContent ?? '') : '';
      const by = (at.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '');
      const named = at.getAttribute('aria-label') ?? by.join(' ').trim();
      const name = named !== '' ? named : label === '' ? (at.textContent ?? '') : label;
      return `${at.getAttribute('role') ?? at.tagName.toLowerCase()} ${name.trim().slice(0, 60)}`;
    });
  }

  /** Tab until what is wanted has the focus. Throws when it is never reached. */
  async tabTo(wanted: RegExp, key = 'Tab'): Promise<void> {
    const passed: string[] = [];
    for (let step = 0; step < 80; step += 1) {
      const at = await this.focused();
      if (wanted.test(at)) return;
      passed.push(at);
      await this.press(key);
    }
    throw new Error(`${String(wanted)} is not reached; ${key} went by ${passed.join(' | ')}`);
  }

  /** Goes there by Tab and presses Enter. */
  async enter(wanted: RegExp, key = 'Tab'): Promise<void> {
    await this.tabTo(wanted, key);
    await this.press('Enter');
  }

  waitsFor(wanted: RegExp): Promise<void> {
    return expect.poll(() => this.focused(), { timeout: 10_000 }).toMatch(wanted);
  }

  /** The focus is on something, so that the next key goes somewhere. */
  somewhere(): Promise<void> {
    return this.waitsFor(/^(?!nothing)/);
  }

  /** What the focused box or list names as the active one of its rows. */
  active(): Promise<string> {
    return this.#window.page.evaluate(() => {
      const id = document.activeElement?.getAttribute('aria-activedescendant') ?? '';
      return document.getElementById(id)?.textContent ?? '';
    });
  }
}
