import type { CommandSpec } from './command-spec.ts';

type Options = CommandSpec['options'];

const password: Options = [
  ['--password-stdin', 'Takes the password from standard input'],
  ['--password-file FILE', 'Takes the password from a file that only you can read'],
];
const values: Options = [
  ['--stdin FIELD', 'This field’s value comes from standard input'],
  ['--file FIELD=PATH…', 'A field’s value is what this file holds'],
  ['--env-file FILE…', 'Of an env set: takes the variables of this file in'],
  ['--prompt FIELD…', 'Asks for this field’s value, without showing it'],
  ['--generate FIELD…', 'Makes a new password for this field'],
  ['--expires DATE', 'When it runs out: 2027-06-30, or never'],
  ['--another', 'Even where another item has this name; references to both then need an id'],
];

/** All there is: help, completion and the manual are made of this. */
export const commandTable = [
  { path: 'status', does: 'Shows how things stand: agent, data, who is signed in here' },
  { path: 'whoami', does: 'Shows who is signed in at this terminal' },
  { path: 'accounts', does: 'Lists the accounts of this machine' },
  {
    path: 'use',
    takes: '[NAME]',
    does: 'Sets whose vault is meant where nothing else says so',
    options: [['--clear', 'Sets nobody any more']],
  },
  {
    path: 'login',
    takes: '[NAME]',
    does: 'Signs in at this terminal and unlocks the vault',
    about: 'The sign-in holds for this terminal until it is closed; other terminals and programs have to sign in or ask by themselves.',
    options: [...password, ['--accept-older', 'Goes on though an older state of the vault was put back, after you have read why']],
  },
  {
    path: 'activate',
    does: 'Opens an account with the activation code that an administrator gave, and chooses its password',
    about: 'Shows a recovery code once, and asks for a group of it to see that it was kept.',
    options: [
      ['--code-file FILE', 'Takes the activation code from this file; else it is asked for'],
      ...password,
      ['--codes-file FILE', 'Writes the recovery code into this file (0600) instead of showing it'],
    ],
  },
  { path: 'logout', does: 'Signs out at this terminal' },
  {
    path: 'lock',
    does: 'Locks your vault for every window, terminal and program',
    options: [['--everyone', 'Locks every vault that is open']],
  },
  {
    path: 'unlock',
    does: 'Unlocks the vault of whoever is signed in at this terminal',
    options: [...password, ['--accept-older', 'Goes on though an older state of the vault was put back, after you have read why']],
  },
  {
    path: 'ls',
    takes: '[SEARCH…]',
    does: 'Lists items; never a value',
    options: [
      ['--kind apiKey|login|sshKey|database|envSet|certificate|note|document', 'Only of this kind'],
      ['--tag TAG', 'Only with this tag'],
      ['--favourites', 'Only favourites'],
      ['--expiring', 'Only what runs out soon'],
      ['--trash', 'What is in the trash'],
      ['--sort name|updated|created', 'By what they are sorted'],
      ['--limit N', 'At most so many'],
    ],
  },
  { path: 'get', takes: 'ITEM', does: 'Shows one item without its concealed values', options: [['--reveal', 'Shows these too']] },
  {
    path: 'read',
    takes: 'REFERENCE…',
    does: 'Prints the values behind references, each on a line',
    about: 'A reference is strongroom://item/field, or strongroom://item for the item’s main field. Several are read in one go.',
    options: [
      ['--no-newline', 'Nothing behind the last value'],
      ['-o, --out FILE', 'Writes into this file (0600) instead; one value as it is, with nothing behind it'],
    ],
  },
  {
    path: 'run',
    takes: '-- COMMAND…',
    does: 'Runs a command with values in its environment',
    about:
      'References in env files and in the environment are replaced by their values for the command alone. Where its output goes to a pipe or file, values in it are masked. Ends with the command’s own code; 125: it could not be prepared, 126: not executable, 127: not found. At a terminal, Ctrl+C reaches the command directly and is not passed on a second time.',
    options: [
      ['--env-file FILE…', 'Takes variables from this file; later files win'],
      ['--env NAME…', 'Takes the variables of this env set of your vault'],
      [
        '--file NAME=REFERENCE…',
        'Puts the value into a file (0600) for as long as the command runs, and the file’s path into the variable',
      ],
      ['--only NAME,…', 'Only these variables of all the sources'],
      ['--clean-env', 'Leaves out everything inherited but PATH, HOME, USER, SHELL, TERM, TZ, TMPDIR and the language'],
      ['--no-mask', 'Doesn’t mask values in the output'],
      ['--dry-run', 'Only lists the names of the variables'],
    ],
  },
  {
    path: 'inject',
    does: 'Fills the references of a template in',
    about:
      'Each {{ strongroom://item/field }} is replaced by its value. {{ "{{" }} stands for two braces. On a failure nothing is written.',
    options: [
      ['-i, --in FILE', 'The template; else standard input'],
      ['-o, --out FILE', 'Writes into this file (0600) instead of printing'],
    ],
  },
  {
    path: 'add',
    takes: 'NAME',
    does: 'Keeps a new item',
    about: 'Values come from standard input, files or a prompt, never from arguments, which everybody at this machine can see.',
    options: [
      ['--kind apiKey|login|sshKey|database|envSet|certificate|note|document', 'What it is; else apiKey'],
      ...values,
      ['--tag TAG…', 'A tag'],
      ['--favourite', 'Marks it as a favourite'],
      ['--ask-before-use', 'Programs and terminals have to ask each time'],
    ],
  },
  {
    path: 'edit',
    takes: 'ITEM',
    does: 'Changes an item; what isn’t named stays',
    options: [
      ['--name NAME', 'Gives it another name'],
      ...values,
      ['--remove FIELD…', 'Takes a field away'],
      ['--tag TAG…', 'Adds a tag'],
      ['--untag TAG…', 'Takes a tag away'],
      ['--favourite yes|no', 'Whether it is a favourite'],
      ['--ask-before-use yes|no', 'Whether programs and terminals have to ask each time'],
    ],
  },
  {
    path: 'rm',
    takes: 'ITEM…',
    does: 'Puts items into the trash',
    options: [
      ['--purge', 'Deletes them for good'],
      ['-y, --yes', 'Doesn’t ask'],
    ],
  },
  { path: 'restore', takes: 'ITEM…', does: 'Takes items out of the trash' },
  {
    path: 'generate',
    does: 'Makes a value and keeps it nowhere',
    options: [
      ['--kind password|passphrase|hex|base64', 'What is made; else password'],
      ['--length N', 'Characters of a password, words of a passphrase, bytes of the others'],
      ['--no-digits', 'A password without digits'],
      ['--no-symbols', 'A password without symbols'],
      ['--readable', 'A password without characters that look alike'],
    ],
  },
  { path: 'env list', does: 'Lists the env sets of your vault' },
  { path: 'env show', takes: 'NAME', does: 'Lists the names of an env set’s variables' },
  {
    path: 'env print',
    takes: 'NAME',
    does: 'Prints an env set with its values',
    options: [['--format dotenv|shell', 'As an env file (the default), or for eval in a shell']],
  },
  { path: 'grant list', does: 'Lists what programs may use' },
  { path: 'grant revoke', takes: '[ID…]', does: 'Takes grants back', options: [['--leases', 'Ends only the leases, of every program']] },
  {
    path: 'grant program add',
    takes: 'NAME',
    does: 'Connects a program and prints its token, once',
    options: [['--origin URL', 'Where a page of this program may call the HTTP API from']],
  },
  { path: 'grant program list', does: 'Lists the programs that are connected or have asked' },
  { path: 'grant program remove', takes: 'PROGRAM', does: 'Takes a program’s token and grants away' },
  {
    path: 'approve',
    takes: '[ID]',
    does: 'Answers programs that wait for your consent',
    about:
      'Without ID it asks one question after the other; anything but y denies. What asks each time takes the password, too. ' +
      'What was asked from this terminal is allowed at another one, or in the app.',
    options: [
      ['--duration once|10m|lock|always', 'How long it holds; else once'],
      ['--tag TAG', 'Allows everything with this tag'],
      ['--lease MINUTES', 'Lets a connected program go on so long after you have locked'],
      ['--deny', 'Denies it'],
      ...password,
    ],
  },
  {
    path: 'token',
    does: 'Prints a signed statement who you are, for one audience',
    options: [
      ['--audience NAME', 'Who will verify it'],
      ['--jwks', 'Prints the public keys that it is verified with instead'],
    ],
  },
  {
    path: 'audit',
    does: 'Shows what you did, and what was done to your account',
    options: [
      ['--everyone', 'Of all people, for administrators'],
      ['--limit N', 'At most so many rows; else 50'],
      ['--verify', 'Checks that nothing was taken out or changed'],
      ['--export csv|json', 'Writes the rows of all people into a file, for administrators'],
    ],
  },
  { path: 'admin people list', takes: '[SEARCH…]', does: 'Lists all accounts' },
  {
    path: 'admin people create',
    takes: 'NAME',
    does: 'Creates an account and prints its activation code',
    options: [
      ['--display-name TEXT', 'How it shows; else NAME'],
      ['--email ADDRESS', 'Its e-mail address'],
      ['--role user|administrator', 'What it may do; else user'],
    ],
  },
  { path: 'admin people disable', takes: 'NAME…', does: 'Disables accounts and ends their sessions' },
  { path: 'admin people enable', takes: 'NAME…', does: 'Enables accounts again' },
  { path: 'admin people unlock', takes: 'NAME…', does: 'Lets people try passwords again' },
  {
    path: 'admin sessions',
    takes: '[NAME]',
    does: 'Lists live sessions',
    options: [
      ['--end ID', 'Ends this one'],
      ['--end-all', 'Ends all but yours'],
    ],
  },
  { path: 'admin policy get', takes: '[KEY]', does: 'Shows what is decided for everybody' },
  { path: 'admin policy set', takes: 'KEY VALUE', does: 'Decides it anew' },
  { path: 'admin kill-switch on', does: 'Locks everyone and ends every session, now', options: [['-y, --yes', 'Doesn’t ask']] },
  { path: 'admin kill-switch lift', does: 'Lets people join again' },
  {
    path: 'init',
    does: 'Makes the installation and its first administrator',
    about: 'Prints two recovery codes once, and asks for a group of each to see that they were kept.',
    options: [
      ['--name NAME', 'The administrator’s user name'],
      ['--display-name TEXT', 'How the account shows; else NAME'],
      ['--email ADDRESS', 'Its e-mail address; else STRONGROOM_ADMIN_EMAIL'],
      ...password,
      ['--codes-file FILE', 'Writes the recovery codes into this file (0600) instead of showing them'],
      ['--file-keychain', 'Keeps the machine’s keys in a file where it has no keychain: less protection'],
    ],
  },
  {
    path: 'agent',
    does: 'Runs Strongroom without a window, in the foreground',
    options: [['--demo', 'With invented people, for this run only']],
  },
  { path: 'doctor', does: 'Checks everything and says how to mend what is wrong' },
  { path: 'config list', does: 'Shows what is set, and where' },
  { path: 'config get', takes: 'KEY', does: 'Shows one setting: account or waitSeconds' },
  { path: 'config set', takes: 'KEY VALUE', does: 'Sets it' },
  { path: 'config unset', takes: 'KEY', does: 'Sets it no longer' },
  { path: 'config alias list', does: 'Lists what stands for references of other vaults' },
  { path: 'config alias set', takes: 'FOREIGN REFERENCE', does: 'Lets op://vault/item/field stand for strongroom://item/field' },
  { path: 'config alias remove', takes: 'FOREIGN', does: 'Forgets it' },
  { path: 'completion', takes: 'SHELL', does: 'Prints completion for bash, zsh or fish' },
  { path: 'man', does: 'Prints the manual page (strongroom man | man -l -)' },
  { path: 'help', takes: '[COMMAND…]', does: 'Shows all commands, or one' },
  { path: 'version', does: 'Shows the version' },
] as const satisfies readonly CommandSpec[];

export type CommandPath = (typeof commandTable)[number]['path'];
