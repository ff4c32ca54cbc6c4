import { createHash } from 'node:crypto';
import type { Asker } from '../../../src-shared/agent/programs.ts';
import type { Peer } from './peer.ts';

/** A program that a person has connected. */
export interface RegisteredProgram {
  readonly key: string;
  readonly name: string;
}

/**
 * Knows a program by the token it shows; null where the token is none, or was taken away. Asked at each request, so that a
 * program that was removed asks as a stranger from its next one on.
 */
export type ProgramOf = (token: string) => Promise<RegisteredProgram | null>;

const nameMax = 200;
const pathMax = 4096;

/**
 * Who asks, for the person who decides. `hint` is how the program calls itself; it stands in brackets behind what the kernel says.
 * SECURITY: of an unregistered program everything is a hint: whoever runs code in this login can run any program there is.
 */
export function askerOf(peer: Peer, hint: string | null, registered: RegisteredProgram | null): Asker {
  const calls = readable(hint ?? '', nameMax);
  if (peer.kind !== 'known') {
    const name = registered?.name ?? (calls || '?');
    return { key: registered?.key ?? digestOf(['unknown', calls]), name, path: null, parents: [], registered: registered !== null };
  }
  const { path, script, inline, options, name } = peer.program;
  const shown = registered?.name ?? readable(name, nameMax);
  return {
    // What an interpreter was given beside the script is part of what it is, but it may hold anything and is not shown.
    key: registered?.key ?? digestOf([path ?? '', script ?? '', inline ?? '', ...options]),
    name: registered !== null || calls === '' || calls === shown ? shown : readable(`${shown} (${calls})`, nameMax),
    path: path === null ? null : readable(script === null ? path : `${path} ${script}`, pathMax),
    parents: peer.parents.map((parent) => readable(parent.name, nameMax)),
    registered: registered !== null,
  };
}

/** Parts can't run into each other: each stands as JSON. */
const digestOf = (parts: readonly string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** SECURITY: no control, no direction mark and no line break, with which a name could write the rest of the question itself. */
function readable(text: string, maximum: number): string {
  const clean = text
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (clean.length <= maximum) return clean;
  // Never half a character at the end.
  return `${clean.slice(0, maximum - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
