import type { Clock, Log } from '../host.ts';
import { anchorEntry, type Keychain } from '../keychain/keychain.ts';
import { AppError } from '../../src-shared/errors.ts';

/** Remembers in the keychain how new a vault's newest state was, so that an older database is noticed. */
export interface Anchors {
  /** The newest generation seen; null where none was ever written. Throws keychainUnavailable, keychainLocked. */
  read(ownerId: string): Promise<number | null>;
  /** Writes within a second; a later call replaces a waiting one. */
  note(ownerId: string, generation: number): void;
  /** Writes now whatever waits for this person. */
  flush(ownerId: string): Promise<void>;
  flushAll(): Promise<void>;
}

interface Waiting {
  readonly generation: number;
  readonly callOff: () => void;
}

const writeEveryMilliseconds = 1000;

export function createAnchors(parts: { keychain: Keychain; installationId: string; clock: Clock; log: Log }): Anchors {
  const waiting = new Map<string, Waiting>();
  const writing = new Map<string, Promise<void>>();

  function write(ownerId: string): Promise<void> {
    const entry = waiting.get(ownerId);
    const previous = writing.get(ownerId) ?? Promise.resolve();
    if (entry === undefined) return previous;
    entry.callOff();
    waiting.delete(ownerId);
    const task = previous
      .then(() => parts.keychain.write(anchorEntry(parts.installationId, ownerId), encode(entry.generation)))
      .catch((error: unknown) => {
        // The vault itself is safe; only the notice of a rollback to this very second is lost.
        parts.log('anchor.notWritten', { ownerId, code: error instanceof AppError ? error.code : 'internal' });
      });
    writing.set(ownerId, task);
    return task;
  }

  return {
    async read(ownerId) {
      await write(ownerId);
      try {
        return decode(await parts.keychain.read(anchorEntry(parts.installationId, ownerId)));
      } catch (error) {
        if (error instanceof AppError && error.code === 'keychainEntryMissing') return null;
        throw error;
      }
    },
    note(ownerId, generation) {
      const before = waiting.get(ownerId);
      const callOff = before?.callOff ?? parts.clock.after(writeEveryMilliseconds, () => void write(ownerId));
      waiting.set(ownerId, { generation, callOff });
    },
    flush: write,
    flushAll: async () => {
      await Promise.all([...new Set([...waiting.keys(), ...writing.keys()])].map(write));
    },
  };
}

const encode = (generation: number): Uint8Array => new TextEncoder().encode(String(generation));

function decode(bytes: Uint8Array): number {
  const generation = Number(new TextDecoder().decode(bytes));
  if (!Number.isSafeInteger(generation) || generation < 0) throw new AppError('dataDamaged', { what: 'keychain anchor' });
  return generation;
}
