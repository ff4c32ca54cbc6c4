import { AppError } from '../../src-shared/errors.ts';
import { equalBytes, sha256 } from '../crypto/primitives.ts';
import type { Clipboard, Clock, Log, Sender } from '../host.ts';

/** Puts one value on the desktop's clipboard and takes it off again, as long as it is still ours. */
export interface ClipboardService {
  /**
   * Answers with the time (epoch milliseconds) at which the value goes. Throws clipboardUnavailable, and vaultLocked where
   * `stillOpen` no longer holds once the value is there; it is taken off again then.
   */
  copy(sender: Sender, value: string, seconds: number, stillOpen: () => boolean): Promise<number>;
  /** Wipes the clipboard unless somebody copied something else meanwhile. */
  clear(): Promise<void>;
  /** As clear, for the last time: what can't be taken off now never will be, and nothing more is put on. */
  end(): Promise<void>;
}

interface Copied {
  /** SECURITY: a digest, so that the value doesn't stay in main while we wait. */
  readonly digest: Uint8Array;
  readonly sender: Sender;
  readonly callOff: () => void;
  /** How often it could not be taken off. */
  readonly failures: number;
}

const tryAgainMilliseconds = 5000;
const mostFailures = 12;

export function createClipboardService(parts: { clipboard: Clipboard; clock: Clock; log: Log }): ClipboardService {
  let copied: Copied | null = null;
  let ended = false;

  const digestOf = (text: string): Uint8Array => sha256(new TextEncoder().encode(text));

  async function clear(): Promise<void> {
    const ours = copied;
    if (ours === null) return;
    copied = null;
    ours.callOff();
    try {
      if (equalBytes(digestOf(await parts.clipboard.read()), ours.digest)) await parts.clipboard.write('');
    } catch {
      parts.log('clipboard.notCleared');
      const failures = ours.failures + 1;
      // SECURITY: the value may still lie there; a busy clipboard is free again in a moment. A newer copy has its own time.
      if (copied === null && failures < mostFailures && !ended) {
        copied = { ...ours, failures, callOff: parts.clock.after(tryAgainMilliseconds, () => void clear()) };
        return;
      }
    }
    ours.sender.push('clipboard.changed', { clearsAt: null });
  }

  return {
    async copy(sender, value, seconds, stillOpen) {
      await parts.clipboard.write(value);
      if (ended || !stillOpen()) {
        await parts.clipboard.write('');
        throw new AppError('vaultLocked');
      }
      copied?.callOff();
      const clearsAt = parts.clock.now() + seconds * 1000;
      copied = { digest: digestOf(value), sender, callOff: parts.clock.after(seconds * 1000, () => void clear()), failures: 0 };
      sender.push('clipboard.changed', { clearsAt });
      return clearsAt;
    },
    clear,
    end() {
      ended = true;
      return clear();
    },
  };
}
