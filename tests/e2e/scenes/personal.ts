import type { Scene } from './stage.ts';

const pages = [
  'Profile',
  'Appearance',
  'Keyboard',
  'Notifications',
  'Security',
  'Lock and clipboard',
  'Sessions',
  'Programs',
  'Delete account',
];

/** What a person has for themselves. Begins in an open vault. */
export const personal: readonly Scene[] = [
  {
    name: 'activity',
    async show(stage) {
      await stage.button('Activity');
      await stage.page.getByRole('table').waitFor();
    },
  },
  {
    name: 'activity-verified',
    async show(stage) {
      await stage.button('Verify the log');
      await stage.page.getByText('The log is complete and unchanged').waitFor();
    },
    leave: (stage) => stage.button('Preferences'),
  },
  ...pages.map((page): Scene => ({
    name: `preferences-${page.toLowerCase().replaceAll(' ', '-')}`,
    show: (stage) => stage.rail('Preferences', page),
  })),
];
