/** Filters that administrators look for again and again. */
export const savedFilters = {
  label: 'Filters',
  save: 'Save filter',
  saveTitle: 'Save this filter',
  saveText: 'It lies in your own vault; other administrators do not see it.',
  name: 'Name',
  saved: 'The filter is saved',
  remove: 'Remove filter {{name}}',
  removed: 'The filter is removed',
  last: 'Count the days back from the day I use it',
  quick: {
    waiting: 'Waiting for approval',
    invited: 'Invited',
    disabled: 'Disabled',
    administrators: 'Administrators',
    failures: 'Failed in the last 7 days',
    today: 'Today',
    reveals: 'Revealed values',
    policy: 'Changes of the policy',
  },
} as const;
