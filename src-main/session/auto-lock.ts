import type { Clock } from '../host.ts';
import type { PreferencesService } from '../preferences/preferences-service.ts';

interface AutoLockParts {
  readonly clock: Clock;
  readonly preferences: PreferencesService;
}

/** Counts, for each person, the time since they were last seen at any window or terminal of theirs. */
export class AutoLock {
  readonly #parts: AutoLockParts;
  readonly #lock: (ownerId: string) => void;
  readonly #timers = new Map<string, () => void>();

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
  }

  stop(ownerId: string): void {
    this.#timers.get(ownerId)?.();
    this.#timers.delete(ownerId);
  }
}
