import { AppError } from '../../src-shared/errors.ts';
import type { Keychain } from '../../src-main/keychain/keychain.ts';

/** A keychain that works, and can be told to break. */
export class MemoryKeychain implements Keychain {
  readonly kind = 'os';
  readonly #entries = new Map<string, Uint8Array>();
  #failure: 'keychainUnavailable' | 'keychainLocked' | null = null;

  async probe(): Promise<'available' | 'unavailable' | 'locked'> {
    if (this.#failure === null) return 'available';
    return this.#failure === 'keychainLocked' ? 'locked' : 'unavailable';
  }

  /** Told of every entry that is read, before it is answered. */
  onRead: (entry: string) => void = () => undefined;

  async read(entry: string): Promise<Uint8Array> {
    this.#check();
    this.onRead(entry);
    const value = this.#entries.get(entry);
    if (value === undefined) throw new AppError('keychainEntryMissing');
    return Uint8Array.from(value);
  }

  async write(entry: string, value: Uint8Array): Promise<void> {
    this.#check();
    this.#entries.set(entry, Uint8Array.from(value));
  }

  async remove(entry: string): Promise<void> {
    this.#check();
    this.#entries.delete(entry);
  }

  entries(): string[] {
    return [...this.#entries.keys()];
  }

  lose(entry: string): void {
    this.#entries.delete(entry);
  }

  fail(code: 'keychainUnavailable' | 'keychainLocked'): void {
    this.#failure = code;
  }

  mend(): void {
    this.#failure = null;
  }

  #check(): void {
    if (this.#failure !== null) throw new AppError(this.#failure);
  }
}
