import { useState } from 'react';
import type { Failure } from '../../src-shared/errors.ts';
import { failureOf } from '../api.ts';

interface Sending {
  readonly busy: boolean;
  readonly failure: Failure | null;
  send(): Promise<void>;
}

/** Does `onGo` where it is ready for it and not under way already; a failure stays, and whoever succeeds closes the form. */
export function useSending(ready: boolean, onGo: () => Promise<void>): Sending {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  return {
    ...{ busy, failure },
    async send() {
      if (!ready || busy) return;
      setBusy(true);
      setFailure(null);
      try {
        await onGo();
      } catch (error) {
        setFailure(failureOf(error));
        setBusy(false);
      }
    },
  };
}
