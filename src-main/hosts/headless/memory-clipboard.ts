import type { Clipboard } from '../../host.ts';

/** A clipboard for a host without a desktop: nothing else can read it. */
export function createMemoryClipboard(): Clipboard {
  let held = '';
  return {
    write: async (text) => {
      held = text;
    },
    read: async () => held,
  };
}
