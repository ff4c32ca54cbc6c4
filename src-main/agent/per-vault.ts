import type { OpenVault } from '../vault/open-vault.ts';

/** What was read of each open vault, once; it goes with the vault. A reading that failed is tried again by the next one who asks. */
export class PerVault<T> {
  readonly #read: (vault: OpenVault) => Promise<T>;
  readonly #reading = new WeakMap<OpenVault, Promise<T>>();
  readonly #known = new WeakMap<OpenVault, T>();

  constructor(read: (vault: OpenVault) => Promise<T>) {
    this.#read = read;
  }

  of(vault: OpenVault): Promise<T> {
    const reading = this.#reading.get(vault) ?? this.#begin(vault);
    this.#reading.set(vault, reading);
    return reading;
  }

  /** Undefined until it has been read. */
  known(vault: OpenVault): T | undefined {
    return this.#known.get(vault);
  }

  async #begin(vault: OpenVault): Promise<T> {
    try {
      const read = await this.#read(vault);
      this.#known.set(vault, read);
      return read;
    } catch (error) {
      this.#reading.delete(vault);
      throw error;
    }
  }
}
