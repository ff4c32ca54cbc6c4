import type { Scene } from './stage.ts';

/** The vault of somebody who has been here for a while. Begins at the login screen. */
export const vault: readonly Scene[] = [
  {
    name: 'vault',
    async show(stage) {
      await stage.signIn(/Mara/, 0);
      await stage.page.getByRole('option').first().waitFor();
    },
    // That a sign-in failed, which the scene before has seen to.
    leave: (stage) => stage.button('Close'),
  },
  { name: 'item', show: (stage) => stage.item('OpenAI — paper assistant') },
  { name: 'item-menu', show: (stage) => stage.button('More'), leave: (stage) => stage.escape() },
  { name: 'editor', show: (stage) => stage.button('Edit'), leave: (stage) => stage.button('Cancel') },
  {
    name: 'editor-unsaved',
    async show(stage) {
      await stage.button('Edit');
      await stage.page.getByRole('textbox', { name: 'Name', exact: true }).fill('OpenAI — paper assistant 2');
      await stage.button('Cancel');
      await stage.dialog('Discard your changes?');
    },
    leave: (stage) => stage.button('Discard'),
  },
  { name: 'new-item', show: (stage) => stage.button('New item'), leave: (stage) => stage.button('Cancel') },
  {
    name: 'new-item-service',
    async show(stage) {
      await stage.button('New item');
      await stage.page.getByLabel('Search for a service').fill('bitg');
      await stage.page.keyboard.press('Enter');
      await stage.page.getByLabel(/^Name/).waitFor();
    },
    async leave(stage) {
      await stage.button('Cancel');
      const discard = stage.page.getByRole('button', { name: 'Discard' });
      if (await discard.isVisible()) await discard.click();
    },
  },
  { name: 'generator', show: (stage) => stage.button('Generator'), leave: (stage) => stage.escape() },
  {
    name: 'selection',
    async show({ page }) {
      const row = (at: number) => page.getByRole('listbox', { name: 'Items' }).getByRole('option').nth(at);
      await row(1).click();
      await row(4).click({ modifiers: ['Shift'] });
      await page.getByText('4 items selected').waitFor();
    },
    leave: (stage) => stage.button('End selection'),
  },
  {
    name: 'trash-empty',
    async show(stage) {
      await stage.rail('Views', 'Trash');
      await stage.page.getByText('The trash is empty').waitFor();
    },
    leave: (stage) => stage.rail('Views', 'All items'),
  },
  {
    name: 'undo',
    async show(stage) {
      await stage.item('Survey archive');
      await stage.button('More');
      await stage.page.getByRole('menuitem', { name: 'Move to trash' }).click();
      await stage.page
        .getByText(/is in the trash/)
        .first()
        .waitFor();
    },
  },
  {
    name: 'trash',
    async show(stage) {
      await stage.rail('Views', 'Trash');
      await stage.page.getByRole('option').first().click();
      await stage.page.getByText('This item is in the trash.').waitFor();
    },
    async leave(stage) {
      await stage.button('Restore');
      await stage.rail('Views', 'All items');
    },
  },
  { name: 'account-menu', show: (stage) => stage.button(/Account menu/), leave: (stage) => stage.escape() },
];
