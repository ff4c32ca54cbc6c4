import type { CommandSpec } from '../command-spec.ts';
import { password } from './password.ts';

/** Who is here, and whose vault is open. */
export const sessionCommands = [
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
] as const satisfies readonly CommandSpec[];
