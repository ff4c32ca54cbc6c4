/** Earlier versions of an item. */
export const history = {
  open_one: '{{count}} earlier version',
  open_other: '{{count}} earlier versions',
  title: 'Earlier versions of “{{name}}”',
  versions: 'Versions',
  until: 'Until {{date}}',
  difference: {
    value: 'Another value than now',
    name: 'Another name or type than now',
    missing: 'Not in the item now',
  },
  absent: 'Not in this version: {{names}}',
  restore: 'Bring this version back',
  restored: 'The earlier version is back. What it replaced is in the history.',
  clear: 'Delete history',
  clearTitle: 'Delete the earlier versions of “{{name}}”?',
  clearText: 'The present version stays. Nobody can bring the earlier ones back.',
};
