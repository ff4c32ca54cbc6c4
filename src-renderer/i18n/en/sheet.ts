export const sheet = {
  title_personal: 'Recovery code',
  title_installation: 'Installation recovery code',
  machine: 'Machine',
  person: 'Person',
  date: 'Made on',
  code: 'The code',
  use: 'How it is used',
  use_personal:
    'Open Strongroom on this machine, choose your tile, then “{{link}}”. Type the groups in their order; dashes and case do not matter. You then choose a new password and get a new code: this sheet is used up.',
  use_installation:
    'For the day when every administrator is lost. On the login screen choose “{{link}}”, type the code, and name a person who has an account here. It opens nobody’s vault.',
  keep: 'Where to keep it',
  keep_personal:
    'Where you keep a passport or a spare key: a drawer with a lock, a safe, a sealed envelope with somebody you trust. Not beside the machine, not as a photo. Whoever has this sheet and the machine opens your vault.',
  keep_installation:
    'In the safe of whoever is responsible for this machine, apart from everybody’s own codes. Whoever has it and the machine can make somebody an administrator.',
  signature: 'Received and put away: date, signature',
} as const;
