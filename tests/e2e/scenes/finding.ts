import type { Scene } from './stage.ts';

/** Search, palette, keys. Begins in a vault. */
export const finding: readonly Scene[] = [
  {
    name: 'search',
    async show(stage) {
      await stage.search('prod');
      await stage.page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'search-operators',
    async show({ page }) {
      const box = page.getByRole('combobox', { name: 'Search' });
      await box.fill('');
      await box.press('ArrowDown');
      await page.getByRole('option', { name: /^is:/ }).waitFor();
    },
    leave: (stage) => stage.escape(),
  },
  {
    name: 'search-hint',
    async show(stage) {
      await stage.search('expires:soon');
      await stage.page.getByText(/“expires:soon” is not understood/).waitFor();
    },
  },
  {
    name: 'search-nothing',
    async show(stage) {
      await stage.search('nothing is called that');
      await stage.page.getByText('Fewer words find more.').waitFor();
    },
  },
  {
    name: 'search-save',
    async show(stage) {
      await stage.search('tag:llm expires:<30d');
      await stage.page.keyboard.press('Control+d');
      await stage.page.getByRole('dialog').getByLabel('Name').fill('Models that run out');
    },
    async leave(stage) {
      await stage.page.keyboard.press('Enter');
      await stage.page.getByRole('dialog').waitFor({ state: 'detached' });
      await stage.search('');
    },
  },
  {
    name: 'searches',
    async show(stage) {
      await stage.person.call('searches.save', {
        ...{ id: null, name: 'Changed this week', search: 'changed:<7d', sort: 'updated', pinned: true },
        view: { type: 'all' },
      });
      await stage.button('Manage saved searches');
      await stage.dialog('Saved searches');
    },
    leave: (stage) => stage.escape(),
  },
  { name: 'recents', show: (stage) => stage.rail('Views', 'Recently used'), leave: (stage) => stage.rail('Views', 'All items') },
  {
    name: 'palette',
    async show({ page }) {
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').getByRole('option').first().waitFor();
    },
  },
  {
    name: 'palette-typed',
    async show({ page }) {
      await page.keyboard.type('gi');
      await page
        .getByRole('dialog')
        .getByRole('option', { name: /GitHub/ })
        .first()
        .waitFor();
    },
  },
  {
    name: 'palette-item',
    async show({ page }) {
      await page.keyboard.press('ArrowRight');
      await page.getByRole('dialog').getByRole('option', { name: 'Edit' }).waitFor();
    },
    async leave(stage) {
      await stage.escape();
      const dialog = stage.page.getByRole('dialog');
      if (await dialog.isVisible()) await stage.escape();
      await dialog.waitFor({ state: 'detached' });
    },
  },
  {
    name: 'shortcuts',
    async show(stage) {
      await stage.page.getByRole('listbox', { name: 'Items' }).focus();
      await stage.page.keyboard.press('?');
      await stage.dialog('Keyboard shortcuts');
    },
    leave: (stage) => stage.escape(),
  },
  {
    name: 'shortcut-taken',
    async show(stage) {
      await stage.button('Preferences');
      await stage.rail('Preferences', 'Keyboard');
      await stage.button(/Change the keys for “Generate a password”/);
      await stage.page.keyboard.press('Control+n');
      await stage.page.getByText('Ctrl + N is taken by “New item”.').waitFor();
    },
    async leave(stage) {
      await stage.escape();
      await stage.button('Vault');
    },
  },
];
