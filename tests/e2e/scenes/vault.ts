import type { Scene } from './stage.ts';

/** The vault of somebody who has been here for a while. Begins at the login screen. */
export const vault: readonly Scene[] = [
  {
    name: 'vault',
    async show(stage) {
      await stage.signIn(/Mara/, 0);
      await stage.page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'item',
    async show({ page }) {
      await page.getByRole('option').filter({ hasText: 'OpenAI' }).click();
      await page.getByRole('button', { name: 'Edit' }).waitFor();
    },
  },
  { name: 'item-menu', show: (stage) => stage.button('More'), leave: (stage) => stage.escape() },
  { name: 'editor', show: (stage) => stage.button('Edit'), leave: (stage) => stage.button('Cancel') },
  { name: 'new-item', show: (stage) => stage.button('New item'), leave: (stage) => stage.button('Cancel') },
  { name: 'generator', show: (stage) => stage.button('Generator'), leave: (stage) => stage.escape() },
  {
    name: 'search',
    async show({ page }) {
      await page.getByRole('combobox', { name: 'Search' }).fill('prod');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'search-nothing',
    async show({ page }) {
      await page.getByRole('combobox', { name: 'Search' }).fill('nothing is called that');
      await page.getByText('Fewer words find more.').waitFor();
    },
    leave: ({ page }) => page.getByRole('combobox', { name: 'Search' }).fill(''),
  },
  {
    name: 'trash-empty',
    async show(stage) {
      await stage.rail('Views', 'Trash');
      await stage.page.getByText('The trash is empty').waitFor();
    },
    leave: (stage) => stage.rail('Views', 'All items'),
  },
  { name: 'account-menu', show: (stage) => stage.button(/Account menu/), leave: (stage) => stage.escape() },
  { name: 'notifications', show: (stage) => stage.button(/^Notifications/), leave: (stage) => stage.escape() },
];
