import type { Clock } from '../host.ts';
import type { PreferencesService } from '../preferences/preferences-service.ts';

/** When a person was last seen at a window or terminal, and when the vault locks unless they are seen again; epoch milliseconds. */
export interface Presence {
  readonly seenAt: number;
  readonly locksAt: number;
}

interface AutoLockParts {
  readonly clock: Clock;
  readonly preferences: PreferencesService;
}

/** Counts, for each person, the time since they were last seen at any window or terminal of theirs. */
export class AutoLock {
  readonly #parts: AutoLockParts;
  readonly #lock: (ownerId: string) => void;
  readonly #timers = new Map<string, () => void>();
  readonly #presences = new Map<string, Presence>();

  constructor(parts: AutoLockParts, lock: (ownerId: string) => void) {
    this.#parts = parts;
    this.#lock = lock;
  }

  /** The person is here. */
  async restart(ownerId: string): Promise<void> {
    const { autoLockMinutes } = await this.#parts.preferences.read(ownerId);
    this.stop(ownerId);
    const callOff = this.#parts.clock.after(autoLockMinutes * 60_000, () => {
      this.#timers.delete(ownerId);
      this.#lock(ownerId);
    });
    this.#timers.set(ownerId, callOff);
    const seenAt = this.#parts.clock.now();
    this.#presences.set(ownerId, { seenAt, locksAt: seenAt + autoLockMinutes * 60_000 });
  }

  /** Null where nobody counts for this person. */
  presenceOf(ownerId: string): Presence | null {
    return this.#presences.get(ownerId) ?? null;
  }

  stop(ownerId: string): void {
    this.#presences.delete(ownerId);
    this.#timers.get(ownerId)?.();
    this.#timers.delete(ownerId);
  }
}
