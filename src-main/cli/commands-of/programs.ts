import type { CommandSpec } from '../command-spec.ts';
import { password } from './password.ts';

/** What programs may have, and the log. */
export const programsCommands = [
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
] as const satisfies readonly CommandSpec[];
