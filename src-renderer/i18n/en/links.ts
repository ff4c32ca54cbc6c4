/** Links to items, as opened anywhere on the machine. */
export const links = {
  missingTitle: 'There is no “{{name}}” in this vault',
  missingNext: 'It may be in the trash, have another name now, or belong to somebody else.',
  severalTitle: 'Several items are called “{{name}}”',
  severalNext: 'Choose one in the list.',
};
