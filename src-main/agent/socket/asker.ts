import { createHash } from 'node:crypto';
import type { Asker } from '../../../src-shared/agent/programs.ts';
import type { Peer } from './peer.ts';

const nameMax = 200;
const pathMax = 4096;

/**
 * Who asks, for the person who decides. `hint` is how the program calls itself; it stands in brackets behind what the kernel says.
 * SECURITY: a stranger, whatever it has shown: only the vault of the person who is asked knows who is connected to them. Of a stranger
 * everything is a hint: whoever runs code in this login can run any program there is.
 */
export function askerOf(peer: Peer, hint: string | null): Asker {
  const calls = readable(hint ?? '', nameMax);
  if (peer.kind !== 'known') return { key: digestOf(['unknown', calls]), name: calls || '?', path: null, parents: [], registered: false };
  const { path, script, inline, options, name } = peer.program;
  const shown = readable(name, nameMax);
  return {
    // What an interpreter was given beside the script is part of what it is, but it may hold anything and is not shown.
    key: digestOf([path ?? '', script ?? '', inline ?? '', ...options]),
    name: calls === '' || calls === shown ? shown : readable(`${shown} (${calls})`, nameMax),
    path: path === null ? null : readable(script === null ? path : `${path} ${script}`, pathMax),
    parents: peer.parents.map((parent) => readable(parent.name, nameMax)),
    registered: false,
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
