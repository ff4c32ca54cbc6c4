import type { CommandSpec } from '../command-spec.ts';
import { password } from './password.ts';

/** The installation, its people, and this tool itself. */
export const machineCommands = [
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
