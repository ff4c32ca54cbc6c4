import type { CommandSpec } from '../command-spec.ts';

const values: NonNullable<CommandSpec['options']> = [
  ['--stdin FIELD', 'This field’s value comes from standard input'],
  ['--file FIELD=PATH…', 'A field’s value is what this file holds'],
  ['--env-file FILE…', 'Of an env set: takes the variables of this file in'],
  ['--prompt FIELD…', 'Asks for this field’s value, without showing it'],
  ['--generate FIELD…', 'Makes a new password for this field'],
  ['--expires DATE', 'When it runs out: 2027-06-30, or never'],
  ['--another', 'Even where another item has this name; references to both then need an id'],
];

/** Items and their values. */
export const vaultCommands = [
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
  {
    path: 'totp',
    takes: 'ITEM',
    does: 'Prints the present one-time code of an item',
    options: [['--field FIELD', 'Of this field, where the item has several']],
  },
  {
    path: 'history',
    takes: 'ITEM',
    does: 'Lists the earlier versions of an item; never a concealed value',
    options: [
      ['--restore VERSION', 'Brings this version back; the present one joins the history'],
      ['--clear', 'Deletes the earlier versions for good'],
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
] as const satisfies readonly CommandSpec[];
