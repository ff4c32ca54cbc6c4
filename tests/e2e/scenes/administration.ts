import type { Scene, Stage } from './stage.ts';

const page =
  (name: string) =>
  (stage: Stage): Promise<void> =>
    stage.rail('Administration', name);

/** What an administrator has. Begins in an administrator's open vault. */
export const administration: readonly Scene[] = [
  {
    name: 'here-alone',
    async show(stage) {
      await stage.button('Administration');
      await stage.page.getByText('Only you are here').waitFor();
    },
  },
  {
    name: 'here',
    async show(stage) {
      await stage.resident('tomas', 1).signIn();
      const ines = stage.resident('ines', 2);
      await ines.signIn();
      await ines.call('session.lock', undefined);
      const cards = stage.page.getByRole('list', { name: 'Who is here' });
      await cards.getByText('Tomáš Novák').first().waitFor();
      await cards.getByText('Inês Carvalho').first().waitFor();
    },
  },
  {
    name: 'here-lock',
    async show(stage) {
      await stage.button('Lock Tomáš Novák');
      await stage.dialog('Lock Tomáš Novák?');
    },
    leave: (stage) => stage.escape(),
  },
  {
    name: 'people',
    async show(stage) {
      await stage.person.call('people.create', { username: 'jonas', displayName: 'Jonas Berger', email: null, role: 'user' });
      await page('People')(stage);
      await stage.page.getByText('Jonas Berger').waitFor();
    },
  },
  {
    name: 'people-create',
    async show(stage) {
      await stage.button('New person');
      await stage.dialog();
    },
    leave: (stage) => stage.escape(),
  },
  {
    name: 'people-code',
    async show(stage) {
      await stage.button('New person');
      const dialog = stage.page.getByRole('dialog');
      await dialog.getByLabel(/^Name/).fill('Leonie Hartmann');
      await dialog.getByLabel(/^User name/).fill('leonie');
      await stage.button('Make activation code');
      await stage.dialog('Activation code');
    },
    leave: (stage) => stage.button('I have handed it over'),
  },
  {
    name: 'people-selected',
    async show({ page: at }) {
      await at.getByRole('checkbox', { name: 'Select Tomáš Novák' }).check();
      await at.getByRole('checkbox', { name: 'Select Inês Carvalho' }).check();
      await at.getByText('2 selected').waitFor();
    },
    leave: (stage) => stage.button('Clear selection'),
  },
  {
    name: 'people-none',
    async show({ page: at }) {
      await at.getByRole('textbox', { name: 'Search people' }).fill('nobody of that name');
      await at.getByText('Nobody matches').waitFor();
    },
    leave: (stage) => stage.button('Show everyone'),
  },
  {
    name: 'people-import',
    async show(stage) {
      await stage.button('Import');
      await stage.dialog('Import people');
    },
    leave: (stage) => stage.escape(),
  },
  {
    name: 'person',
    async show(stage) {
      await stage.button('Tomáš Novák');
      await stage.page.getByRole('button', { name: 'Close details' }).waitFor();
    },
    leave: (stage) => stage.button('Close details'),
  },
  { name: 'sessions', show: page('Sessions') },
  { name: 'policy', show: page('Policy') },
  {
    name: 'policy-review',
    async show(stage) {
      await stage.page.getByRole('textbox', { name: 'Latest automatic lock' }).fill('5');
      await stage.button('Review and save');
      await stage.page.getByRole('dialog').getByText('What happens').waitFor();
    },
    async leave(stage) {
      await stage.button('Keep editing');
      await stage.button('Discard');
    },
  },
  {
    name: 'log',
    async show(stage) {
      await page('Activity')(stage);
      await stage.page.getByRole('table').first().waitFor();
    },
  },
  {
    name: 'log-saved-filters',
    async show(stage) {
      await stage.button('Failed in the last 7 days');
      await stage.button('Save filter');
      await stage.page.getByRole('dialog').getByLabel('Name').fill('What went wrong');
    },
    async leave(stage) {
      await stage.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
      await stage.page.getByRole('button', { name: 'What went wrong', exact: true }).waitFor();
    },
  },
  {
    name: 'log-none',
    async show(stage) {
      await stage.button('Changes of the policy');
      await stage.page.getByText('Nothing fits these filters').waitFor();
    },
    leave: (stage) => stage.button('Clear filters'),
  },
  { name: 'analytics', show: page('Analytics') },
  {
    name: 'analytics-tables',
    show: ({ page: at }) => at.getByRole('table').nth(3).waitFor(),
    seen: (at) => at.getByRole('table').nth(3),
  },
  { name: 'system', show: page('System') },
  {
    name: 'system-checked',
    async show(stage) {
      await stage.button('Check now');
      await stage.page.getByText('Everything holds').waitFor();
    },
  },
  {
    name: 'kill-switch',
    async show(stage) {
      await stage.button('Turn on kill switch');
      await stage.dialog('Turn on the kill switch?');
    },
    async leave(stage) {
      await stage.escape();
      await stage.button('Vault');
    },
  },
];
