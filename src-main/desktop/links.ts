import { limits } from '../../src-shared/limits.ts';
import { plainText } from '../../src-shared/models.ts';
import type { Clock, Log } from '../host.ts';
import { createRate } from './rate.ts';

const waitMilliseconds = 120_000;
/** So many links within that time are somebody clicking; more are a page or program that means to annoy. */
const burst = { links: 10, milliseconds: 10_000 };

type Refusal = 'tooLong' | 'notPlain' | 'notAnItem' | 'tooMany';

/** Links of the form `strongroom://item/…` that were opened somewhere on the machine. */
export interface Links {
  /** False where it is none of ours; nothing is to happen then. */
  open(url: string): boolean;
  /** The item, by id or name, of the link that waits; it waits no longer then. */
  take(): string | null;
  forget(): void;
}

/**
 * Keeps the last link for a window, for two minutes at most.
 * SECURITY: anybody can make a link, a page in a browser for one. It names an item and does nothing: no value, no change, no other
 * place to go to; and it is a name that may be wrong.
 */
export function createLinks({ clock, log, tell }: { readonly clock: Clock; readonly log: Log; readonly tell: () => void }): Links {
  let waiting: { readonly item: string; readonly callOff: () => void } | null = null;
  const allows = createRate(clock, burst.links, burst.milliseconds);
  let toldOfMany = false;

  function forget(): void {
    waiting?.callOff();
    waiting = null;
  }

  function refused(why: Refusal): false {
    log('link.refused', { why });
    return false;
  }

  return {
    open(url) {
      if (!allows()) {
        // Said once: the rest of them is neither looked at nor logged.
        if (!toldOfMany) refused('tooMany');
        toldOfMany = true;
        return false;
      }
      toldOfMany = false;
      const item = itemOf(url);
      if (typeof item !== 'string') return refused(item.refused);
      forget();
      waiting = { item, callOff: clock.after(waitMilliseconds, forget) };
      tell();
      return true;
    },
    take() {
      const item = waiting?.item ?? null;
      forget();
      return item;
    },
    forget,
  };
}

/** SECURITY: what a link may be is spelled out; no parser of addresses with ideas of its own looks at it. */
function itemOf(url: string): string | { readonly refused: Refusal } {
  if (url.length > limits.linkMaxCharacters) return { refused: 'tooLong' };
  const [, encoded] = /^strongroom:\/\/item\/([^/?#\\\s]+)\/?$/i.exec(url) ?? [];
  if (encoded === undefined) return { refused: 'notAnItem' };
  let item: string;
  try {
    item = decodeURIComponent(encoded).trim();
  } catch {
    return { refused: 'notAnItem' };
  }
  if (!plainText(item)) return { refused: 'notPlain' };
  if (item === '') return { refused: 'notAnItem' };
  return item.length > limits.itemNameMaxCharacters ? { refused: 'tooLong' } : item;
}
