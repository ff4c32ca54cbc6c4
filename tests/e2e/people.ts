import type { Page } from 'playwright-core';
import type { PageSurface } from '../../src-main/hosts/page-surface.ts';
import type { ChannelName, Input, Output } from '../../src-shared/contract/index.ts';
import type { Result } from '../../src-shared/errors.ts';
import type { FakeClock } from '../helpers/fake-clock.ts';

export const adaPassword = 'violet harbour seven lanterns';
export const benPassword = 'copper meadow eleven bridges';

/** What a person does in the window, by what is written on it. */
export class PersonAtWindow {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  button(name: string | RegExp): Promise<void> {
    return this.page.getByRole('button', { name }).first().click();
  }

  async fillAccount(name: string, password: string): Promise<void> {
    await this.page.getByLabel('Your name').fill(name);
    await this.page.getByLabel(/^Password/).fill(password);
    await this.page.getByLabel(/^Repeat the password/).fill(password);
    await this.button('Create account');
  }

  /** Reads the code that is shown and types the group that is asked for. */
  async confirmCode(): Promise<string> {
    await this.page.getByTestId('recovery-code').waitFor();
    const groups = await this.page.getByTestId('recovery-code').getByRole('listitem').allInnerTexts();
    const code = groups.map((text) => text.replace(/^\d+\s+/, '').trim());
    const field = this.page.getByLabel(/^Type group \d/);
    const [, asked = '1'] =
      /group (\d)/.exec(
        (await this.page
          .getByText(/^Type group \d/)
          .first()
          .innerText()) ?? '',
      ) ?? [];
    await field.fill(code[Number(asked) - 1]?.toLowerCase() ?? '');
    await this.button('Confirm');
    return code.join('-');
  }

  async typePassword(password: string): Promise<void> {
    await this.page.getByTestId('password').fill(password);
    await this.page.getByTestId('password').press('Enter');
  }

  async signInAs(name: string, password: string): Promise<void> {
    await this.page.getByRole('button', { name: new RegExp(name) }).click();
    await this.typePassword(password);
    await this.waitForVault();
  }

  /** Locked, so many days pass, and unlocked again. */
  async comesBackAfter(days: number, password: string, clock: FakeClock): Promise<void> {
    await this.page.keyboard.press('Control+l');
    await this.page.getByTestId('password').waitFor();
    clock.set(clock.now() + days * 86_400_000);
    await this.typePassword(password);
    await this.waitForVault();
  }

  waitForVault(): Promise<void> {
    return this.page.getByRole('navigation', { name: 'Views' }).waitFor();
  }

  /** Calls a channel from the page, as its own scripts do. */
  async call<C extends ChannelName>(channel: C, input: Input<C>): Promise<Output<C>> {
    const result = (await this.page.evaluate(
      ([name, payload]) => (globalThis as unknown as { strongroom: PageSurface }).strongroom.invoke(name as string, payload),
      [channel, input] as const,
    )) as Result<unknown>;
    if (!result.ok) throw new Error(`${channel}: ${JSON.stringify(result.error)}`);
    return result.value as Output<C>;
  }
}
