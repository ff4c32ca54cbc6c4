import type { Peer } from './peer.ts';
import { type SessionLeader, sessionName } from './processes.ts';

/** How many connections there may be, before each of them costs more than this. */
export const connectionsMax = 256;
/** … of which these are left to terminals where somebody is signed in: a person isn't kept out by what else runs here. */
const keptForTerminals = 32;
const perPeerMax = 32;

/** SECURITY: one program, or all of one terminal, can't take every place there is. */
export class Admission {
  readonly #isSignedIn: (leader: SessionLeader) => boolean;
  readonly #byPeer = new Map<string, number>();
  #taken = 0;

  constructor(isSignedIn: (leader: SessionLeader) => boolean) {
    this.#isSignedIn = isSignedIn;
  }

  /** Gives the place back, once; null where there is none. */
  take(peer: Peer): (() => void) | null {
    const leader = peer.kind === 'known' ? peer.leader : null;
    const places = leader !== null && this.#isSignedIn(leader) ? connectionsMax : connectionsMax - keptForTerminals;
    const key = keyOf(peer);
    const mine = key === null ? 0 : (this.#byPeer.get(key) ?? 0);
    if (this.#taken >= places || mine >= perPeerMax) return null;
    this.#count(key, 1);
    let held = true;
    return () => {
      if (held) this.#count(key, -1);
      held = false;
    };
  }

  #count(key: string | null, change: 1 | -1): void {
    this.#taken += change;
    if (key === null) return;
    const now = (this.#byPeer.get(key) ?? 0) + change;
    if (now === 0) this.#byPeer.delete(key);
    else this.#byPeer.set(key, now);
  }
}

/** Null where the system doesn't tell who it is. */
function keyOf(peer: Peer): string | null {
  if (peer.kind !== 'known') return null;
  return peer.leader === null ? `process ${peer.program.pid}` : `session ${sessionName(peer.leader)}`;
}
