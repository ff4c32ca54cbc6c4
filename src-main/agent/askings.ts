import type { Asker } from '../../src-shared/agent/programs.ts';
import { limits } from '../../src-shared/limits.ts';
import type { Clock } from '../host.ts';

/** What one program has asked of one person since the app was started. */
export interface Asking {
  readonly key: string;
  readonly name: string;
  readonly path: string | null;
  readonly firstAskedAt: number;
  readonly lastAskedAt: number;
  readonly asked: number;
  readonly refused: number;
}

/** Counts, per person and program, in memory alone. SECURITY: bounded; a program that comes under ever new names pushes out the oldest. */
export class Askings {
  readonly #clock: Clock;
  readonly #people = new Map<string, Map<string, Asking>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  of(ownerId: string, key: string): Asking | undefined {
    return this.#people.get(ownerId)?.get(key);
  }

  all(ownerId: string): Asking[] {
    return [...(this.#people.get(ownerId)?.values() ?? [])];
  }

  asked(ownerId: string, { key, name, path }: Pick<Asker, 'key' | 'name' | 'path'>): void {
    const now = this.#clock.now();
    const programs = this.#people.get(ownerId) ?? new Map<string, Asking>();
    this.#people.set(ownerId, programs);
    const before = programs.get(key) ?? { firstAskedAt: now, asked: 0, refused: 0 };
    // Taken out first, so that the order of the map is that of the last asking.
    programs.delete(key);
    programs.set(key, { ...before, key, name, path, lastAskedAt: now, asked: before.asked + 1 });
    const [oldest] = programs.keys();
    if (programs.size > limits.programsMax && oldest !== undefined) programs.delete(oldest);
  }

  refused(ownerId: string, key: string): void {
    const before = this.of(ownerId, key);
    if (before !== undefined) this.#people.get(ownerId)?.set(key, { ...before, refused: before.refused + 1 });
  }

  forget(ownerId: string, key: string): boolean {
    return this.#people.get(ownerId)?.delete(key) ?? false;
  }
}
